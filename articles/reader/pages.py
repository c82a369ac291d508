"""The pages readers get. All show what is visible at one moment, and Editions only."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.models import Author, Edition, Topic
from articles.models.prepared import Prepared
from articles.reader.answers import Meta, answer, gone, moment
from articles.reader.asking import public_page
from articles.reader.cards import Card, card
from articles.reader.front import FRONT_SIZE, lay_out, sections_with_newest, top
from articles.reader.moves import follows_moves
from articles.reader.navigation import Navigation
from articles.reader.paging import PAGE_SIZE, Listing, Page, page_of
from articles.reader.pictures import WIDEST, shown
from articles.reader.placements import arranged, fill, placed_and_newest
from articles.reader.press.keys import keys_of
from articles.reader.related import numbered, with_around
from articles.reader.story import Story
from articles.reader.structured import profile_page, trail, trail_of, web_site

__all__ = ["article", "article_page", "author", "front", "latest", "section", "topic"]

#: The edition of an article that is seen at a moment, with all that stands around it.
OF_ARTICLE = Prepared(
    lambda article, at: with_around(
        Edition.objects.visible(at).filter(article=article).for_page(), at
    ),
    article=int,
    at=datetime,
)
LATEST = Listing(lambda at: Edition.objects.visible(at).for_list(), at=datetime)
IN_SECTIONS = Listing(
    lambda at, sections: Edition.objects.visible(at).in_section(sections).for_list(),
    at=datetime,
    sections=list,
)
BY_AUTHOR = Listing(
    lambda at, author: Edition.objects.visible(at).by_author(Author(pk=author)).for_list(),
    at=datetime,
    author=int,
)
ABOUT = Listing(
    lambda at, topic: Edition.objects.visible(at).about(Topic(pk=topic)).for_list(),
    at=datetime,
    topic=int,
)
IN_SERIES = Listing(
    lambda at, topic: numbered(
        Edition.objects.visible(at).about(Topic(pk=topic)).for_list(), Topic(pk=topic), at
    ),
    at=datetime,
    topic=int,
)
OF_SITE = Prepared(
    lambda at: placed_and_newest(Edition.objects.visible(at), None, at, FRONT_SIZE), at=datetime
)
OF_SECTION = Prepared(
    lambda at, section, sections: placed_and_newest(
        Edition.objects.visible(at).in_section(sections), section, at, PAGE_SIZE
    ),
    at=datetime,
    section=int,
    sections=list,
)
OPENING_SIZES = "(min-width: 83rem) 47rem, (min-width: 60rem) calc(62.3vw - 4.7rem), 92vw"


@public_page("before", "after")
def front(request: HttpRequest) -> HttpResponse:
    """The front page. What is older than all on its top begins a page of `latest`."""
    at, address = moment(request), reverse("reader:front")
    placed, page = arranged(OF_SITE(at=at), FRONT_SIZE)
    navigation, by_section = sections_with_newest(at)
    laid_out = lay_out(top(placed, page.editions, at), navigation, by_section, at)
    lead = laid_out.lead.picture if laid_out.lead else None
    meta = Meta("", address, picture=lead, feed=address, structured=(web_site(),))
    context = {"front": laid_out, "page": page, "meta": meta}
    return answer("reader/front.html", context, at=at, navigation=navigation)


@public_page("before", "after")
def latest(request: HttpRequest) -> HttpResponse:
    """All stories, newest first, whatever editors placed where."""
    at, address = moment(request), reverse("reader:latest")
    page = page_of(LATEST, request, at=at)
    context = _listing(page, page.editions, at, gettext("Latest"), address)
    context["meta"] = context["meta"]._replace(feed=reverse("reader:front"))
    return answer("reader/listing.html", context, at=at, navigation=Navigation.load())


@public_page("before", "after")
@follows_moves("section")
def section(request: HttpRequest, slug: str, parent: str = "") -> HttpResponse:
    """A section's page, with its subsections' articles, or a subsection's."""
    at = moment(request)
    navigation = Navigation.load()
    found = navigation.find(f"{parent}/{slug}" if parent else slug)
    if found is None:
        raise Http404
    ids = navigation.ids(found)
    if _further(request):
        page = page_of(IN_SECTIONS, request, at=at, sections=ids)
        shown_here = page.editions
    else:
        placed, page = arranged(OF_SECTION(at=at, section=found.pk, sections=ids), PAGE_SIZE)
        shown_here = fill(placed, page.editions)
    address = found.get_absolute_url()
    way = trail(trail_of(found))
    context = _listing(page, shown_here, at, found.name, address, found.intro, way)
    return answer("reader/listing.html", context, at=at, navigation=navigation, section=found)


