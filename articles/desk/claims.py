"""What an article states, to be ticked one by one, or several against one source."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views import View

from articles import permissions
from articles.desk.act_page import article_for, person
from articles.models import Article, Claim, ListedClaim, claims_of
from articles.models.claim import MOST_CLAIMS
from articles.workflow import Refused, check_claims, reopen_claim

__all__ = ["claims_context", "urls"]


class CheckForm(forms.Form):
    claim = forms.MultipleChoiceField(
        required=False,
        error_messages={
            "invalid_choice": "A sentence you selected was changed meanwhile. Look at it again."
        },
    )
    source = forms.CharField(
        required=False,
        max_length=1000,
        label="Checked against",
        help_text="A document, a person, an address.",
    )

    def __init__(self, *args: Any, listed: list[ListedClaim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(claim.digest, claim.digest) for claim in listed]
        self.fields["claim"].choices = choices  # type: ignore[attr-defined]


class Claims(View):
    """GET lists what the copy states; POST ticks the selected claims against a source."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        listed = claims_of(article)
        return self.page(request, article, listed, CheckForm(listed=listed))

    def post(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        listed = claims_of(article)
        form = CheckForm(request.POST, listed=listed)
        if form.is_valid():
            try:
                count = check_claims(article, person(request), **_typed(form))
            except Refused as refused:
                form.add_error(refused.field or None, str(refused))
            else:
                messages.success(request, f"{count} ticked." if count else "Ticked already.")
                return HttpResponseRedirect(request.path)
        return self.page(request, article, listed, form, status=422)

    def page(
        self,
        request: HttpRequest,
        article: Article,
        listed: list[ListedClaim],
        form: CheckForm,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **admin.site.each_context(request),
            **claims_context(article, listed),
            "title": "Claims",
            "subtitle": str(article),
            "opts": Article._meta,
            "original": article,
            "article": article,
            "article_url": reverse("admin:articles_article_change", args=[article.pk]),
            "form": form,
            "selected": request.POST.getlist("claim"),
            "may_not": permissions.checks_refusal(person(request), article),
        }
        return TemplateResponse(request, "desk/claims.html", context, status=status)


class Reopening(View):
    """POST takes a tick back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, article_id: int, claim_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        claim = get_object_or_404(Claim, pk=claim_id, article=article)
        try:
            reopen_claim(claim, person(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"“{claim}” is open again.")
        return HttpResponseRedirect(reverse("admin:articles_article_claims", args=[article.pk]))


def claims_context(article: Article, listed: list[ListedClaim] | None = None) -> dict[str, Any]:
    """Return what the page and the panel beside the form show of an article's claims: one query."""
    listed = claims_of(article) if listed is None else listed
    return {
        "claims": listed,
        "claims_most": MOST_CLAIMS,
        "claims_checked": sum(1 for claim in listed if claim.checked),
        "claims_url": reverse("admin:articles_article_claims", args=[article.pk]),
    }


def _typed(form: CheckForm) -> dict[str, Any]:
    return {"digests": form.cleaned_data["claim"], "source": form.cleaned_data["source"]}


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path(
            "<int:article_id>/claims/",
            site.admin_view(Claims.as_view()),
            name="articles_article_claims",
        ),
        path(
            "<int:article_id>/claims/<int:claim_id>/reopen/",
            site.admin_view(Reopening.as_view()),
            name="articles_article_claim_reopen",
        ),
    ]
