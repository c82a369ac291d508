"""The slots of a front: what editors placed there comes first, and the newest fills them up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, Value
from django.db.models.expressions import Subquery

from articles.models import Edition, Placement
from articles.models.edition import EditionQuerySet
from articles.models.placement import SLOTS
from articles.reader.paging import Page, first_page

__all__ = ["Arranged", "arranged", "fill", "placed_and_newest"]


class Arranged(NamedTuple):
    """The first page of a front."""

    #: What editors placed and readers see, by slot; no more than the front has.
    placed: dict[int, Edition]
    #: The newest besides; its older stories begin after the last of them. What is placed is found
    #: again among those, where its age puts it: pages of the archive hang on no arrangement.
    page: Page


def placed_and_newest(
    editions: EditionQuerySet, section_id: int | None, at: datetime, size: int
) -> EditionQuerySet:
    """Return what a front of `size` articles may show at this moment, for `arranged()`.

    `editions` is what is visible where the front is; what was placed there may come from elsewhere.
    """
    standing = Placement.objects.standing(section_id, at).filter(slot__lte=SLOTS).order_by()
    placed = (
        Edition.objects.visible(at)
        .filter(article__placements__in=Subquery(standing.values("pk")))
        .for_list()
        .annotate(slot=F("article__placements__slot"))
    )
    # As many more as may be among those that are placed, and one to know whether there are older.
    newest = editions.for_list().annotate(slot=Value(0, IntegerField())).newest_first()
    return placed.union(newest[: size + SLOTS + 1], all=True)


def arranged(found: list[Any], size: int) -> Arranged:
    """Arrange what was found by `placed_and_newest()`."""
    in_slots: dict[int, Edition] = {edition.slot: edition for edition in found if edition.slot}
    taken = {edition.pk for edition in in_slots.values()}
    others: list[Edition] = [
        edition for edition in found if not edition.slot and edition.pk not in taken
    ]
    return Arranged(in_slots, first_page(others, size - len(in_slots)))


def fill(placed: Mapping[int, Edition], newest: list[Edition]) -> list[Edition]:
    """Return all of them in order: each slot has what was placed there, or the next of the newest.

    Where there is nothing left to fill up with, what was placed further down moves up.
    """
    rest = iter(newest)
    slots = (placed.get(slot) or next(rest, None) for slot in range(1, SLOTS + 1))
    return [edition for edition in slots if edition] + list(rest)
