"""Versions that go live, and those that end because an editor asked for it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from articles import permissions
from articles.desk.planner.entry import Entry, Row, Scope, Source, as_rows, moment_of
from articles.models import Edition

__all__ = ["EDITIONS"]


def rows(scope: Scope) -> QuerySet:
    seen = Edition.objects.filter(article__in=permissions.visible_to(scope.person))
    if scope.filters.article:
        seen = seen.filter(article=scope.filters.article)
    return as_rows(
        "editions",
        seen.filter(scope.filters.of_articles("article__")),
        id="pk",
        article_id="article_id",
        headline="headline",
        section_id="section_id",
        section="section__name",
        desk="article__section_id",
        starts_at="starts_at",
        ends_at="ends_at",
        until="until",
        published_at="published_at",
        withdrawn=~Q(withdrawal_notice=""),
    )


def within(start: datetime, end: datetime) -> Q:
    return Q(starts_at__gte=start, starts_at__lt=end) | Q(ends_at__gte=start, ends_at__lt=end)


def read(row: Row, scope: Scope) -> Iterator[Entry]:
    starts_at, ends_at = datetime.fromisoformat(row["starts_at"]), moment_of(row, "ends_at")
    begun = starts_at <= scope.now
    over = ends_at is not None and ends_at <= scope.now
    mine = scope.on_desk(row)
    kind = "first" if row["published_at"] == row["starts_at"] else "next"
    ended = "withdrawn" if row["withdrawn"] else "ended"
    state = (ended if over else "live") if begun else "scheduled"
    yield scope.entry("start", kind, starts_at, row, state=state, movable=mine and not begun)
    if ends_at and (row["withdrawn"] or row["until"] == row["ends_at"]):
        yield scope.entry("end", "end", ends_at, row, state=state, movable=mine and not over)
    elif row["until"] and scope.filters.article and not over:
        # Of a chain it moves along, so that its version doesn't come to start behind it.
        until = moment_of(row, "until")
        yield scope.entry("end", "end", until, row, state="unless the next version takes over",
                          movable=mine)  # fmt: skip


EDITIONS = Source("editions", rows, within, read)
