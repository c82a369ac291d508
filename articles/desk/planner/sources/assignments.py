"""Assignments: planned slots and deadlines, and the pile of those that have no slot yet."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from articles import permissions
from articles.desk.planner.entry import Entry, Row, Scope, Source, as_rows, moment_of
from articles.models import Article, Assignment, Section
from articles.models.person import full_name

__all__ = ["ASSIGNMENTS", "UNPLANNED"]


def rows(scope: Scope) -> QuerySet:
    return _rows("assignments", scope)


def _unplanned_rows(scope: Scope) -> QuerySet:
    return _rows("unplanned", scope).filter(awaits_copy=True)


def _rows(name: str, scope: Scope) -> QuerySet:
    filters = scope.filters
    seen = permissions.visible_assignments(scope.person).filter(dropped_at=None)
    if filters.article:
        seen = seen.filter(article=filters.article)
    if filters.section:
        seen = seen.filter(Q(section=filters.section) | Q(section__parent=filters.section))
    if filters.person:
        seen = seen.filter(person=filters.person)
    return as_rows(
        name,
        seen,
        id="pk",
        article_id="article_id",
        headline="title",
        section_id="section_id",
        section="section__name",
        copy="article__state",
        copy_section="article__section_id",
        awaits_copy="awaits_copy",
        planned_at="planned_at",
        deadline="deadline",
        first_name="person__first_name",
        last_name="person__last_name",
        username="person__username",
    )


def within(start: datetime, end: datetime) -> Q:
    late = Q(deadline__gte=start, deadline__lt=end, awaits_copy=True)
    return Q(planned_at__gte=start, planned_at__lt=end) | late


def _without_slot(start: datetime, end: datetime) -> Q:
    return Q(planned_at=None)


def read(row: Row, scope: Scope) -> Iterator[Entry]:
    """Yield slot and deadline. Once it is published, a slot only tells what was planned."""
    if row["copy"] != Article.State.PUBLISHED or scope.filters.article:
        yield _slot(row, scope)
    deadline = moment_of(row, "deadline")
    if deadline and row["awaits_copy"]:
        state = "late" if deadline <= scope.now else _copy(row)
        yield scope.entry(
            "deadline", "deadline", deadline, row,
            state=state, movable=_plans(row, scope), who=_who(row),
        )  # fmt: skip


def _slot(row: Row, scope: Scope) -> Entry:
    planned_at = moment_of(row, "planned_at")
    kind = "slot" if planned_at else "unplanned"
    said = {"state": _copy(row), "movable": _plans(row, scope), "who": _who(row)}
    return scope.entry("slot", kind, planned_at, row, **said)


def _read_unplanned(row: Row, scope: Scope) -> Iterator[Entry]:
    yield _slot(row, scope)


def _copy(row: Row) -> str:
    return str(Article.State(row["copy"]).label) if row["copy"] else "no copy yet"


def _plans(row: Row, scope: Scope) -> bool:
    begun = row["article_id"] is not None
    copy = Article(pk=row["article_id"], section_id=row["copy_section"]) if begun else None
    plan = Assignment(section=Section(pk=row["section_id"]), article=copy)
    return permissions.plans_assignment(scope.person, plan)


def _who(row: Row) -> str:
    if row["username"] is None:
        return "nobody yet"
    return full_name(row["first_name"], row["last_name"], row["username"])


ASSIGNMENTS = Source("assignments", rows, within, read)
UNPLANNED = Source(
    "unplanned", _unplanned_rows, _without_slot, _read_unplanned, ("deadline", "pk"), 60
)
