"""Moving what is planned: one moment or many, in an order that works, all of them or none.

The verbs check each move as if it were made on its own. A rehearsal makes the same moves in a
transaction that is rolled back, so it tells exactly what would happen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from articles import permissions
from articles.models import Article, Assignment, Edition, Placement, User, database_now
from articles.workflow.embargoes import set_embargo
from articles.workflow.fronts import lock_front
from articles.workflow.periods import KEEP, reschedule, set_end
from articles.workflow.placing import move_placement
from articles.workflow.planning import change_assignment
from articles.workflow.refusals import Refused
from articles.workflow.standing import moment

__all__ = ["MOVABLE", "Move", "NotMoved", "Outcome", "move", "rehearse"]

GONE = "It isn't planned any more. Look at the plan again."


@dataclass(frozen=True)
class Move:
    """One moment of one row, from where somebody saw it to where it shall be.

    `what` is one of `MOVABLE`; `pk` is the edition's (`start`, `end`), the article's (`embargo`),
    the placement's or the assignment's. Only a slot or a deadline may come from or go to None.
    """

    what: str
    pk: int
    seen: datetime | None
    to: datetime | None

    @property
    def back(self) -> "Move":
        """The move that undoes this one."""
        return replace(self, seen=self.to, to=self.seen)


@dataclass(frozen=True)
class Outcome:
    """What came of a move; `refusal` is empty where it could be made."""

    move: Move
    refusal: str = ""


class NotMoved(Refused):
    """Nothing was moved, since not all could be. `outcomes` has each move, in the given order."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        self.outcomes = outcomes
        refusals = dict.fromkeys(each.refusal for each in outcomes if each.refusal)
        super().__init__(" ".join(refusals))


def move(by: User, moves: list[Move]) -> None:
    """Make all these moves in one transaction, or raise `NotMoved` and make none."""
    with transaction.atomic():
        outcomes = _in_turn(by, moves)
        if any(each.refusal for each in outcomes):
            raise NotMoved(outcomes)


def rehearse(by: User, moves: list[Move]) -> list[Outcome]:
    """Return what would come of each move, in the given order; nothing is changed."""
    with transaction.atomic():
        outcomes = _in_turn(by, moves)
        transaction.set_rollback(True)
    return outcomes


#: The moments of one row that move together, by what they are called.
Moves = dict[str, Move]


@dataclass(frozen=True)
class Step:
    """What is done by one call of a verb: all moves of one row."""

    moves: Moves

    @property
    def any(self) -> Move:
        return next(iter(self.moves.values()))


def _in_turn(by: User, moves: list[Move]) -> list[Outcome]:
    _lock(moves)
    refusals: dict[Move, str] = {}
    for step in _in_order(moves):
        first = step.any
        try:
            with transaction.atomic():
                ACTS[first.what](by, first.pk, step.moves)
        except Refused as refused:
            refusals |= dict.fromkeys(step.moves.values(), str(refused))
    return [Outcome(each, refusals.get(each, "")) for each in moves]


def _lock(moves: list[Move]) -> None:
    """Lock the fronts, then the articles, in the order of their ids: nobody waits in a circle."""
    ids = {table: {each.pk for each in moves if TABLES[each.what] is table} for table in TABLE_SET}
    placed = Placement.objects.filter(pk__in=ids[Placement])
    wanted = ids[Article]
    for front in sorted({each or 0 for each in placed.values_list("section", flat=True)}):
        lock_front(front)
        there = Placement.objects.current(front or None, database_now())
        wanted |= set(there.values_list("article", flat=True))
    for table in (Edition, Placement, Assignment):
        rows = table._default_manager.filter(pk__in=ids[table], article__isnull=False)
        wanted |= set(rows.values_list("article", flat=True))
    locked = Article.objects.select_for_update().order_by("pk").filter(pk__in=wanted)
    list(locked.values_list("pk"))


def _in_order(moves: list[Move]) -> Iterator[Step]:
    """Yield the steps so that none is refused for the sake of one that is to follow.

    What moves later goes from the last to the first, what moves earlier from the first to the
    last. Placements come at the end, when their articles are where they will be.
    """
    rows: dict[tuple[type, int], Moves] = {}
    for each in moves:
        rows.setdefault((TABLES[each.what], each.pk), {})[each.what] = each
    steps = [Step(row) for row in rows.values()]
    later = [step for step in steps if _goes_later(step.any)]
    earlier = [step for step in steps if not _goes_later(step.any)]
    ordered = [*sorted(later, key=_place, reverse=True), *sorted(earlier, key=_place)]
    yield from (step for step in ordered if TABLES[step.any.what] is not Placement)
    yield from (step for step in ordered if TABLES[step.any.what] is Placement)


