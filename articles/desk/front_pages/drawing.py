"""A front as the desk draws it: what readers see in each slot, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from articles import permissions
from articles.desk.front_pages.order import Order, ids, order_of
from articles.models import Article, Edition, Placement, Section, User
from articles.models.edition import EditionQuerySet
from articles.models.placement import SLOTS
from articles.reader.cards import Card, card
from articles.reader.front import FRONT_SIZE, top
from articles.reader.placements import fill
from articles.workflow import Standing
from articles.workflow.shown import why_not_shown

__all__ = ["Drawing", "Missing", "Slot", "draw", "newest_on"]

SITE_SLOTS = ("Lead", "Beside the lead", "Beside the lead", "Under the lead", "Under the lead")
SECTION_SLOTS = ("Opens the page", "Second", "Third", "Fourth", "Fifth")
#: How wide a picture comes out here: browsers choose the rendition by it.
LEAD_SIZES = "(min-width: 80rem) 30rem, 90vw"
SIZES = "(min-width: 80rem) 14rem, 9rem"


@dataclass
class Missing:
    """What was placed in a slot and isn't shown there."""

    article_id: int
    headline: str
    reason: str


@dataclass
class Slot:
    """One slot: what readers see there, and how it came there."""

    number: int
    name: str
    card: Card | None = None
    #: It is there because somebody placed it; else it is the next of the newest.
    placed: bool = False
    #: The stored placement, where the slot is as it is stored.
    placement: Placement | None = None
    #: The order on the screen says so, the stored one doesn't.
    new: bool = False
    missing: Missing | None = None


@dataclass
class Drawing:
    """A front at one moment, in an order that may not be stored yet."""

    order: Order
    stored: Order
    slots: list[Slot]
    #: What comes after the slots: the newest besides, and nobody arranges it.
    rest: list[Card]

    @property
    def changed(self) -> bool:
        return ids_by_slot(self.order) != ids_by_slot(self.stored)

    @property
    def shown(self) -> set[int]:
        """The articles that readers see in the slots, and those that were meant to stand there."""
        seen = {slot.card.edition.article_id for slot in self.slots if slot.card}
        return seen | set(ids(self.order))


def ids_by_slot(order: Order) -> list[int | None]:
    return [wish and wish.article_id for wish in order]


def newest_on(section: Section | None, subsections: list[int], at: datetime) -> EditionQuerySet:
    """Return what readers see where this front is, newest first, as lists show it."""
    editions = Edition.objects.visible(at)
    if section:
        editions = editions.in_section([section.pk, *subsections])
    return editions.for_list().newest_first()


def draw(
    section: Section | None,
    subsections: list[int],
    at: datetime,
    placements: list[Placement],
    draft: Order | None,
    viewer: User,
) -> Drawing:
    """Draw a front: two queries, and some more for what was placed and isn't shown."""
    stored = order_of(placements)
    order = stored if draft is None else draft
    wanted = Edition.objects.visible(at).filter(article__in=ids(order)).for_list()
    seen = {edition.article_id: edition for edition in wanted}
    newest = list(newest_on(section, subsections, at)[: FRONT_SIZE + SLOTS])
    newest = [edition for edition in newest if edition.article_id not in seen]
    placed = {
        number: seen[wish.article_id]
        for number, wish in enumerate(order, 1)
        if wish and wish.article_id in seen
    }
    laid_out = fill(placed, newest) if section else top(placed, newest, at)
    drawing = Drawing(
        order,
        stored,
        _slots(section, order, stored, laid_out, placements, at),
        [card(edition, at) for edition in laid_out[SLOTS:FRONT_SIZE]],
    )
    _note_missing(drawing, seen, placements, at, viewer)
    return drawing


def _slots(
    section: Section | None,
    order: Order,
    stored: Order,
    laid_out: list[Edition],
    placements: list[Placement],
    at: datetime,
) -> list[Slot]:
    by_article = {each.article_id: each for each in placements}
    slots = []
    for number, (name, wish, before) in enumerate(
        zip(SECTION_SLOTS if section else SITE_SLOTS, order, stored, strict=True), 1
    ):
        slot = Slot(number, name)
        if number <= len(laid_out):
            edition = laid_out[number - 1]
            sizes = LEAD_SIZES if number == 1 else SIZES
            slot.card = card(edition, at, sizes=sizes, narrow=None)
            slot.placed = edition.article_id in ids(order)
        slot.new = (wish and wish.article_id) != (before and before.article_id)
        if wish and not slot.new:
            slot.placement = by_article[wish.article_id]
        slots.append(slot)
    return slots


def _note_missing(
    drawing: Drawing,
    seen: Mapping[int, Edition],
    placements: list[Placement],
    at: datetime,
    viewer: User,
) -> None:
    """Note in the slots what was to stand there and isn't seen, and why."""
    missing = [pk for pk in ids(drawing.order) if pk not in seen]
    if not missing:
        return
    known = {each.article_id for each in placements}
    articles = Article.objects.in_bulk(missing)
    for slot, wish in zip(drawing.slots, drawing.order, strict=True):
        if wish is None or wish.article_id in seen:
            continue
        article = articles.get(wish.article_id)
        if article and permissions.sees(viewer, article):
            reason = why_not_shown(Standing.of(article), at)
            slot.missing = Missing(article.pk, str(article), reason)
        else:
            words = "An article of another desk" if wish.article_id in known else "This article"
            slot.missing = Missing(wish.article_id, words, "Readers don't see it then.")
