"""What to look out for in a plan: gaps, in which nothing goes live, and collisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format

from articles.desk.planner.entry import Entry
from articles.desk.schedule import moments, nearest

__all__ = ["DAYTIME", "Gap", "gaps", "mark_collisions"]

#: Readers are awake: gaps at night are none. Local hours, from and until.
DAYTIME = (time(6), time(23))
#: Two in one section so close together take each other's readers.
CLOSE = timedelta(minutes=5)


@dataclass(frozen=True)
class Gap:
    """A stretch of daytime in which nothing goes live."""

    start: datetime
    end: datetime

    def __str__(self) -> str:
        zone = timezone.get_default_timezone()
        start, end = self.start.astimezone(zone), self.end.astimezone(zone)
        return f"{date_format(start, 'D j M')}, {start:%H:%M} to {end:%H:%M}"


def gaps(entries: list[Entry], days: list[date], hours: int, now: datetime) -> list[Gap]:
    """Return the gaps of more than so many hours that lie ahead on these days; 0 hours: none."""
    if not hours:
        return []
    live = sorted(entry.at for entry in entries if entry.at and entry.kind.goes_live)
    found = (gap for day in days for gap in _gaps_of(day, live, now))
    return [gap for gap in found if gap.end - gap.start > timedelta(hours=hours)]


def _gaps_of(day: date, live: list[datetime], now: datetime) -> Iterator[Gap]:
    start, end = (_moment(datetime.combine(day, at)) for at in DAYTIME)
    start = max(start, now)
    within = [at for at in live if start < at < end]
    for before, after in pairwise([start, *within, end]):
        if before < after:
            yield Gap(before, after)


def _moment(local: datetime) -> datetime:
    return (moments(local) or nearest(local))[0]


def mark_collisions(entries: list[Entry]) -> list[Entry]:
    """Say on each entry that is to go live with which it collides; they come in order of time.

    Returns the first of each two, so that a list tells each collision once.
    """
    live = [(entry.at, entry) for entry in entries if entry.at and entry.kind.goes_live]
    firsts = []
    for number, (at, entry) in enumerate(live):
        if entry.past:
            continue
        told = False
        for after, other in live[number + 1 :]:
            if after - at > CLOSE:
                break
            # Where hundreds go live at once, most pairs have nothing new to tell.
            if told and other.warning:
                continue
            if words := _collision(at, entry, after, other):
                told = True
                entry.warning = entry.warning or f"{words} as “{other.headline}”"
                other.warning = other.warning or f"{words} as “{entry.headline}”"
                firsts.append(entry)
    return list({entry.key: entry for entry in firsts}.values())


def _collision(at: datetime, entry: Entry, after: datetime, other: Entry) -> str:
    if entry.article_id == other.article_id:
        return ""
    if at.replace(second=0, microsecond=0) == after.replace(second=0, microsecond=0):
        return "At the same minute"
    same_section = entry.section_id == other.section_id
    return "Within five minutes in the same section" if same_section else ""
