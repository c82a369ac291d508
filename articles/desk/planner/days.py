"""Days as the newsroom's clocks show them: 24 hours long, or 23 or 25 where clocks change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from articles.desk.schedule import moments, nearest

__all__ = [
    "YEARS",
    "Hour",
    "hours_of",
    "month_around",
    "same_clock",
    "start_of",
    "week_around",
    "zone_words",
]

#: The planner has no days beyond these.
YEARS = range(1990, 2190)

MINUTE = timedelta(minutes=1)
STEP = timedelta(minutes=15)
DAY = timedelta(days=1)


@dataclass
class Hour:
    """An hour of a day as clocks show it; of one that comes twice, `fold` 1 is the second time."""

    number: int
    fold: int
    starts: datetime
    minutes: int = 0
    twice: bool = False

    @property
    def local(self) -> datetime:
        return self.starts.astimezone(timezone.get_default_timezone())

    @property
    def row(self) -> tuple[int, int]:
        return self.number, self.fold

    @property
    def named(self) -> str:
        """The time at which it begins, with the name that tells it from the other of two."""
        return f"{self.local:%H:%M %Z}"

    @property
    def text(self) -> str:
        """The local time at which it begins, as a form takes it."""
        return self.local.replace(tzinfo=None).isoformat(timespec="minutes")

    @property
    def now(self) -> str:
        """How far into this hour it is now, as a percentage, or nothing."""
        into = (timezone.now() - self.starts) / (self.minutes * MINUTE)
        return f"{into:.0%}" if 0 <= into < 1 else ""


def start_of(day: date) -> datetime:
    """Return the day's first moment, in UTC; where clocks skip midnight it begins later."""
    midnight = datetime.combine(day, time.min)
    return (moments(midnight) or nearest(midnight)[1:])[0]


def hours_of(day: date) -> list[Hour]:
    """Return the hours of this day in order, as many as it has."""
    zone = timezone.get_default_timezone()
    at, end = start_of(day), start_of(day + DAY)
    hours: dict[tuple[int, int], Hour] = {}
    while at < end:
        local = at.astimezone(zone)
        hour = hours.setdefault((local.hour, local.fold), Hour(local.hour, local.fold, at))
        hour.minutes += STEP // MINUTE
        at += STEP
    for number, fold in list(hours):
        if fold:
            hours[number, 0].twice = hours[number, 1].twice = True
    return list(hours.values())


def week_around(day: date) -> list[date]:
    """Return the seven days of this day's week, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]


def month_around(day: date) -> list[list[date]]:
    """Return the weeks that this day's month touches."""
    first = day.replace(day=1)
    weeks = [week_around(first)]
    while (following := weeks[-1][0] + timedelta(days=7)).month == first.month:
        weeks.append(week_around(following))
    return weeks


def same_clock(moment: datetime, days: int) -> list[datetime]:
    """Return the moments so many days away at which clocks show the same time: none, one or two."""
    local = moment.astimezone(timezone.get_default_timezone())
    return moments(local.replace(tzinfo=None, fold=0) + timedelta(days=days))


def zone_words(first: datetime, end: datetime) -> str:
    """Return the zone and what it is called in this period, with the moment of a change."""
    zone = timezone.get_default_timezone()
    names = [(at, at.astimezone(zone).tzname() or "") for at in _changes(first, end)]
    said = names[0][1]
    for at, name in names[1:]:
        old_clock = (at - MINUTE).astimezone(zone).replace(tzinfo=None) + MINUTE
        when = date_format(old_clock, "l j F, H:i")
        said += f" until {when}, then {name}"
    return f"Times in {zone}, {said}."


def _changes(first: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the first moment and those at which the offset from UTC changes, to the minute."""
    zone = timezone.get_default_timezone()
    at = first.astimezone(UTC)
    yield at
    while at < end:
        following = min(at + timedelta(hours=1), end)
        if at.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            yield _change_between(at, following)
        at = following


def _change_between(before: datetime, after: datetime) -> datetime:
    zone = timezone.get_default_timezone()
    new = after.astimezone(zone).utcoffset()
    while after - before > MINUTE:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == new:
            after = middle
        else:
            before = middle
    return after.replace(second=0, microsecond=0)
