"""What the desk says of where an article stands, in words: the state and what follows from time."""

from datetime import datetime
from typing import NamedTuple, Protocol

from django.utils import timezone
from django.utils.formats import date_format

from articles.desk.schedule import comes_twice
from articles.models import Article, Section, User

__all__ = ["Listed", "Tag", "short_moment", "tags"]


class Listed(Protocol):
    """A row of the article list: an article fetched `with_periods()`, its plan, and its byline."""

    pk: int
    headline: str
    kicker: str
    slug: str
    language: str
    section: Section | None
    author_ids: list[int]
    created_by: User
    state: str
    version: int
    spiked_at: datetime | None
    embargo_until: datetime | None
    created_at: datetime
    updated_at: datetime
    deadline: datetime | None
    planned_at: datetime | None
    noted: bool
    live_since: datetime | None
    live_until: datetime | None
    live_version: int | None
    next_at: datetime | None
    ended_at: datetime | None
    withdrawn_at: datetime | None
    byline: str


class Tag(NamedTuple):
    """The kind of a word, for a colour beside it, and the word."""

    kind: str
    text: str


def short_moment(at: datetime | None) -> str:
    """Return a moment for lists, in the newsroom's zone; the list names the zone once.

    Within an hour that clocks show twice, the zone's name of that hour says which of them it is.
    """
    if at is None:
        return ""
    local = timezone.localtime(at)
    words = date_format(local, "j M Y, H:i")
    return f"{words} {local.tzname()}" if comes_twice(at) else words


def tags(article: Listed, at: datetime) -> list[Tag]:
    """Return the tags of an article that was fetched `with_periods(at)`, the weightiest first."""
    if article.spiked_at:
        return [Tag("default", "Spiked")]
    found = _readers_see(article)
    if article.next_at:
        found.append(Tag("info", "Scheduled"))
    if article.embargo_until and article.embargo_until > at:
        found.append(Tag("danger", "Embargo"))
    if article.state == Article.State.REVIEW:
        found.append(Tag("warning", "In review"))
    elif article.state == Article.State.DRAFT:
        found.append(Tag("default", "Draft"))
    if article.live_version and article.live_version != article.version:
        found.append(Tag("warning", "Unpublished changes"))
    return found


def _readers_see(article: Listed) -> list[Tag]:
    """Return what an article fetched `with_periods()` is to readers; empty: never seen yet."""
    if article.live_since:
        return [Tag("success", "Live")]
    if article.withdrawn_at and article.withdrawn_at == article.ended_at:
        return [Tag("danger", "Withdrawn")]
    return [Tag("default", "Ended")] if article.ended_at else []
