"""Articles as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from articles.models import Edition
from articles.reader.pictures import Shown, shown

__all__ = ["Card", "card", "cards", "date_format_for"]

#: How wide a card's picture comes out: a thumbnail beside the text on phones.
CARD_SIZES = "(min-width: 60rem) 19rem, (min-width: 40rem) 30vw, 7.5rem"


@dataclass(frozen=True)
class Card:
    edition: Edition
    picture: Shown | None
    #: In which the list shows when readers first saw it: no more of the date than is needed.
    format: str
    #: Instead of the kicker: the number of a part, on the page of its series.
    label: str = ""


def card(edition: Edition, at: datetime, *, sizes: str = CARD_SIZES, first: bool = False) -> Card:
    """Return an edition from `for_list()` as a list shows it."""
    return Card(
        edition,
        shown(edition.lead_picture, at, sizes=sizes, first=first),
        date_format_for(edition.published_at, at),
        _label(edition),
    )


def cards(editions: Iterable[Edition], at: datetime) -> list[Card]:
    return [card(edition, at) for edition in editions]


def date_format_for(moment: datetime, at: datetime) -> str:
    """Return the format in which a list at `at` shows a moment: no more than is needed."""
    day, today = timezone.localdate(moment), timezone.localdate(at)
    if day == today:
        return "H:i"
    return "j M" if day.year == today.year else "j M Y"


def _label(edition: Edition) -> str:
    part: int | None = getattr(edition, "part", None)
    return gettext("Part %(number)d") % {"number": part} if part else ""
