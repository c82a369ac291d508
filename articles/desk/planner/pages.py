"""The pages of the planner: a day, a week, a month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View

from articles import permissions
from articles.desk.act_page import person
from articles.desk.planner.asked import GAPS, Asked, choices
from articles.desk.planner.board import board, days_with
from articles.desk.planner.days import month_around, start_of, week_around, zone_words
from articles.desk.planner.done import last_done
from articles.desk.planner.entries import Entry, planned
from articles.desk.planner.kinds import KINDS
from articles.desk.planner.lookout import DAYTIME, gaps, mark_collisions
from articles.models import User

__all__ = ["DayPage", "MonthPage", "PlannerPage", "WeekPage", "allow_plan", "this_week"]

DAY = timedelta(days=1)


def allow_plan(reader: User) -> None:
    """Raise `PermissionDenied` for whoever has no business with articles at all."""
    if not permissions.reads_plan(reader):
        raise PermissionDenied


def this_week(request: HttpRequest) -> HttpResponse:
    """Lead to the week it is, with the filters that were asked for."""
    allow_plan(person(request))
    today = reverse("desk:planner_week", args=[timezone.localdate()])
    return HttpResponseRedirect(today + Asked.of(request.GET).query)


@dataclass(frozen=True)
class Link:
    words: str
    url: str
    here: bool = False


class PlannerPage(View):
    """A stretch of days. Subclasses say which, what they are called, and how they are shown."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]
    name: ClassVar[str]
    template: ClassVar[str]

    def days(self, day: date) -> list[date]:
        """Return the days shown."""
        raise NotImplementedError

    def title(self, day: date) -> str:
        raise NotImplementedError

    def beside(self, day: date) -> tuple[date, date]:
        """Return a day of the stretch before and one of the stretch after."""
        raise NotImplementedError

    def shown(self, dates: list[date], found: list[Entry], day: date, gap: int) -> dict[str, Any]:
        """Return what the template of this stretch shows."""
        openings = gaps(found, dates, gap, timezone.now())
        return {"board": board(dates, found, openings), "gaps": openings}

    def get(self, request: HttpRequest, day: date) -> HttpResponse:
        reader, asked = person(request), Asked.of(request.GET)
        allow_plan(reader)
        dates = self.days(day)
        first, end = start_of(dates[0]), start_of(dates[-1] + DAY)
        found, pile = planned(reader, first, end, asked.filters)
        outliving = [entry for entry in found if entry.warning]
        context = {
            **self.admin_site.each_context(request),
            **self.shown(dates, found, day, asked.gap if permissions.plans(reader, None) else 0),
            **self.links(day, asked),
            **self.form(asked),
            "title": "Planner",
            "subtitle": self.title(day),
            "view": self.name,
            "zone_words": zone_words(first, end),
            "week": day.isocalendar().week,
            "pile": pile,
            "draggable": any(entry.movable for entry in pile),
            "warned": [*mark_collisions(found), *outliving],
            "count": len(found),
            "kinds": [kind for kind in KINDS.values() if kind.slug not in ("review", "unplanned")],
            "done": last_done(request),
            "is_fullwidth": "1",
        }
        return TemplateResponse(request, self.template, context)

    def links(self, day: date, asked: Asked) -> dict[str, Any]:
        """Return the ways from here: before, after, today, and the same day in other views."""

        def link(words: str, name: str, day: date) -> Link:
            url = reverse(f"desk:planner_{name}", args=[day]) + asked.query
            return Link(words, url, name == self.name)

        before, after = self.beside(day)
        return {
            "before": link(f"The {self.name} before", self.name, before),
            "today": link("Today", self.name, timezone.localdate()),
            "after": link(f"The {self.name} after", self.name, after),
            "views": [link(name.title(), name, day) for name in ("day", "week", "month")],
            "query": asked.query,
            "and_query": asked.query.replace("?", "&"),
        }

    def form(self, asked: Asked) -> dict[str, Any]:
        sections, people = choices()
        plans = permissions.plans(person(self.request), None)
        hours = f"{DAYTIME[0]:%H:%M} and {DAYTIME[1]:%H:%M}"
        return {
            "asked": asked,
            "sections": sections,
            "people": people if plans else [],
            "gap_choices": GAPS if plans else [],
            "daytime": hours,
        }


class WeekPage(PlannerPage):
    name = "week"
    template = "desk/planner/hours.html"

    def days(self, day: date) -> list[date]:
        return week_around(day)

    def title(self, day: date) -> str:
        first, *_, last = week_around(day)
        start = "j" if first.month == last.month else "j M" if first.year == last.year else "j M Y"
        return f"{date_format(first, start)} – {date_format(last, 'j M Y')}"

    def beside(self, day: date) -> tuple[date, date]:
        return day - 7 * DAY, day + 7 * DAY


class DayPage(PlannerPage):
    name = "day"
    template = "desk/planner/hours.html"

    def days(self, day: date) -> list[date]:
        return [day]

    def title(self, day: date) -> str:
        return date_format(day, "l j F Y")

    def beside(self, day: date) -> tuple[date, date]:
        return day - DAY, day + DAY


class MonthPage(PlannerPage):
    name = "month"
    template = "desk/planner/month.html"

    def days(self, day: date) -> list[date]:
        return [day for week in month_around(day) for day in week]

    def title(self, day: date) -> str:
        return date_format(day, "F Y")

    def beside(self, day: date) -> tuple[date, date]:
        first = day.replace(day=1)
        return (first - DAY).replace(day=1), (first + 31 * DAY).replace(day=1)

    def shown(self, dates: list[date], found: list[Entry], day: date, gap: int) -> dict[str, Any]:
        """A month shows no gaps: nobody could do anything about so many."""
        days = days_with(dates, found)
        return {"days": days, "month": day.month}
