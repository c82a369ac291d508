"""What comes from an open article form every few seconds: its text, and that it is open.

Answers are JSON, for static/desk/writing.js and static/desk/kept.js.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin import AdminSite
from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.desk.form import ArticleForm
from articles.desk.presence import Leave, TakeOver, beside, open_article
from articles.desk.signed_in import DeskRequest
from articles.models import Article, Buffer
from articles.workflow import OpenForm, Refused

__all__ = ["close_form", "content_of", "form_id_of", "urls"]

#: The fields that are kept: what is saved, and why.
KEPT_FIELDS = (*ArticleForm.Meta.fields, "reason")
#: The largest version number that is stored.
NUMBERS_END = 2**31 - 1


class Sent(forms.Form):
    """What an open form says of itself, beside what is typed in its fields."""

    #: Whose form it is: somebody else may have signed in since, in another tab.
    person = forms.IntegerField(min_value=0)
    form = forms.UUIDField()
    based_on = forms.IntegerField(min_value=0, max_value=NUMBERS_END, required=False)
    restored = forms.CharField(max_length=60, required=False)
    #: Milliseconds since the last key, where there was one: the clocks of browsers may be wrong.
    age = forms.IntegerField(
        min_value=0, max_value=Buffer.KEPT // timedelta(milliseconds=1), required=False
    )
    #: Whether the fields are sent along, or are back to what the form began with.
    text = forms.ChoiceField(choices=[("typed", ""), ("as-it-was", "")], required=False)

    def open_form(self, article: Article | None) -> OpenForm:
        """Return the form they speak of."""
        sent = self.cleaned_data
        based_on = (sent["based_on"] or article.version) if article else None
        return OpenForm(sent["form"], article, based_on, sent["restored"])


def content_of(post: QueryDict) -> dict[str, list[str]]:
    """Return what a form holds, as buffers keep it."""
    return {name: post.getlist(name) for name in KEPT_FIELDS}


def form_id_of(post: QueryDict) -> UUID | None:
    """Return which form was posted, where it says so."""
    with suppress(ValueError):
        return UUID(post.get("form", ""))
    return None


class Keep(View):
    """Keeps what was typed, for its person alone."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, article_id: int | None = None) -> JsonResponse:
        by, sent = person(request), Sent(request.POST)
        article = None if article_id is None else open_article(by, article_id)
        if article is None and not permissions.writes(by):
            return JsonResponse({"refusal": "You may not write articles here."}, status=403)
        if not sent.is_valid():
            return JsonResponse({"refusal": "This isn't what the form sends."}, status=400)
        if sent.cleaned_data["person"] != by.pk:
            return JsonResponse({"signed_in_as": str(by)}, status=409)
        return JsonResponse(self.answer(sent, article))

    def answer(self, sent: Sent, article: Article | None) -> dict[str, Any]:
        """Keep the text if there is any; say when, or why not."""
        by, now = person(self.request), timezone.now()
        form = sent.open_form(article)
        if sent.cleaned_data["text"] == "as-it-was":
            workflow.forget(by, form.id)
        if sent.cleaned_data["text"] != "typed":
            return {"kept_at": ""}
        typed_at = now - timedelta(milliseconds=sent.cleaned_data["age"] or 0)
        try:
            workflow.keep(by, form, content_of(self.request.POST), typed_at)
        except Refused as refused:
            return {"kept_at": "", "refusal": str(refused)}
        return {"kept_at": date_format(timezone.localtime(now), "H:i")}


class Writing(Keep):
    """The same from a form that is open now, which is told who else is there."""

    def answer(self, sent: Sent, article: Article | None) -> dict[str, Any]:
        assert article is not None  # noqa: S101 - its address has one
        by, age = person(self.request), sent.cleaned_data["age"]
        typed_at = None if age is None else timezone.now() - timedelta(milliseconds=age)
        present = workflow.attend(article, by, typed_at)
        based_on = sent.cleaned_data["based_on"] or article.version
        return {**super().answer(sent, article), **beside(article, by, present, based_on)}


def close_form(request: DeskRequest, article: Article) -> None:
    """Note that the form that was posted is saved as this article. Raises `Refused` if it was."""
    if form_id := form_id_of(request.POST):
        form = OpenForm(form_id, restored=request.POST.get("restored", ""))
        workflow.close_form(request.user, form, article)


def urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the addresses that open forms send to, for `ArticleAdmin.get_urls`."""

    def address(route: str, name: str, view: type[View]) -> URLPattern:
        return path(route, admin_site.admin_view(view.as_view()), name=f"articles_article_{name}")

    return [
        address("add/keep/", "keep_new", Keep),
        address("<int:article_id>/keep/", "keep", Keep),
        address("<int:article_id>/writing/", "writing", Writing),
        address("<int:article_id>/take-over/", "take_over", TakeOver),
        address("<int:article_id>/leave/", "leave", Leave),
    ]
