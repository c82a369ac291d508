"""An entry of the plan, what may be asked for, and what a source of entries is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import permissions
from articles.desk.planner.kinds import KINDS, Kind
from articles.desk.schedule import comes_twice
from articles.models import Article, Author, User

__all__ = ["Entry", "Filters", "Row", "Scope", "Source", "as_rows", "day_and_clock", "moment_of"]

#: What a source reads of one stored row: plain values, moments as ISO 8601.
Row = dict[str, Any]


def clock(at: datetime) -> str:
    """Return the time of the day; of one that comes twice, with the name of the clock."""
    local = timezone.localtime(at)
    return f"{local:%H:%M %Z}" if comes_twice(at) else f"{local:%H:%M}"


def day_and_clock(at: datetime) -> str:
    return f"{date_format(timezone.localtime(at), 'D j M')}, {clock(at)}"


@dataclass(slots=True)
class Entry:
    """One moment of the plan, or something that has none yet.

    `what` and `pk` are what `workflow.moving` calls it; `section` and `state` are words. `warning`
    says what is wrong with it, `who` whose it is where that is planned.
    """

    what: str
    pk: int
    kind: Kind
    at: datetime | None
    headline: str
    section_id: int | None
    section: str
    state: str
    article_id: int | None = None
    movable: bool = False
    past: bool = False
    who: str = ""
    warning: str = ""

    @property
    def key(self) -> str:
        return f"{self.what}/{self.pk}"

    @property
    def clock(self) -> str:
        """The time of the day; of one that comes twice, with the name of the clock."""
        return clock(self.at) if self.at else ""

    @property
    def when(self) -> str:
        """The day and the time, as lists say them."""
        return day_and_clock(self.at) if self.at else ""

    @property
    def url(self) -> str:
        """Its own page: when it is, what belongs to it, and moving it to an exact time."""
        return f"{reverse('desk:planner')}{self.key}/"


@dataclass(frozen=True)
class Filters:
    """What is asked for: a section with its subsections, a person, one article; None: all."""

    section: int | None = None
    person: int | None = None
    article: int | None = None

    def of_articles(self, at: str = "") -> Q:
        """Return the condition on articles that are `at` this prefix of the query."""
        wanted = Q()
        if self.section:
            wanted &= Q(**{f"{at}section": self.section}) | Q(
                **{f"{at}section__parent": self.section}
            )
        if self.person:
            signing = Author.objects.filter(
                user=self.person, pk__any_of=OuterRef(f"{at}author_ids")
            )
            wanted &= Q(**{f"{at}created_by": self.person}) | Q(Exists(signing))
        return wanted


@dataclass(frozen=True)
class Scope:
    """Who looks, at what, and when that is."""

    person: User
    filters: Filters
    now: datetime

    def on_desk(self, row: Row) -> bool:
        """Say whether this person edits the article of a row that has `desk`, its section's id."""
        return permissions.is_desk(self.person, Article(section_id=row["desk"]))

    def entry(self, what: str, kind: str, at: datetime | None, row: Row, **said: Any) -> Entry:
        """Return an entry with what all rows have: id, headline, section and article."""
        return Entry(
            what=what,
            pk=row["id"],
            kind=KINDS[kind],
            at=at,
            headline=row["headline"],
            section_id=row["section_id"],
            section=row["section"] or "No section",
            article_id=row["article_id"],
            past=at is not None and at <= self.now,
            **said,
        )


@dataclass(frozen=True)
class Source:
    """Where entries come from: a table, with what one person may see of it as rows of one shape.

    Where there may be too many, `most` are read, the first of them in this `order`.
    """

    name: str
    rows: Callable[[Scope], QuerySet]
    within: Callable[[datetime, datetime], Q]
    read: Callable[[Row, Scope], Iterator[Entry]]
    order: tuple[str, ...] = ()
    most: int | None = None


def as_rows(name: str, query: QuerySet, **columns: Any) -> QuerySet:
    """Return the query with `source`, the source's name, and `row`, these columns as one value."""
    return query.annotate(source=Value(name), row=JSONObject(**columns))


def moment_of(row: Row, name: str) -> datetime | None:
    return datetime.fromisoformat(row[name]) if row[name] else None
