"""The page of one placement: from when until when it stands, and taking it off."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.desk.front_pages.asked import front_url
from articles.desk.front_pages.refusing import status_of, waiting_briefly
from articles.desk.schedule import NewsroomTimeField, in_words
from articles.models import Placement
from articles.workflow import Refused
from articles.workflow.placing import front_name

__all__ = ["EndPlacement", "PlacementPage"]


class PeriodForm(forms.Form):
    """From when until when an article stands in its slot; once it has begun, its end alone."""

    at = NewsroomTimeField(label="From", help_text="When it comes to this place.")
    until = NewsroomTimeField(
        label="Until", required=False, help_text="Empty: as long as readers see the article."
    )

    def __init__(self, placement: Placement, data: Any = None) -> None:
        initial = {"at": placement.starts_at, "until": placement.until}
        super().__init__(data, initial=initial, label_suffix="")
        self.placement = placement
        if placement.starts_at <= timezone.now():
            del self.fields["at"]

    def act(self, by: Any) -> None:
        at = self.cleaned_data.get("at", self.placement.starts_at)
        workflow.move_placement(self.placement, by, at, self.cleaned_data["until"])


class OnPlacement(View):
    """What the pages of a placement share: only who arranges its front finds them."""

    admin_site: AdminSite = admin.site
    placement: Placement

    def dispatch(self, request: HttpRequest, *args: Any, placement_id: int) -> Any:
        found = Placement.objects.select_related("article__section", "section__parent", "placed_by")
        self.placement = get_object_or_404(found, pk=placement_id)
        if not permissions.arranges(person(request), self.placement.section):
            raise Http404
        return super().dispatch(request, *args)

    def back(self) -> HttpResponse:
        begins = self.placement.starts_at
        at = begins if begins > timezone.now() else None
        return HttpResponseRedirect(front_url(self.placement.section, at))

    def page(self, form: PeriodForm, refused: str = "", status: int = 200) -> HttpResponse:
        placement, now = self.placement, timezone.now()
        context = {
            **self.admin_site.each_context(self.request),
            "title": "Front pages",
            "placement": placement,
            "front_name": front_name(placement.section),
            "front_url": front_url(placement.section),
            "starts": in_words(placement.starts_at),
            "ends": in_words(placement.ends_at) if placement.ends_at else "",
            "ended": bool(placement.ends_at and placement.ends_at <= now),
            "begun": placement.starts_at <= now,
            "form": form,
            "refused": refused,
        }
        return TemplateResponse(self.request, "desk/front/placement.html", context, status=status)


class PlacementPage(OnPlacement):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(PeriodForm(self.placement))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PeriodForm(self.placement, request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            with waiting_briefly():
                form.act(person(request))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.page(form, status=status_of(refused))
        self.placement.refresh_from_db()
        ends = self.placement.ends_at
        until = f"until {in_words(ends)}" if ends else "until further notice"
        messages.success(request, f"It stands there {until}.")
        return self.back()


class EndPlacement(OnPlacement):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            with waiting_briefly():
                workflow.end_placement(self.placement, person(request))
        except Refused as refused:
            return self.page(PeriodForm(self.placement), str(refused), status_of(refused))
        messages.success(request, "It is taken off. Its slot is filled with the newest.")
        return self.back()
