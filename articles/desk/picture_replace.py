"""Replacing a picture everywhere, and giving readers the old one back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_POST

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.desk.picture_uses import uses_of
from articles.desk.widgets import PictureChooser, thumbnail
from articles.models import Event, Picture

__all__ = ["Replace", "restore"]


class ReplaceForm(forms.Form):
    replacement = forms.ModelChoiceField(
        Picture.objects.all(),
        label="The picture that readers get instead",
        widget=PictureChooser,
        error_messages={"required": "Choose a picture from the library, or add one to it."},
    )


class Replace(View):
    """A page that says where readers will get another picture; POST does it."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, picture_id: int) -> HttpResponse:
        picture = get_object_or_404(Picture, pk=picture_id)
        reason = permissions.replacing_refusal(person(request))
        return self.page(picture, None if reason else ReplaceForm(), reason, 403 if reason else 200)

    def post(self, request: HttpRequest, picture_id: int) -> HttpResponse:
        picture = get_object_or_404(Picture, pk=picture_id)
        if reason := permissions.replacing_refusal(person(request)):
            return self.page(picture, None, reason, 403)
        form = ReplaceForm(request.POST)
        if not form.is_valid():
            return self.page(picture, form, "", 422)
        try:
            events = workflow.replace_picture(
                picture, person(request), form.cleaned_data["replacement"]
            )
        except workflow.Refused as refused:
            form.add_error("replacement", str(refused))
            return self.page(picture, form, "", 422)
        messages.success(request, f"Readers get the other picture now. {_in_articles(events)}")
        return HttpResponseRedirect(_address(picture))

    def page(
        self, picture: Picture, form: forms.Form | None, refused: str, status: int
    ) -> HttpResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(self.request),
            "title": "Replace it everywhere",
            "subtitle": str(picture),
            "opts": Picture._meta,
            "original": picture,
            "picture": picture,
            "thumbnail": thumbnail(picture),
            "form": form,
            "refused": refused,
            "uses": uses_of(picture, person(self.request), timezone.now()),
            "picture_url": _address(picture),
        }
        return TemplateResponse(self.request, "desk/picture_replace.html", context, status=status)


@require_POST
def restore(request: HttpRequest, picture_id: int) -> HttpResponse:
    """Give readers the picture itself again."""
    picture = get_object_or_404(Picture, pk=picture_id)
    try:
        events = workflow.restore_picture(picture, person(request))
    except workflow.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Readers get this picture again. {_in_articles(events)}")
    return HttpResponseRedirect(_address(picture))


def _in_articles(events: list[Event]) -> str:
    if not events:
        return "No article that is live or waits has it."
    if len(events) == 1:
        return "It is in one article that is live or waits."
    return f"It is in {len(events)} articles that are live or wait."


def _address(picture: Picture) -> str:
    return reverse("admin:articles_picture_change", args=[picture.pk])
