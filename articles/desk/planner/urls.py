"""The addresses of the planner, below /admin/planner/."""

from collections.abc import Callable
from datetime import date

from django.contrib.admin import AdminSite
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from articles.desk.planner.days import YEARS
from articles.desk.planner.moves import EntryPage, UndoMove
from articles.desk.planner.pages import DayPage, MonthPage, WeekPage, this_week
from articles.desk.planner.shift import ShiftPage

__all__ = ["urls"]


class DayConverter:
    """A day in an address, as ISO 8601 writes it: 2026-11-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, text: str) -> date:
        day = date.fromisoformat(text)
        if day.year not in YEARS:
            raise ValueError(text)
        return day

    def to_url(self, day: date) -> str:
        return day.isoformat()


register_converter(DayConverter, "day")


def urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the planner, for `articles.desk.urls`."""

    def page(address: str, name: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
        return path(f"planner/{address}", admin_site.admin_view(view), name=name)

    return [
        page("", "planner", this_week),
        page("day/<day:day>/", "planner_day", DayPage.as_view()),
        page("week/<day:day>/", "planner_week", WeekPage.as_view()),
        page("month/<day:day>/", "planner_month", MonthPage.as_view()),
        page("shift/", "planner_shift", ShiftPage.as_view()),
        page("undo/", "planner_undo", UndoMove.as_view()),
        page("<slug:what>/<int:pk>/", "planner_entry", EntryPage.as_view()),
    ]
