"""The addresses of sitemaps: an index over months, the sections, and the news of two days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Exists, F, Func, OuterRef, TextField
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from lxml import etree

from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.reader.answers import moment
from articles.reader.asking import public_page
from articles.reader.feeds.xml import add
from articles.reader.feeds.xml import moment as as_text
from articles.reader.navigation import Navigation
from articles.reader.newest import newest_in
from articles.reader.sitemaps.maps import Map, changes, editions_of, maps
from articles.reader.structured import absolute

__all__ = ["index", "month", "news", "sections"]

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
HEAD = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{SITEMAP}">\n'
FOOT = "</urlset>\n"
#: Written by PostgreSQL: to make so many moments in Python takes longer than all the rest.
CHANGED = Func(
    F("starts_at"),
    template="""to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""",
    output_field=TextField(),
)
#: What Google's news crawler takes:
#: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_AGE, NEWS_SIZE = timedelta(days=2), 1_000


@public_page()
def index(request: HttpRequest) -> HttpResponse:
    """All maps, each with when it changed where that is lately."""
    at = moment(request)
    found = maps(at)
    changed = changes(found, at)
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})
    _list(root, reverse("reader:sitemap_sections"), None)
    for each in found:
        _list(root, reverse("reader:sitemap_month", args=[each]), changed.get(each))
    return _xml(root)


@public_page()
def sections(request: HttpRequest) -> HttpResponse:
    """The front and the sections that have something to show."""
    at = moment(request)
    filled = Exists(newest_in(OuterRef("pk"), at).order_by())
    navigation = Navigation.load(filled=filled)
    named = {each.pk for each in navigation.sections if each.filled}  # type: ignore[attr-defined]
    paths = [
        each.get_absolute_url()
        for each in navigation.sections
        if named.intersection(navigation.ids(each))
    ]
    entries = (f"<url><loc>{escape(absolute(path))}</loc></url>\n" for path in paths)
    front = f"<url><loc>{escape(absolute(reverse('reader:front')))}</loc></url>\n"
    return _answer(HEAD + front + "".join(entries) + FOOT)


@public_page()
def month(request: HttpRequest, name: Map) -> HttpResponse:
    """The articles that readers first saw in a month."""
    entries = "".join(_entries(editions_of(name, moment(request))))
    if not entries:
        raise Http404
    return _answer(HEAD + entries + FOOT)


@public_page(seconds=60)
def news(request: HttpRequest) -> HttpResponse:
    """What is new, for those who crawl news."""
    at = moment(request)
    recent = Edition.objects.visible(at).filter(published_at__gt=at - NEWS_AGE)
    columns = ("headline", "slug", "language", "published_at", "article_id")
    editions = recent.select_related("section__parent").newest_first()
    editions = editions.only(*columns, "section__slug", "section__parent__slug")
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "news": NEWS})
    for edition in editions[:NEWS_SIZE]:
        url = add(root, f"{{{SITEMAP}}}url")
        add(url, f"{{{SITEMAP}}}loc", absolute(edition.get_absolute_url()))
        told = add(url, f"{{{NEWS}}}news")
        publication = add(told, f"{{{NEWS}}}publication")
        add(publication, f"{{{NEWS}}}name", settings.SITE_NAME)
        add(publication, f"{{{NEWS}}}language", _language(edition.language))
        add(told, f"{{{NEWS}}}publication_date", as_text(edition.published_at))
        add(told, f"{{{NEWS}}}title", edition.headline)
    return _xml(root)


def _entries(editions: EditionQuerySet) -> Iterator[str]:
    """Yield the lines of a map. There may be 50,000, so addresses are put together by hand.

    An article's address is its section's, slug and id: a test holds it against `reverse()`.
    """
    stems = {
        section.pk: escape(absolute(section.get_absolute_url()))
        for section in Navigation.load().sections
    }
    for section, slug, article, changed in editions.values_list(
        "section_id", "slug", "article_id", CHANGED
    ):
        address = f"{stems[section]}{escape(slug)}-{article}/"
        yield f"<url><loc>{address}</loc><lastmod>{changed}</lastmod></url>\n"


def _language(tag: str) -> str:
    """Return a language as the news sitemap has it: two or three letters, but for Chinese."""
    code = (tag or settings.LANGUAGE_CODE).lower()
    chinese = {"zh-hans": "zh-cn", "zh-cn": "zh-cn", "zh-hant": "zh-tw", "zh-tw": "zh-tw"}
    return chinese.get(code, code.partition("-")[0])


def _list(root: etree._Element, path: str, changed: datetime | None) -> None:
    sitemap = add(root, f"{{{SITEMAP}}}sitemap")
    add(sitemap, f"{{{SITEMAP}}}loc", absolute(path))
    if changed:
        add(sitemap, f"{{{SITEMAP}}}lastmod", as_text(changed))


def _xml(root: etree._Element) -> HttpResponse:
    return _answer(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _answer(content: str | bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/xml; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )
