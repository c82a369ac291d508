"""Dates in the copy are about as old as the story; a year that lags is a common slip."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from articles.preflight.proof import Finding, Proof, excerpt, warn

__all__ = ["check"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>[12][0-9]{3})"
#: 10 October 2023; October 10, 2023; October 2023; 2023-10-10; 10/10/2023 and 10.10.2023.
FORMS = [
    re.compile(rf"(?<![\w/.-])(?:{form})(?!\w)", re.IGNORECASE)
    for form in (
        rf"{DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}",
        rf"{MONTH}\s+{DAY},?\s+{YEAR}",
        rf"{MONTH},?\s+{YEAR}",
        rf"{YEAR}-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])",
        rf"(?P<day>[0-3]?[0-9])(?P<sep>[/.])(?P<month>[0-3]?[0-9])(?P=sep){YEAR}",
    )
]


def check(proof: Proof) -> Iterator[Finding]:
    limit = a_year_before(proof.dated)
    told: set[str] = set()
    for field, text in proof.texts():
        for found, day in dates_in(text):
            if day <= limit and found[0] not in told:
                told.add(found[0])
                yield warn(
                    f"“{found[0]}” is a year or more before the story's date, "
                    f"{proof.dated:%-d %B %Y}. Check that the year is right.",
                    field,
                    excerpt(text, found),
                )


def dates_in(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """Yield the dates in the text as they stand there and as a day, at the latest it can mean."""
    taken = [False] * (len(text) + 1)
    for form in FORMS:
        for found in form.finditer(text):
            day = latest(found)
            if day and not taken[found.start()]:
                taken[found.start() : found.end()] = [True] * (found.end() - found.start())
                yield found, day


def latest(found: re.Match[str]) -> date | None:
    """Return the day if there is one: of a month its last, of 1/2/2023 the later reading."""
    given = found.groupdict()
    year = int(given["year"])
    month = given["month"][:3].lower()
    if "day" not in given:
        number = MONTHS.index(month) + 1
        return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    day = int(given["day"])
    if month in MONTHS:
        readings = [(MONTHS.index(month) + 1, day)]
    else:
        readings = [(int(month), day), *([(day, int(month))] if given.get("sep") else [])]
    return max(filter(None, (a_day(year, *reading) for reading in readings)), default=None)


def a_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def a_year_before(day: date) -> date:
    return a_day(day.year - 1, day.month, day.day) or date(day.year - 1, 2, 28)
