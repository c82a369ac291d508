"""Structured data: what machines read of a page, in the types that search engines document.

https://schema.org, https://developers.google.com/search/docs/appearance/structured-data
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from articles.models import Author, Edition, NoticeKind, Section
from articles.models.addresses import path_of
from articles.models.picture import Source
from articles.reader.pictures import Shown

__all__ = ["absolute", "news_article", "profile_page", "trail", "trail_of", "web_site"]

#: Within a script element nothing may look like markup.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

Data = dict[str, Any]


def absolute(path: str) -> str:
    """Return the whole address of a path on this site; one that is whole stays as it is."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_URL + path


def news_article(edition: Edition, lead: Shown | None) -> SafeString:
    """Return an article as JSON-LD, safe within a script element, as are all of these.

    The edition has what `for_page()` adds. https://schema.org/NewsArticle
    """
    address = absolute(edition.get_absolute_url())
    data: Data = {
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": edition.headline,
        "datePublished": _moment(edition.published_at),
        "dateModified": _moment(edition.updated_at or edition.published_at),
        "inLanguage": edition.language or settings.LANGUAGE_CODE,
        "isAccessibleForFree": True,
        "wordCount": len(strip_tags(edition.body).split()),
        "publisher": _publisher(),
        "author": [_person(author["name"], author["slug"]) for author in edition.byline],
    }
    if edition.standfirst:
        data["description"] = edition.standfirst
    if edition.section:
        data["articleSection"] = edition.section.name
    if edition.tags:
        data["keywords"] = [topic["name"] for topic in edition.tags]
    if lead:
        data["image"] = [_image(source, lead) for source in lead.picture.cards]
    if corrections := [_correction(each) for each in edition.notices if _corrects(each)]:
        data["correction"] = corrections
    return _script("NewsArticle", data)


def trail(steps: Iterable[tuple[str, str]]) -> SafeString:
    """Return the way from the front to a page, as names and addresses below the front.

    https://schema.org/BreadcrumbList
    """
    front = (settings.SITE_NAME, path_of("reader:front"))
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate([front, *steps], start=1)
    ]
    return _script("BreadcrumbList", {"itemListElement": items})


def trail_of(section: Section | None) -> list[tuple[str, str]]:
    """Return the steps to a section: itself, and before it the one that it is part of."""
    steps = filter(None, (section and section.parent, section))
    return [(each.name, each.get_absolute_url()) for each in steps]


def profile_page(author: Author, portrait: Shown | None) -> SafeString:
    """Return who an author is. https://schema.org/ProfilePage"""
    person: Data = {**_person(author.name, author.slug), "worksFor": _publisher()}
    if author.biography:
        person["description"] = author.biography
    if portrait:
        person["image"] = [absolute(source.url) for source in portrait.picture.cards]
    if elsewhere := [address for address in (author.website, author.social) if address]:
        person["sameAs"] = elsewhere
    return _script("ProfilePage", {"mainEntity": person})


def web_site() -> SafeString:
    """Return what the site is called. https://schema.org/WebSite"""
    front = absolute(path_of("reader:front"))
    data = {
        "name": settings.SITE_NAME,
        "url": front,
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": _publisher(),
    }
    return _script("WebSite", data)


def _publisher() -> Data:
    data = {
        "@type": "NewsMediaOrganization",
        "name": settings.SITE_NAME,
        "url": absolute(path_of("reader:front")),
    }
    if settings.SITE_LOGO:
        data["logo"] = absolute(static(settings.SITE_LOGO))
    return data


def _person(name: str, slug: str) -> Data:
    address = absolute(path_of("reader:author", slug))
    return {"@type": "Person", "name": name, "url": address}


def _image(source: Source, shown: Shown) -> Data:
    return {
        "@type": "ImageObject",
        "url": absolute(source.url),
        "width": source.width,
        "height": source.height,
        "caption": shown.caption or shown.alt,
        "creditText": shown.picture.credit,
    }


def _corrects(notice: dict[str, str]) -> bool:
    return notice["kind"] == NoticeKind.CORRECTION


def _correction(notice: dict[str, str]) -> Data:
    at = _moment(datetime.fromisoformat(notice["at"]))
    return {"@type": "CorrectionComment", "text": notice["text"], "datePublished": at}


def _script(kind: str, data: Data) -> SafeString:
    whole = {"@context": "https://schema.org", "@type": kind, **data}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 -- escaped above


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
