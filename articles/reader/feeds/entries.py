"""What a feed says, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from articles.models import Edition, NoticeKind, Picture
from articles.models.addresses import path_of
from articles.reader.bodies import body_of
from articles.reader.feeds.content import portable
from articles.reader.pictures import Shown, shown
from articles.reader.structured import absolute

__all__ = ["Attached", "Entry", "Feed", "Person", "Removed", "entry", "tag"]

#: The only format of a picture that programs of any age show.
JPEG = "image/jpeg"


@dataclass(frozen=True)
class Person:
    name: str
    address: str


@dataclass(frozen=True)
class Attached:
    """A picture that comes with an entry; `length` in bytes."""

    address: str
    length: int
    width: int
    height: int
    alt: str
    credit: str
    type: str = JPEG


@dataclass(frozen=True)
class Entry:
    """An article. Summary and content are HTML whose addresses are whole; content may be empty."""

    id: str
    title: str
    address: str
    published: datetime
    updated: datetime
    authors: list[Person]
    categories: list[str]
    language: str
    summary: str
    content: str
    standfirst: str
    picture: Attached | None


@dataclass(frozen=True)
class Removed:
    """An article that was withdrawn: nothing of it but its id and the moment."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    description: str
    #: Of the page that shows the same, and of this feed itself.
    page: str
    address: str
    language: str
    updated: datetime
    hub: str
    entries: list[Entry]
    removed: list[Removed]


def tag(what: str) -> str:
    """Return an id that stays when slugs, sections and names change, https://www.rfc-editor.org/rfc/rfc4151."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{what}"


def entry(edition: Edition, at: datetime, pictures: Mapping[int, Picture] | None) -> Entry:
    """Return the entry of an edition from `for_page()`; no query.

    `pictures` are those of its body; None leaves the body out.
    """
    address = absolute(edition.get_absolute_url())
    opening = format_html("<p>{}</p>", edition.standfirst) if edition.standfirst else ""
    summary = _notices(edition) + opening
    content = ""
    if pictures is not None:
        content = summary + portable(body_of(edition, at, pictures), address)
    lead = shown(edition.lead_picture, at, sizes="", caption=edition.lead_caption)
    section = [edition.section.name] if edition.section else []
    return Entry(
        id=tag(f"article-{edition.article_id}"),
        title=edition.headline,
        address=address,
        published=edition.published_at,
        updated=edition.updated_at or edition.published_at,
        authors=[_person(author) for author in edition.byline],
        categories=[*section, *(topic["name"] for topic in edition.tags)],
        language=edition.language,
        summary=summary,
        content=content,
        standfirst=edition.standfirst,
        picture=_attached(lead) if lead else None,
    )


def _person(author: Mapping[str, str]) -> Person:
    return Person(author["name"], absolute(path_of("reader:author", author["slug"])))


def _in_words(at: datetime) -> str:
    return f"{date_format(at, 'DATETIME_FORMAT')} {date_format(at, 'T')}"


def _notices(edition: Edition) -> SafeString:
    """Return what readers are told of changes: programs show it to those who read it before."""
    return format_html_join(
        "",
        "<p><strong>{}</strong> ({}): {}</p>",
        (
            (
                NoticeKind(notice["kind"]).label,
                _in_words(localtime(datetime.fromisoformat(notice["at"]))),
                notice["text"],
            )
            for notice in edition.notices
        ),
    )


def _attached(lead: Shown) -> Attached | None:
    card, picture = lead.picture.card, lead.picture
    try:
        length = _length(picture.file.name_of("card_wide_jpeg"))
    except FileNotFoundError:
        return None
    return Attached(
        absolute(card.url),
        length,
        card.width,
        card.height,
        lead.caption or lead.alt,
        picture.credit,
    )


@lru_cache(maxsize=4096)
def _length(name: str) -> int:
    """Return the size of a rendition. Its name says what is in it, so that never changes."""
    return default_storage.size(name)
