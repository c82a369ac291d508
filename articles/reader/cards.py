"""Articles as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from articles.models import Edition
from articles.reader.pictures import Shown, shown

__all__ = ["Card", "card", "cards"]

#: How wide a card's picture comes out: a thumbnail beside the text on phones.
CARD_SIZES = "(min-width: 60rem) 19rem, (min-width: 40rem) 30vw, 7.5rem"


@dataclass(frozen=True)
class Card:
    edition: Edition
    picture: Shown | None
    #: In which the list shows when readers first saw it: no more of the date than is needed.
    format: str


def card(edition: Edition, at: datetime, *, sizes: str = CARD_SIZES, first: bool = False) -> Card:
    """Return an edition from `for_list()` as a list shows it."""
    return Card(
        edition,
        shown(edition.lead_picture, at, sizes=sizes, first=first),
        _format(timezone.localdate(edition.published_at), timezone.localdate(at)),
    )


def cards(editions: Iterable[Edition], at: datetime) -> list[Card]:
    return [card(edition, at) for edition in editions]


def _format(day: date, today: date) -> str:
    if day == today:
        return "H:i"
    return "j M" if day.year == today.year else "j M Y"
