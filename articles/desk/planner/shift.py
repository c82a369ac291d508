"""Moving several entries by some time: a chain of one article, or what is ticked of a day.

GET with an amount is the dry run: it lists each change and each refusal. POST to the same address
makes the changes, all of them or none.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.views import View

from articles.desk.act_page import article_for, person
from articles.desk.planner.asked import Asked
from articles.desk.planner.days import YEARS, same_clock, start_of
from articles.desk.planner.done import keep_done
from articles.desk.planner.entries import Entry, chain, entries
from articles.desk.planner.entry import day_and_clock
from articles.desk.planner.moves import back_to, unless_busy
from articles.desk.planner.pages import allow_plan
from articles.workflow import Refused
from articles.workflow.moving import Move, NotMoved, Outcome, move, rehearse

__all__ = ["ShiftPage"]

MOVED_SINCE = "Something was moved since you looked. Look at the changes again, then move them."
NOT_ALL = "Nothing was moved, since not all could be. Untick what is refused, or choose otherwise."
SKIPPED = "Clocks go forward that day, so this time doesn't exist. Move this one by itself."
TWICE = "Clocks go back that day, so this time comes twice. Move this one by itself."
UNITS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
}


class ShiftForm(forms.Form):
    """By how much, and which way. Days keep the time that clocks show."""

    amount = forms.IntegerField(min_value=1, max_value=999, initial=1)
    unit = forms.ChoiceField(choices=[(name, name) for name in UNITS], initial="hours")
    direction = forms.ChoiceField(choices=[("later", "later"), ("earlier", "earlier")])

    @property
    def sign(self) -> int:
        return 1 if self.cleaned_data["direction"] == "later" else -1

    def moments(self, at: datetime) -> list[datetime]:
        """Return where a moment goes: one, unless clocks skip that time of the day or repeat it."""
        amount, unit = self.cleaned_data["amount"] * self.sign, self.cleaned_data["unit"]
        if unit == "days":
            return same_clock(at, amount)
        return [at + amount * UNITS[unit]]

    @property
    def words(self) -> str:
        amount, unit = self.cleaned_data["amount"], self.cleaned_data["unit"]
        return (
            f"{amount} {unit.removesuffix('s') if amount == 1 else unit} "
            + (self.cleaned_data["direction"])
        )


@dataclass
class Line:
    """An entry on the page: whether it is ticked, where it goes, and why it can't."""

    entry: Entry
    ticked: bool
    to: datetime | None = None
    refusal: str = ""

    @property
    def move(self) -> Move:
        return Move(self.entry.what, self.entry.pk, self.entry.at, self.to)

    @property
    def goes(self) -> str:
        """The day and the time it goes to, as lists say them; empty: it goes nowhere."""
        return day_and_clock(self.to) if self.to else ""

    @property
    def seen(self) -> str:
        """What a POST says of the entry as it was in the dry run."""
        return f"{self.entry.key}|{self.entry.at.isoformat() if self.entry.at else ''}"


class ShiftPage(View):
    """Answers 422 where something was moved since the dry run, or is refused now."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]
    #: What all entries have in common, and the address that asks for them again.
    title: str
    asks: dict[str, Any]

    def get(self, request: HttpRequest) -> HttpResponse:
        lines, form = self.asked(request)
        going = [line for line in lines if line.ticked]
        if form.is_bound and form.is_valid() and going:
            aim(going, form)
            try:
                with unless_busy():
                    tell(going, rehearse(person(request), [each.move for each in going if each.to]))
            except Refused as busy:
                for line in going:
                    line.refusal = str(busy)
                return self.page(lines, form, status=503)
        return self.page(lines, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        lines, form = self.asked(request)
        if not form.is_bound or not form.is_valid():
            raise Http404
        going = [line for line in lines if line.ticked]
        aim(going, form)
        try:
            self.move(going)
        except Refused as refused:
            return self.page(lines, form, refused=str(refused), status=422)
        keep_done(request, f"{self.title}: {count(going)} moved, {form.words}.", moves_of(going))
        return HttpResponseRedirect(back_to(None, going[0].to))

    def move(self, going: list[Line]) -> None:
        """Move all of them; raises `Refused`, after telling each line its own refusal."""
        seen = sorted(self.request.POST.getlist("seen"))
        if not going or sorted(line.seen for line in going) != seen:
            raise Refused(MOVED_SINCE)
        if any(line.refusal for line in going):
            raise Refused(NOT_ALL)
        try:
            with unless_busy():
                move(person(self.request), moves_of(going))
        except NotMoved as refused:
            tell(going, refused.outcomes)
            raise Refused(NOT_ALL) from refused

    def asked(self, request: HttpRequest) -> tuple[list[Line], ShiftForm]:
        """Return the entries that may be moved, and the form, filled in for a dry run."""
        allow_plan(person(request))
        found = self.find(request)
        bound = "amount" in request.GET
        ticked = set(request.GET.getlist("entry"))
        lines = [
            Line(entry, entry.key in ticked if bound else entry.what != "deadline")
            for entry in found
        ]
        return lines, ShiftForm(request.GET if bound else None)

    def find(self, request: HttpRequest) -> list[Entry]:
        """Return all that waits of an article, or of a day with the filters of the planner."""
        by, query = person(request), request.GET
        if query.get("article", "").isdecimal() and len(query["article"]) < 19:
            article = article_for(by, int(query["article"]))
            self.title, self.asks = f"“{article.headline}”", {"article": article.pk}
            return chain(by, article.pk)
        day = day_of(query.get("day", ""))
        filters = Asked.of(query).filters
        self.title = date_format(day, "l j F Y")
        self.asks = {"day": day, "section": filters.section, "person": filters.person}
        found = entries(by, start_of(day), start_of(day + timedelta(days=1)), filters)
        return [entry for entry in found if entry.movable]

    def page(
        self, lines: list[Line], form: ShiftForm, refused: str = "", status: int = 200
    ) -> HttpResponse:
        tried = form.is_bound and form.is_valid()
        going = [line for line in lines if line.ticked]
        context = {
            **self.admin_site.each_context(self.request),
            "title": "Move several",
            "subtitle": self.title,
            "asks": {name: value for name, value in self.asks.items() if value},
            "lines": lines,
            "form": form,
            "going": going if tried else [],
            "refusals": [line for line in going if line.refusal] if tried else [],
            "refused": refused,
            "planner_url": reverse("desk:planner"),
        }
        return TemplateResponse(self.request, "desk/planner/shift.html", context, status=status)


def day_of(text: str) -> date:
    """Return the day of an address; raise `Http404` where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if day.year not in YEARS:
        raise Http404
    return day


def aim(going: list[Line], form: ShiftForm) -> None:
    """Set where each entry goes; one whose time doesn't exist then, or exists twice, is refused."""
    for line in going:
        assert line.entry.at  # noqa: S101 -- only what has a time is listed
        found = form.moments(line.entry.at)
        if len(found) == 1:
            line.to = found[0]
        else:
            line.refusal = TWICE if found else SKIPPED


def tell(going: list[Line], outcomes: list[Outcome]) -> None:
    """Give each line the refusal of its move."""
    refusals = {(each.move.what, each.move.pk): each.refusal for each in outcomes}
    for line in going:
        line.refusal = line.refusal or refusals.get((line.entry.what, line.entry.pk), "")


def moves_of(going: list[Line]) -> list[Move]:
    return [line.move for line in going]


def count(going: list[Line]) -> str:
    return f"{len(going)} {'entry' if len(going) == 1 else 'entries'}"
