"""Years, months and days of the archive, in the newsroom's zone, and which of them have stories.

Nothing is counted: whether a period has a story is one step along the index, so a year of fifty
thousand costs what a year of one does.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Self

from django.db.models import IntegerField, Value
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from articles.models import Edition
from articles.models.edition import EditionQuerySet

__all__ = ["Bounds", "Neighbours", "Period", "filled", "neighbours", "years"]

#: The way in shows so many years at most, the newest.
MOST_YEARS = 300
#: The address of a period, and the formats of its name and of its name within the next larger one,
#: by its length.
ADDRESSES = ("reader:archive_year", "reader:archive_month", "reader:archive_day")
NAMES = ("Y", "YEAR_MONTH_FORMAT", "DATE_FORMAT")
SHORT_NAMES = ("Y", "F", "j")


class Period(NamedTuple):
    """A year; with a month, that month; with a day, that day."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def read(cls, *numbers: int) -> Self:
        """Return the period; raise Http404 where the calendar has none such."""
        period = cls(*numbers)
        try:
            _ = period.first, period.after
        except (ValueError, OverflowError) as error:
            raise Http404 from error
        return period

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def after(self) -> date:
        """The first day after it."""
        if self.day:
            return self.first + timedelta(days=1)
        years, months = divmod(self.month or 12, 12)
        return date(self.year + years, months + 1, 1)

    @property
    def larger(self) -> list["Period"]:
        """The periods it is within, the largest first."""
        return [Period(*self[:length]) for length in range(1, self.length)]

    @property
    def length(self) -> int:
        """How many numbers name it: 1 for a year, 3 for a day."""
        return 3 if self.day else 2 if self.month else 1

    @property
    def inner(self) -> list["Period"]:
        """The months of a year, the days of a month."""
        if not self.month:
            return [Period(self.year, month) for month in range(1, 13)]
        return [
            Period(self.year, self.month, day + 1) for day in range((self.after - self.first).days)
        ]

    def holding(self, moment: datetime) -> "Period":
        """Return the period of the same length that a moment is in."""
        day = timezone.localdate(moment)
        return Period(*(day.year, day.month, day.day)[: self.length])

    def get_absolute_url(self) -> str:
        numbers = (f"{self.year}", f"{self.month:02}", f"{self.day:02}")
        return reverse(ADDRESSES[self.length - 1], args=numbers[: self.length])

    @property
    def name(self) -> str:
        """What it is called where its name stands alone, as a title does."""
        return capfirst(date_format(self.first, NAMES[self.length - 1]))

    @property
    def short_name(self) -> str:
        return capfirst(date_format(self.first, SHORT_NAMES[self.length - 1]))

    @property
    def bounds(self) -> "Bounds":
        return Bounds(_begin(self.first), _begin(self.after))


class Bounds(NamedTuple):
    """The moment with which a period begins, and the first one after it."""

    since: datetime
    until: datetime

    def editions(self, at: datetime) -> EditionQuerySet:
        """Return what readers see at this moment of what they first saw within the period."""
        visible = Edition.objects.visible(at)
        return visible.filter(published_at__gte=self.since, published_at__lt=self.until)


class Neighbours(NamedTuple):
    """The nearest periods of the same length that have stories."""

    previous: Period | None
    following: Period | None


def neighbours(period: Period, at: datetime) -> Neighbours:
    """Return what has stories before and after a period: one query."""
    first, after = _begin(period.first), _begin(period.after)
    visible = Edition.objects.visible(at).values_list("published_at", flat=True)
    before = visible.filter(published_at__lt=first).order_by("-published_at", "-pk")[:1]
    later = visible.filter(published_at__gte=after).order_by("published_at", "pk")[:1]
    found = list(before.union(later, all=True))
    previous = [period.holding(moment) for moment in found if moment < first]
    following = [period.holding(moment) for moment in found if moment >= after]
    return Neighbours(next(iter(previous), None), next(iter(following), None))


def filled(periods: list[Period], at: datetime) -> set[Period]:
    """Return those that have stories: one query, with a step for each."""
    if not periods:
        return set()
    one, *others = (
        period.bounds.editions(at)
        .newest_first()
        .values_list(Value(place, IntegerField()), flat=True)[:1]
        for place, period in enumerate(periods)
    )
    return {periods[place] for place in one.union(*others, all=True)}


def years(at: datetime) -> list[Period]:
    """Return the years that may have stories, newest first: one query."""
    visible = Edition.objects.visible(at).values_list("published_at", flat=True)
    oldest = visible.order_by("published_at", "pk")[:1]
    newest = visible.order_by("-published_at", "-pk")[:1]
    ends = [timezone.localdate(moment).year for moment in oldest.union(newest, all=True)]
    if not ends:
        return []
    first = max(min(ends), max(ends) - MOST_YEARS + 1)
    return [Period(year) for year in range(max(ends), first - 1, -1)]


def _begin(day: date) -> datetime:
    """Return the moment at which a day begins in the newsroom's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
