"""Editions, authors and pictures as answers hold them."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from articles.models import Picture as StoredPicture
from articles.models import Section as StoredSection
from articles.reader.api.shapes import (
    Article,
    Named,
    Notice,
    Picture,
    Rendition,
    SectionName,
    Summary,
)
from articles.reader.bodies import body_of
from articles.reader.pictures import shown
from articles.reader.structured import absolute

__all__ = ["article", "author_name", "picture", "said", "section_name", "summary", "topic_name"]

#: An element's tag as cleaned bodies and our own templates have them: attributes in quotes.
TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"]*")?)+ ?/?>')
ADDRESS = re.compile(r'( (?:href|src|cite|poster)=")(/(?!/)[^"]*)"')
SET = re.compile(r'( srcset=")([^"]*)"')


def said(moment: datetime) -> str:
    """Return the moment in the newsroom's zone, RFC 3339."""
    return timezone.localtime(moment).isoformat()


def summary(edition: Edition, at: datetime) -> Summary:
    """Return an edition from `for_page()` without its body, which may be deferred."""
    return Summary(
        id=edition.article_id,
        url=absolute(edition.get_absolute_url()),
        self=_in_api("article", edition.article_id),
        kicker=edition.kicker,
        headline=edition.headline,
        short_headline=edition.short_headline,
        standfirst=edition.standfirst,
        language=edition.language or settings.LANGUAGE_CODE,
        section=section_name(_section(edition)),
        authors=[author_name(**each) for each in edition.byline],
        topics=[topic_name(**each) for each in edition.tags],
        published_at=said(edition.published_at),
        updated_at=said(edition.updated_at) if edition.updated_at else None,
        picture=picture(edition.lead_picture, at, caption=edition.lead_caption),
    )


def article(edition: Edition, at: datetime) -> Article:
    """Return an edition from `for_page()` whole; one query more for pictures in the body."""
    return Article(
        **summary(edition, at),
        dateline=edition.dateline,
        body=_with_whole_addresses(body_of(edition, at)),
        notices=[_notice(each) for each in edition.notices],
    )


def section_name(section: StoredSection) -> SectionName:
    return SectionName(
        name=section.name, path=section.path, url=absolute(section.get_absolute_url())
    )


def author_name(name: str, slug: str) -> Named:
    return _named("author", name, slug)


def topic_name(name: str, slug: str) -> Named:
    return _named("topic", name, slug)


def picture(stored: StoredPicture | None, at: datetime, caption: str = "") -> Picture | None:
    """Return the picture as pages show it at this moment, or None where readers don't get it."""
    found = shown(stored, at, shape="wide", sizes="", caption=caption)
    if found is None:
        return None
    until = found.picture.licence_until
    return Picture(
        alt=found.alt,
        caption=found.caption,
        credit=found.picture.credit,
        shown_until=said(until) if until else None,
        renditions=[
            Rendition(
                url=absolute(source.url),
                width=source.width,
                height=source.height,
                type=f"image/{kind}",
            )
            for kind in ("avif", "webp")
            for source in found.picture.sources("wide", kind)
        ],
    )


def _section(edition: Edition) -> StoredSection:
    """Return the section, which the database makes sure an edition has."""
    assert edition.section is not None  # noqa: S101 -- for the type checker
    return edition.section


def _named(kind: str, name: str, slug: str) -> Named:
    page = absolute(reverse(f"reader:{kind}", args=[slug]))
    return Named(name=name, slug=slug, url=page, self=_in_api(kind, slug))


def _in_api(kind: str, key: Any) -> str:
    return absolute(reverse(f"reader:api_{kind}", args=[key]))


def _notice(notice: dict[str, Any]) -> Notice:
    at = datetime.fromisoformat(notice["at"])
    return Notice(kind=notice["kind"], text=notice["text"], at=said(at))


def _with_whole_addresses(body: str) -> str:
    """Return the HTML with this site's addresses made whole, for those who show it elsewhere."""

    def whole(tag: re.Match[str]) -> str:
        text = ADDRESS.sub(lambda found: f'{found[1]}{absolute(found[2])}"', tag[0])
        return SET.sub(lambda found: f'{found[1]}{_whole_set(found[2])}"', text)

    return TAG.sub(whole, body)


def _whole_set(addresses: str) -> str:
    return ", ".join(absolute(each) for each in addresses.split(", "))
