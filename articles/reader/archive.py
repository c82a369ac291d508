"""The archive: every story under the day on which readers first saw it, and the ways there."""

from calendar import Calendar
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.translation import gettext

from articles.reader.answers import Meta, answer, moment
from articles.reader.asking import public_page
from articles.reader.cards import cards
from articles.reader.navigation import Navigation
from articles.reader.paging import Listing, page_of
from articles.reader.periods import Bounds, Period, filled, neighbours
from articles.reader.periods import years as years_at

#: What readers first saw within a period.
WITHIN = Listing(
    lambda at, since, until: Bounds(since, until).editions(at).for_list(),
    at=datetime,
    since=datetime,
    until=datetime,
)

__all__ = ["TwoDigitsConverter", "YearConverter", "day", "month", "year", "years"]


class YearConverter:
    """Four digits; with the year after it, all of them are years that Python knows."""

    regex = "[1-9][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: str) -> str:
        return value


class TwoDigitsConverter(YearConverter):
    regex = "0[1-9]|[1-3][0-9]"


@public_page()
def years(request: HttpRequest) -> HttpResponse:
    """The years that have stories."""
    at = moment(request)
    found = years_at(at)
    have = filled(found, at)
    context = {
        "title": gettext("Archive"),
        "inner": [period for period in found if period in have],
        "have": have,
        "meta": Meta(gettext("Archive"), reverse("reader:archive")),
    }
    return answer("reader/archive.html", context, at=at, navigation=Navigation.load())


@public_page()
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The months of a year that have stories."""
    period = Period.read(year)
    return _ways(period, {"inner": period.inner}, moment(request))


@public_page()
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The days of a month that have stories, as a calendar."""
    period = Period.read(year, month)
    # Python counts weekdays from Monday, Django from Sunday.
    first = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
    weeks = Calendar(first).monthdatescalendar(year, month)
    days = [[Period(day.year, day.month, day.day) for day in week] for week in weeks]
    return _ways(period, {"weeks": days}, moment(request))


@public_page("before", "after")
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """What readers first saw on a day, newest first."""
    at, period = moment(request), Period.read(year, month, day)
    page = page_of(WITHIN, request, at=at, **period.bounds._asdict())
    if not page.editions:
        raise Http404
    shown = [replace(card, format="TIME_FORMAT") for card in cards(page.editions, at)]
    context = {"cards": shown, "page": page}
    return _answer("reader/archive_day.html", period, context, at, page.query)


def _ways(period: Period, context: dict[str, Any], at: datetime) -> HttpResponse:
    """Answer with the ways into a period; 404 where it has no stories."""
    have = filled(period.inner, at)
    if not have:
        raise Http404
    return _answer("reader/archive.html", period, context | {"have": have}, at)


def _answer(
    template: str, period: Period, context: dict[str, Any], at: datetime, query: str = ""
) -> HttpResponse:
    context |= {
        "title": period.name,
        "period": period,
        "beside": neighbours(period, at),
        "meta": Meta(period.name, period.get_absolute_url() + query),
    }
    return answer(template, context, at=at, navigation=Navigation.load())