def _goes_later(move: Move) -> bool:
    return bool(move.seen and move.to and move.to > move.seen)


def _place(step: Step) -> tuple[float, bool]:
    """Where a step stands in time; an embargo comes before what it holds back until then."""
    moments = [each.seen for each in step.moves.values() if each.seen]
    first = min(moments).timestamp() if moments else 0.0
    return first, step.any.what != "embargo"


def _as_seen(move: Move | None, now: datetime | None) -> None:
    """Raise `Refused` where the moment isn't what somebody saw, unless it is there already."""
    if move and now not in (move.seen, move.to):
        where = f"it is on {moment(now)} now" if now else "it has no time now"
        raise Refused(f"It was moved since you looked: {where}. Look again before you move it.")


def _to(move: Move | None, kept: datetime) -> datetime:
    """Return where a moment goes that has to be somewhere."""
    if move is None:
        return kept
    if move.to is None:
        raise Refused("It has to have a time.")
    return move.to


def _move_edition(by: User, pk: int, moves: Moves) -> None:
    seen = Edition.objects.filter(article__in=permissions.visible_to(by))
    edition = seen.select_related("article").filter(pk=pk).first()
    if edition is None:
        raise Refused(GONE)
    start, end = moves.get("start"), moves.get("end")
    _as_seen(start, edition.starts_at)
    _as_seen(end, edition.until)
    if start is None and edition.starts_at <= database_now():
        _move_end(by, edition, end)
    else:
        until = end.to if end else KEEP
        reschedule(edition, by, _to(start, edition.starts_at), until)


def _move_end(by: User, edition: Edition, end: Move | None) -> None:
    live = edition.article.edition_at(database_now())
    if end is None or live is None or live.pk != edition.pk:
        raise Refused("Readers don't see this version any more, so its end can't be changed.")
    set_end(edition.article, by, end.to)


def _move_embargo(by: User, pk: int, moves: Moves) -> None:
    article = permissions.visible_to(by).filter(pk=pk).first()
    if article is None:
        raise Refused(GONE)
    embargo = moves["embargo"]
    _as_seen(embargo, article.embargo_until)
    if article.embargo_until is None or article.embargo_until <= database_now():
        raise Refused("It isn't under embargo any more.")
    set_embargo(article, by, _to(embargo, article.embargo_until))


def _move_placement(by: User, pk: int, moves: Moves) -> None:
    seen = Placement.objects.filter(article__in=permissions.visible_to(by))
    placement = seen.select_related("section__parent").filter(pk=pk).first()
    if placement is None:
        raise Refused(GONE)
    start, end = moves.get("placement"), moves.get("placement-end")
    _as_seen(start, placement.starts_at)
    _as_seen(end, placement.until)
    move_placement(placement, by, _to(start, placement.starts_at), end.to if end else KEEP)


def _move_plan(by: User, pk: int, moves: Moves) -> None:
    plan = permissions.visible_assignments(by).select_related("section").filter(pk=pk).first()
    if plan is None:
        raise Refused(GONE)
    fields = {"slot": "planned_at", "deadline": "deadline"}
    for each in moves.values():
        _as_seen(each, getattr(plan, fields[each.what]))
    change_assignment(plan, by, **{fields[each.what]: each.to for each in moves.values()})


TABLES: dict[str, type[Article | Assignment | Edition | Placement]] = {
    "start": Edition,
    "end": Edition,
    "embargo": Article,
    "placement": Placement,
    "placement-end": Placement,
    "slot": Assignment,
    "deadline": Assignment,
}
TABLE_SET = (Article, Edition, Placement, Assignment)
ACTS: dict[str, Callable[[User, int, Moves], None]] = {
    "start": _move_edition,
    "end": _move_edition,
    "embargo": _move_embargo,
    "placement": _move_placement,
    "placement-end": _move_placement,
    "slot": _move_plan,
    "deadline": _move_plan,
}
MOVABLE = tuple(TABLES)