@public_page("before", "after")
@follows_moves("author")
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """An author's page: who they are, and what they wrote."""
    at = moment(request)
    found = get_object_or_404(Author.objects.select_related("portrait__replaced_by"), slug=slug)
    address = found.get_absolute_url()
    page = page_of(BY_AUTHOR, request, at=at, author=found.pk)
    portrait = shown(found.portrait, at, shape="square", sizes="9rem")
    told = (trail([(found.name, address)]), profile_page(found, portrait))
    context = _named(_listing(page, page.editions, at, found.name, address, found.biography, *told))
    context |= {"author": found, "portrait": portrait}
    return answer("reader/author.html", context, at=at, navigation=Navigation.load())


@public_page("before", "after")
@follows_moves("topic")
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic's page; of a series, with the numbers of its parts."""
    at = moment(request)
    found = get_object_or_404(Topic, slug=slug)
    address = found.get_absolute_url()
    page = page_of(IN_SERIES if found.series else ABOUT, request, at=at, topic=found.pk)
    way = trail([(found.name, address)])
    context = _named(_listing(page, page.editions, at, found.name, address, found.intro, way))
    context["label"] = gettext("Series") if found.series else gettext("Topic")
    return answer("reader/listing.html", context, at=at, navigation=Navigation.load())


def _further(request: HttpRequest) -> bool:
    """Say whether a page further down the list is asked for: those are by age alone."""
    return "before" in request.GET or "after" in request.GET


def _listing(
    page: Page,
    editions: list[Edition],
    at: datetime,
    title: str,
    address: str,
    intro: str = "",
    *structured: SafeString,
) -> dict[str, Any]:
    """Return what `reader/listing.html` shows; the first page opens with a larger card."""
    size = 0 if page.query else 1
    first, others = editions[:size], editions[size:]
    return {
        "title": title,
        "intro": intro,
        "page": page,
        "opening": _opening(first[0], at) if first else None,
        "cards": [card(each, at, first=not first and each is others[0]) for each in others],
        "meta": Meta(title, address + page.query, intro, feed=address, structured=structured),
    }


def _opening(edition: Edition, at: datetime) -> Card:
    return card(edition, at, sizes=OPENING_SIZES, most=WIDEST, narrow=None, first=True)


def _named(context: dict[str, Any]) -> dict[str, Any]:
    """Raise Http404 where no visible edition names the author or topic: the name is no news yet."""
    if not context["page"].editions:
        raise Http404
    return context


@public_page()
def article(request: HttpRequest, path: str, slug: str, id: int) -> HttpResponse:  # noqa: A002
    """An article's page. Its id alone counts: another slug or section leads to the right one."""
    if id > BigIntegerField.MAX_BIGINT:
        raise Http404
    at = moment(request)
    found = OF_ARTICLE(article=id, at=at)
    if not found:
        return _ended(id, at)
    edition = found[0]
    address = edition.get_absolute_url()
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    return article_page(request, edition, at)


def _ended(article_id: int, at: datetime) -> HttpResponse:
    """Answer 410 for what was withdrawn; raise Http404 for all else, as if it had never been."""
    begun = Edition.objects.filter(article=article_id, starts_at__lte=at)
    last = begun.order_by("-starts_at").only("withdrawal_notice").first()
    if last is None or not last.withdrawal_notice:
        raise Http404
    return gone(last.withdrawal_notice, at)


def article_page(
    _request: HttpRequest,
    edition: Edition,
    at: datetime,
    *,
    template: str = "reader/article.html",
    **more: Any,
) -> HttpResponse:
    """Return the page of an edition as readers get it at this moment.

    Also of one that isn't saved, as the desk previews it: it is whole once it has an article.
    Another template may extend the readers' own, and be given more to show.
    """
    story = Story.of(edition, at)
    section = edition.section
    above = [place for place in (section and section.parent, section) if place]
    context = {"story": story, "edition": edition, "meta": story.meta, "trail": above, **more}
    page = answer(
        template,
        context,
        at=at,
        navigation=Navigation.load(),
        section=edition.section,
    )
    page.frames, page.keys = story.frames, keys_of(edition)
    return page
