"""Moving one entry to an exact time, and undoing what was moved last."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from psycopg.errors import DeadlockDetected, LockNotAvailable

from articles.desk.act_page import person
from articles.desk.planner.days import YEARS
from articles.desk.planner.done import keep_done, keep_undone, last_done
from articles.desk.planner.entries import Entry, find
from articles.desk.planner.pages import allow_plan
from articles.desk.schedule import NewsroomTimeField, in_words
from articles.workflow import Refused
from articles.workflow.moving import MOVABLE, Move, move

__all__ = ["EntryPage", "UndoMove", "back_to", "unless_busy"]

BUSY = "Somebody else is changing one of these just now. Nothing was moved: try again shortly."
UNCLEAR = "It isn't clear what you looked at. Open this page again from the planner."
#: What a time means, by what is moved, and whether there may be none.
LABELS = {
    "start": "Goes live",
    "end": "Ends",
    "embargo": "Embargo until",
    "placement": "On the front from",
    "placement-end": "On the front until",
    "slot": "Planned slot",
    "deadline": "Deadline",
}
MAY_BE_EMPTY = ("end", "slot", "deadline")


@contextmanager
def unless_busy() -> Iterator[None]:
    """Raise `Refused` where somebody else holds one of the rows for too long."""
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise
        raise Refused(BUSY) from error


def back_to(asked: str | None, at: datetime | None) -> str:
    """Return the address in the planner somebody came from, else that of the week of a moment."""
    inside = asked and asked.startswith(reverse("desk:planner"))
    if asked and inside and url_has_allowed_host_and_scheme(asked, None):
        return asked
    return reverse("desk:planner_week", args=[timezone.localdate(at)])


class MoveForm(forms.Form):
    """One entry's time. `seen` is the time this person saw it at."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)
    at = NewsroomTimeField()

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        at = self.fields["at"]
        at.label = LABELS[entry.what]
        at.required = at.widget.is_required = entry.what not in MAY_BE_EMPTY
        if not at.required:
            at.help_text = "Empty: until further notice." if entry.what == "end" else "Empty: none."

    def clean_seen(self) -> datetime | None:
        text = self.cleaned_data["seen"]
        try:
            seen = datetime.fromisoformat(text) if text else None
        except ValueError as error:
            raise ValidationError(UNCLEAR) from error
        if seen and (timezone.is_naive(seen) or seen.year not in YEARS):
            raise ValidationError(UNCLEAR)
        return seen


class EntryPage(View):
    """The page of one entry: when it is, where it belongs, and moving it to an exact time.

    Answers 422 where the move is refused, or a local time has to be chosen.
    """

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]
    entry: Entry

    def dispatch(self, request: HttpRequest, *args: Any, **ids: Any) -> HttpResponseBase:
        allow_plan(person(request))
        found = find(person(request), ids["what"], ids["pk"])
        if found is None:
            raise Http404
        self.entry = found
        return super().dispatch(request, *args, **ids)

    def get(self, request: HttpRequest, what: str, pk: int) -> HttpResponse:
        if not self.entry.movable or what not in MOVABLE:
            return self.page(None)
        at = self.entry.at
        initial = {"at": at, "seen": at.isoformat() if at else "", "next": request.GET.get("next")}
        return self.page(MoveForm(initial=initial, entry=self.entry))

    def post(self, request: HttpRequest, what: str, pk: int) -> HttpResponse:
        if what not in MOVABLE:
            raise Http404
        form = MoveForm(request.POST, entry=self.entry)
        if not form.is_valid():
            return self.page(form, status=422)
        wanted = Move(what, pk, form.cleaned_data["seen"], form.cleaned_data["at"])
        try:
            with unless_busy():
                move(person(request), [wanted])
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.page(form, status=422)
        if wanted.seen != wanted.to:
            keep_done(request, told(self.entry, wanted), [wanted])
        return HttpResponseRedirect(back_to(request.POST.get("next"), wanted.to))

    def page(self, form: MoveForm | None, status: int = 200) -> HttpResponse:
        entry, request = self.entry, self.request
        asked = request.POST.get("next") or request.GET.get("next")
        context = {
            **self.admin_site.each_context(request),
            "title": entry.kind.word,
            "subtitle": entry.headline,
            "entry": entry,
            "when": in_words(entry.at) if entry.at else "No time yet",
            "form": form,
            "planner_url": back_to(asked, entry.at),
        }
        return TemplateResponse(request, "desk/planner/move.html", context, status=status)


def told(entry: Entry, wanted: Move) -> str:
    """Return what was moved, from when to when, as a sentence."""
    if wanted.to is None:
        return f"“{entry.headline}”: {LABELS[wanted.what].lower()} taken off."
    to = in_words(wanted.to)
    was = f", instead of {in_words(wanted.seen)}" if wanted.seen else ""
    return f"“{entry.headline}”: {LABELS[wanted.what].lower()} {to}{was}."


class UndoMove(View):
    """Undo what this person moved last: the verbs are called back with the times from before."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        allow_plan(person(request))
        done = last_done(request)
        if done is None or done.token != request.POST.get("done"):
            messages.warning(request, "That was not what you moved last, so it can't be undone.")
            return HttpResponseRedirect(back_to(request.POST.get("next"), None))
        back = [each.back for each in done.moves]
        try:
            with unless_busy():
                move(person(request), back)
        except Refused as refused:
            messages.error(request, f"It can't be undone. {refused}")
        else:
            keep_undone(request, done)
        return HttpResponseRedirect(back_to(request.POST.get("next"), back[0].to))
