"""Articles as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from articles.models import Edition
from articles.reader.pictures import Narrow, Shown, shown

__all__ = ["THUMBNAIL", "Card", "card", "cards", "date_format_for"]

#: Beside a card's words while there is little room, at three in four of its width.
THUMBNAIL = Narrow("60rem", "standard", "7.5rem", 400)
#: How wide a card's picture comes out where there is.
CARD_SIZES = "17rem"
#: Wide enough for two pixels in the place of one.
CARD_MOST = 1024


@dataclass(frozen=True)
class Card:
    edition: Edition
    picture: Shown | None
    #: In which the list shows when readers first saw it: no more of the date than is needed.
    format: str
    #: Instead of the kicker: the number of a part, on the page of its series.
    label: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What it looks like depends on this alone: an edition's own content never changes."""
        edition, section = self.edition, self.edition.section
        byline = getattr(edition, "byline", ())
        return (
            edition.pk,
            edition.headline,
            edition.get_absolute_url(),
            section and section.name,
            tuple(author["name"] for author in byline),
            self.picture,
            self.picture and self.picture.picture.credit,
            self.format,
            self.label,
        )


def card(
    edition: Edition,
    at: datetime,
    *,
    sizes: str = CARD_SIZES,
    most: int = CARD_MOST,
    narrow: Narrow | None = THUMBNAIL,
    first: bool = False,
) -> Card:
    """Return an edition from `for_list()` as a list shows it."""
    return Card(
        edition,
        shown(edition.lead_picture, at, sizes=sizes, most=most, narrow=narrow, first=first),
        date_format_for(edition.published_at, at),
        _label(edition),
    )


def cards(editions: Iterable[Edition], at: datetime) -> list[Card]:
    return [card(edition, at) for edition in editions]


def date_format_for(moment: datetime, at: datetime) -> str:
    """Return the format in which a list at `at` shows a moment: no more than is needed."""
    day, today = timezone.localdate(moment), timezone.localdate(at)
    if day == today:
        return "TIME_FORMAT"
    # Translators: short dates in lists, as Django's template filter "date" has them.
    return gettext("j M") if day.year == today.year else gettext("j M Y")


def _label(edition: Edition) -> str:
    part: int | None = getattr(edition, "part", None)
    return gettext("Part %(number)d") % {"number": part} if part else ""
