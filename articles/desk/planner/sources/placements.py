"""Front pages: when an article comes onto one, and when it leaves because an editor asked."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from articles import permissions
from articles.desk.planner.entry import Entry, Row, Scope, Source, as_rows, moment_of
from articles.models import Edition, Placement, Section

__all__ = ["PLACEMENTS"]


def rows(scope: Scope) -> QuerySet:
    seen = Placement.objects.filter(article__in=permissions.visible_to(scope.person))
    if scope.filters.article:
        seen = seen.filter(article=scope.filters.article)
    last = Edition.objects.filter(article=OuterRef("article")).order_by("-starts_at")[:1]
    return as_rows(
        "placements",
        seen.filter(scope.filters.of_articles("article__")),
        id="pk",
        article_id="article_id",
        headline="article__headline",
        section_id="article__section_id",
        section="article__section__name",
        front_id="section_id",
        front="section__name",
        slot="slot",
        starts_at="starts_at",
        ends_at="ends_at",
        until="until",
        article_ends=Subquery(last.values("ends_at")),
    )


def within(start: datetime, end: datetime) -> Q:
    ends = Q(until=F("ends_at"), ends_at__gte=start, ends_at__lt=end)
    return Q(starts_at__gte=start, starts_at__lt=end) | ends


def read(row: Row, scope: Scope) -> Iterator[Entry]:
    starts_at, ends_at = datetime.fromisoformat(row["starts_at"]), moment_of(row, "ends_at")
    front = Section(pk=row["front_id"]) if row["front_id"] else None
    mine = permissions.arranges(scope.person, front)
    begun = starts_at <= scope.now
    over = ends_at is not None and ends_at <= scope.now
    leaves = ends_at is not None and row["until"] == row["ends_at"]
    where = f"{row['front'] or 'site'} front, slot {row['slot']}"
    warning = "" if over else _outlives(row, ends_at)
    yield scope.entry(
        "placement", "placed", starts_at, row,
        state=where, movable=mine and not begun, warning="" if leaves else warning,
    )  # fmt: skip
    if leaves:
        yield scope.entry(
            "placement-end", "placed-end", ends_at, row,
            state=where, movable=mine and not over, warning=warning,
        )  # fmt: skip


def _outlives(row: Row, ends_at: datetime | None) -> str:
    article_ends = moment_of(row, "article_ends")
    if article_ends is None or (ends_at and ends_at <= article_ends):
        return ""
    return "The article ends before it leaves the front"


PLACEMENTS = Source("placements", rows, within, read)
