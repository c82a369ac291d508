"""The board: days side by side, with their hours in rows that line up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from articles.desk.planner.days import Hour, hours_of
from articles.desk.planner.entry import Entry
from articles.desk.planner.lookout import DAYTIME, Gap

__all__ = ["Board", "Day", "HourRow", "board", "days_with"]


@dataclass
class Cell:
    """An hour of a day with its entries; `hour` is None where the day has no such hour.

    `once` holds for all hours but the second of one that comes twice.
    """

    hour: Hour | None
    once: bool
    entries: list[Entry] = field(default_factory=list)
    in_gap: bool = False
    gap: str = ""

    @property
    def skipped(self) -> bool:
        return self.hour is None and self.once


@dataclass
class Day:
    """A day with its entries; on a board, with a cell for each row of the board."""

    date: date
    entries: list[Entry]
    cells: list[Cell] = field(default_factory=list)
    hours: int = 24

    @property
    def today(self) -> bool:
        return self.date == timezone.localdate()

    @property
    def movable(self) -> bool:
        return any(entry.movable for entry in self.entries)


@dataclass(frozen=True)
class HourRow:
    """A row of the board: an hour, which on some day may come a second time."""

    number: int
    fold: int

    @property
    def daytime(self) -> bool:
        return DAYTIME[0].hour <= self.number < DAYTIME[1].hour


@dataclass(frozen=True)
class Board:
    rows: list[HourRow]
    days: list[Day]


def days_with(days: Iterable[date], entries: list[Entry]) -> list[Day]:
    """Return these days, each with its entries in order."""
    zone = timezone.get_default_timezone()
    by_day = defaultdict(list)
    for entry in entries:
        if entry.at:
            by_day[entry.at.astimezone(zone).date()].append(entry)
    return [Day(day, by_day[day]) for day in days]


def board(dates: Iterable[date], entries: list[Entry], gaps: list[Gap]) -> Board:
    """Return these days hour by hour, with what falls into each hour and the gaps."""
    days = days_with(dates, entries)
    hours = {day.date: {hour.row: hour for hour in hours_of(day.date)} for day in days}
    rows = sorted({row for of_day in hours.values() for row in of_day})
    for day in days:
        placed = _placed(day.entries)
        of_day = hours[day.date]
        day.hours = sum(hour.minutes for hour in of_day.values()) // 60
        day.cells = [Cell(of_day.get(row), not row[1], placed[row]) for row in rows]
        for gap in gaps:
            _mark(day.cells, gap)
    return Board([HourRow(*row) for row in rows], days)


def _placed(entries: list[Entry]) -> dict[tuple[int, int], list[Entry]]:
    zone = timezone.get_default_timezone()
    placed = defaultdict(list)
    for entry in entries:
        if entry.at:
            local = entry.at.astimezone(zone)
            placed[local.hour, local.fold].append(entry)
    return placed


def _mark(cells: list[Cell], gap: Gap) -> None:
    """Mark the hours that the gap touches; the first of them says how long it is."""
    words = f"Nothing goes live until {timezone.localtime(gap.end):%H:%M}"
    for cell in cells:
        if cell.hour is None:
            continue
        ends = cell.hour.starts + timedelta(minutes=cell.hour.minutes)
        if cell.hour.starts < gap.end and gap.start < ends:
            cell.in_gap, cell.gap = True, words
            words = ""
