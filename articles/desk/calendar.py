"""The plan for calendar programs: a secret address a person, and what it answers (RFC 5545)."""

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from articles import permissions
from articles.desk.act_page import person
from articles.desk.planner.entries import Entry, entries
from articles.models import CalendarFeed, User
from articles.reader.structured import absolute
from articles.workflow import close_feed, feed_of, renew_feed

__all__ = ["calendar_feed", "urls"]

#: How much of the plan a feed holds.
BEFORE, AHEAD = timedelta(days=31), timedelta(days=184)
#: How often programs are asked to look again.
REFRESH = timedelta(minutes=15)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer with what the person whose secret it is sees of the plan; 404 without one."""
    feed = feed_of(secret)
    if feed is None or not permissions.reads_plan(feed.person):
        raise Http404
    response = HttpResponse(
        plan_of(feed.person).to_ical(), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'inline; filename="newsroom.ics"'
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def plan_of(reader: User) -> Calendar:
    """Return this person's plan, a month back and half a year ahead: a fixed number of queries."""
    now = timezone.now()
    name = f"{settings.SITE_NAME}: the plan"
    calendar = Calendar()
    calendar.add("prodid", "-//Newsroom//Planner//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries(reader, now - BEFORE, now + AHEAD):
        calendar.add_component(_event(entry))
    return calendar


def _event(entry: Entry) -> Event:
    """Return a moment of the plan as an event that takes no time, so nobody looks busy for it."""
    event = Event()
    event.add("uid", f"{entry.kind.slug}-{entry.what}-{entry.pk}@{settings.SITE_URL}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", entry.at)
    event.add("summary", _line(f"{entry.kind.word}: {entry.headline}"))
    said = (entry.section, entry.state, entry.who, entry.warning)
    event.add("description", "\n".join(_line(part) for part in said if part))
    event.add("categories", [entry.kind.word])
    event.add("url", absolute(entry.url))
    event.add("transp", "TRANSPARENT")
    return event


def _line(text: str) -> str:
    """Return the text on one line: control characters aren't allowed (RFC 5545, 3.1)."""
    return " ".join(CONTROL.sub(" ", text).split())


class CalendarPage(View):
    """GET says whether there is a feed; POST gives it a new address, which is shown this once."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not permissions.reads_plan(person(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, "")

    def post(self, request: HttpRequest) -> HttpResponse:
        secret = renew_feed(person(request))
        return self.page(request, absolute(reverse("calendar_feed", args=[secret])))

    def page(self, request: HttpRequest, address: str) -> HttpResponse:
        context = {
            **admin.site.each_context(request),
            "title": "Calendar",
            "address": address,
            "feed": CalendarFeed.objects.filter(person=person(request)).first(),
        }
        response = TemplateResponse(request, "desk/calendar.html", context)
        response.headers["Cache-Control"] = "no-store, private"
        return response


class CalendarEnd(View):
    """POST ends the feed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        close_feed(person(request))
        messages.success(request, "The calendar's address is closed.")
        return HttpResponseRedirect(reverse("desk:calendar"))


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("calendar/", site.admin_view(CalendarPage.as_view()), name="calendar"),
        path("calendar/end/", site.admin_view(CalendarEnd.as_view()), name="calendar_end"),
    ]
