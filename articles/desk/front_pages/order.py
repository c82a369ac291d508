"""An order of a front's slots, on its way through forms and addresses before it is put in place."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from articles.models import Placement
from articles.models.placement import SLOTS
from articles.workflow import Wish

__all__ = ["EMPTY", "Order", "ids", "off", "order_of", "put", "read", "with_ends", "written"]

#: What is wanted in each slot, the first one first; None: the newest.
Order = tuple[Wish | None, ...]
EMPTY: Order = (None,) * SLOTS
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: An article's id; after an `@` the end that is asked for, in microseconds since 1970.
ITEM = re.compile(r"([1-9][0-9]{0,17})(?:@([1-9][0-9]{0,15}))?")


def written(order: Order) -> str:
    """Return the order as text: `12,,7,,`."""
    return ",".join(_item(wish) if wish else "" for wish in order)


def _item(wish: Wish) -> str:
    if isinstance(wish.until, datetime):
        return f"{wish.article_id}@{(wish.until - EPOCH) // timedelta(microseconds=1)}"
    return str(wish.article_id)


def read(text: str) -> Order | None:
    """Return the order that a text stands for; None for any that we didn't write."""
    items = text.split(",")
    if len(items) != SLOTS:
        return None
    order: list[Wish | None] = []
    for item in items:
        match = ITEM.fullmatch(item)
        if item and not match:
            return None
        order.append(_wish(match) if match else None)
    wanted = ids(order)
    return tuple(order) if len(set(wanted)) == len(wanted) else None


def _wish(match: re.Match[str]) -> Wish:
    if match[2] is None:
        return Wish(int(match[1]))
    return Wish(int(match[1]), EPOCH + timedelta(microseconds=int(match[2])))


def ids(order: Iterable[Wish | None]) -> list[int]:
    """Return the articles in the slots, the first one first."""
    return [wish.article_id for wish in order if wish]


def order_of(placements: Iterable[Placement]) -> Order:
    """Return what stands in the slots; each article keeps the end it has."""
    there = {each.slot: Wish(each.article_id) for each in placements}
    return tuple(there.get(slot) for slot in range(1, SLOTS + 1))


def with_ends(placements: Iterable[Placement]) -> Order:
    """Return what stands in the slots with the ends that were asked for, so as to put it back."""
    there = {
        each.slot: Wish(each.article_id, each.until) if each.until else Wish(each.article_id)
        for each in placements
    }
    return tuple(there.get(slot) for slot in range(1, SLOTS + 1))


def put(order: Order, article_id: int, slot: int) -> Order:
    """Return the order with the article in this slot.

    One that stands in the order already trades places with those between, as in any list. Where it
    is new, what stood in the slot moves down, and so does what is under that, to the next free
    slot; where none is free, the last one gives way.
    """
    items, place = list(order), slot - 1
    for index, wish in enumerate(items):
        if wish and wish.article_id == article_id:
            items.insert(place, items.pop(index))
            return tuple(items)
    free = next((index for index in range(place, SLOTS) if items[index] is None), SLOTS - 1)
    del items[free]
    items.insert(place, Wish(article_id))
    return tuple(items)


def off(order: Order, article_id: int) -> Order:
    """Return the order without the article: its slot is filled with the newest."""
    return tuple(None if wish and wish.article_id == article_id else wish for wish in order)
