"""Reports on what was brought in: what became of each item, and what its editors should look at."""

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views import View

from articles import permissions
from articles.desk.act_page import person
from articles.desk.table import Lines
from articles.models import Intake, IntakeItem, Outcome
from articles.wire import report

__all__ = ["urls"]

#: So many are shown at once, of intakes and of items.
SHOWN = 100
STEP = 1000
NOTED = "noted"


class Intakes(View):
    """GET: the intakes, newest first."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        me = person(request)
        if not permissions.has(me, "add_article"):
            raise PermissionDenied
        found = permissions.visible_intakes(me).select_related("by")
        context = {
            **self.admin_site.each_context(request),
            "title": "What was brought in",
            "intakes": [(each, outcomes(each)) for each in found[:SHOWN]],
            "bring_in_url": reverse("admin:articles_article_bring_in"),
        }
        return TemplateResponse(request, "desk/intakes.html", context)


class IntakeReport(View):
    """GET: the items of one, filtered by their outcome or to those with notes."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, intake_id: int) -> HttpResponse:
        intake = intake_for(request, intake_id)
        only = request.GET.get("only", "")
        items = items_of(intake, only)
        after = request.GET.get("after", "")
        if after.isdigit():
            items = items.filter(pk__gt=after)
        shown = list(items[: SHOWN + 1])
        context = {
            **self.admin_site.each_context(request),
            "title": "What was brought in",
            "intake": intake,
            "items": shown[:SHOWN],
            "only": only,
            "choices": choices(intake, only),
            "counted": intake.counted,
            "more": _address(only=only, after=shown[SHOWN - 1].pk) if len(shown) > SHOWN else "",
        }
        return TemplateResponse(request, "desk/intake.html", context)


def spreadsheet(request: HttpRequest, intake_id: int) -> StreamingHttpResponse:
    """Answer with the report as CSV (RFC 4180)."""
    intake = intake_for(request, intake_id)
    name = f"intake-{intake.pk}.csv"
    response = StreamingHttpResponse(_lines(intake), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def intake_for(request: HttpRequest, intake_id: int) -> Intake:
    """Return the intake; raise `Http404` where it doesn't exist for whoever asks."""
    found = permissions.visible_intakes(person(request)).select_related("by")
    intake = found.filter(pk=intake_id).first()
    if intake is None:
        raise Http404
    return intake


def items_of(intake: Intake, only: str) -> QuerySet[IntakeItem]:
    items = intake.items.select_related("article")
    if only == NOTED:
        return items.exclude(notes=[])
    return items.filter(outcome=only) if only in Outcome.values else items


def outcomes(intake: Intake) -> list[str]:
    """Return how many items of a kind became what, the most first."""
    return [
        f"{kind}: {Outcome(outcome).label}, {count}"
        for kind, outcome, count in intake.counted.get("outcomes", [])
    ]


def choices(intake: Intake, only: str) -> list[dict[str, Any]]:
    """Return the filters: all, those with notes, and each outcome that there is."""
    counts: dict[str, int] = {}
    for _kind, outcome, count in intake.counted.get("outcomes", []):
        counts[outcome] = counts.get(outcome, 0) + count
    found = [("", "All", sum(counts.values())), (NOTED, "With notes", None)]
    found += [(each, Outcome(each).label, count) for each, count in counts.items()]
    return [
        {"address": _address(only=name), "label": label, "count": count, "current": name == only}
        for name, label, count in found
    ]


def _address(**parameters: Any) -> str:
    return "?" + urlencode({name: value for name, value in parameters.items() if value})


def _lines(intake: Intake) -> Iterator[str]:
    writer = csv.writer(Lines())
    yield "\ufeff" + writer.writerow(report.COLUMNS)
    for item in intake.items.iterator(chunk_size=STEP):
        yield writer.writerow(report.row(item))


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the reports, relative to the desk's."""
    return [
        path("intakes/", site.admin_view(Intakes.as_view()), name="intakes"),
        path("intakes/<int:intake_id>/", site.admin_view(IntakeReport.as_view()), name="intake"),
        path("intakes/<int:intake_id>/report.csv", site.admin_view(spreadsheet), name="intake_csv"),
    ]
