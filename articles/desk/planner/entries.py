"""What is planned, as entries: the planner shows them, calendar feeds hand them out.

One query, whatever the kinds of entries: each source gives rows of one shape, and they are united.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.utils import timezone

from articles.desk.planner.entry import Entry, Filters, Scope, Source
from articles.desk.planner.kinds import KINDS
from articles.desk.planner.sources import SOURCE_OF, SOURCES, UNDATED
from articles.models import User

__all__ = ["Entry", "Filters", "chain", "entries", "find", "planned"]

#: Later than anything that can be planned.
END_OF_TIME = datetime(2200, 1, 1, tzinfo=UTC)
#: Of two at the same moment, what comes first.
ORDER = list(KINDS)


def entries(
    person: User, start: datetime, end: datetime, filters: Filters | None = None
) -> list[Entry]:
    """Return what this person may see of the plan in `[start, end)`, soonest first: one query."""
    scope = Scope(person, filters or Filters(), timezone.now())
    return _in_order(_read(scope, SOURCES, start, end))


def planned(
    person: User, start: datetime, end: datetime, filters: Filters
) -> tuple[list[Entry], list[Entry]]:
    """Return the same, and the pile of what has no time yet: one query for both."""
    scope = Scope(person, filters, timezone.now())
    found = list(_read(scope, (*SOURCES, *UNDATED), start, end))
    return _in_order(each for each in found if each.at), [each for each in found if not each.at]


def find(person: User, what: str, pk: int) -> Entry | None:
    """Return one entry; None where there is no such thing for this person."""
    if what not in SOURCE_OF:
        return None
    source = SOURCE_OF[what]
    scope = Scope(person, Filters(), timezone.now())
    for row in source.rows(scope).filter(pk=pk).values_list("row", flat=True):
        for entry in source.read(row, scope):
            if (entry.what, entry.pk) == (what, pk):
                return entry
    return None


def chain(person: User, article_id: int) -> list[Entry]:
    """Return all that waits of one article, soonest first."""
    scope = Scope(person, Filters(article=article_id), timezone.now())
    return _in_order(_read(scope, SOURCES, scope.now, END_OF_TIME))


def _read(
    scope: Scope, sources: Iterable[Source], start: datetime, end: datetime
) -> Iterator[Entry]:
    by_name = {source.name: source for source in sources}
    first, *others = (_rows(source, scope, start, end) for source in by_name.values())
    for name, row in first.union(*others, all=True):
        source = by_name[name]
        for entry in source.read(row, scope):
            # A row has several moments; one of them may lie outside, or not be there.
            if source in UNDATED or (entry.at and start <= entry.at < end):
                yield entry


def _rows(source: Source, scope: Scope, start: datetime, end: datetime) -> QuerySet:
    rows = source.rows(scope).filter(source.within(start, end)).order_by(*source.order)
    return rows.values_list("source", "row")[: source.most]


def _in_order(found: Iterable[Entry]) -> list[Entry]:
    return sorted(found, key=_place)


def _place(entry: Entry) -> tuple[datetime, int, int]:
    return entry.at or END_OF_TIME, ORDER.index(entry.kind.slug), entry.pk
