"""A page on which something is done to an article: GET says what will happen, POST does it."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views import View
from psycopg.errors import DeadlockDetected, LockNotAvailable

from articles import permissions, preflight
from articles.desk.bar import stands, waits
from articles.models import Article, User
from articles.preflight import Finding
from articles.workflow import Refused, Stale, Standing, told

__all__ = ["ActPage", "Moved", "article_for", "person"]

BUSY = "Somebody else is saving this article just now. Nothing was changed: try again shortly."


def person(request: HttpRequest) -> User:
    """Return who is signed in; the desk's addresses let nobody else in."""
    return cast(User, request.user)


def article_for(reader: User, article_id: int) -> Article:
    """Return the article; raise `Http404` where it doesn't exist for this person."""
    articles = permissions.visible_to(reader).select_related("section__parent", "submitted_by")
    return get_object_or_404(articles, pk=article_id)


class Moved(Refused):
    """What this person looked at was changed by somebody else since."""


class ActPage(View):
    """Subclasses say in their methods what is asked for, whether it may be done, and do it.

    Answers 403 where this person may not, 409 where the article's state or a newer version stands
    in the way, 422 where something typed has to be changed, 503 while somebody else holds it.
    """

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]
    label = ""
    publishes = False
    #: Show what preflight finds, also where nothing is published yet.
    checks = False
    article: Article

    def form(self, standing: Standing | None = None, data: Any = None) -> forms.Form:
        """Return the form: filled in with `data`, or as it opens for this standing."""
        raise NotImplementedError

    def seen(self) -> dict[str, str]:
        """Return the hidden fields that say what is looked at, as it is stored now."""
        return {"version": str(self.article.version)}

    def reasons(self, standing: Standing) -> tuple[str, str]:
        """Return why this person may never do it, and why it can't be done now; empty: it can."""
        raise NotImplementedError

    def explain(self, standing: Standing) -> list[str]:
        """Return what will happen, as sentences."""
        raise NotImplementedError

    def act(self, form: forms.Form) -> None:
        """Do it and leave a message; raises `Refused`."""
        raise NotImplementedError

    def find(self, request: HttpRequest, article_id: int) -> HttpResponse | None:
        """Find what is acted on; return an answer where there is nothing left to act on."""
        self.article = article_for(person(request), article_id)
        return None

    def get(self, request: HttpRequest, **ids: int) -> HttpResponse:
        if answer := self.find(request, **ids):
            return answer
        return self.page(None)

    def post(self, request: HttpRequest, **ids: int) -> HttpResponse:
        if answer := self.find(request, **ids):
            return answer
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            self.act(form)
        except (Stale, Moved) as overtaken:
            return self.overtaken(overtaken)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
            return self.page(form, status=422)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                raise
            form.add_error(None, BUSY)
            return self.page(form, status=503)
        return HttpResponseRedirect(self.article_url)

    def overtaken(self, refused: Stale | Moved) -> HttpResponse:
        """Show the page for what is stored now, with what was typed: the next POST is on that."""
        stale = refused if isinstance(refused, Stale) else None
        if stale:
            self.article = stale.current
        form = self.form(data={**self.request.POST.dict(), **self.seen()})
        form.add_error(None, str(refused))
        return self.page(form, status=409, stale=stale)

    def page(
        self, form: forms.Form | None, status: int = 200, stale: Stale | None = None
    ) -> HttpResponse:
        standing = Standing.of(self.article)
        never, now = self.reasons(standing)
        if never:
            form, status = None, 403
        elif now and form is None:
            status = 409
        refused = self.with_last_act(never or (now if form is None else ""))
        findings = self.findings(form) if not never else []
        blocked = self.publishes and any(finding.blocks for finding in findings)
        if form is None and not refused and not blocked:
            form = self.form(standing)
        return self.render(
            {
                "stands": [*stands(standing), *waits(standing)],
                "explanation": self.explain(standing),
                "findings": findings,
                "refused": refused,
                "form": form,
                "stale": stale,
            },
            status,
        )

    def with_last_act(self, reason: str) -> str:
        """Add what somebody else did last, since that may be what came between."""
        last = self.article.events.select_related("person").first() if reason else None
        by_other = last and last.person_id != person(self.request).pk
        return f"{reason} {told(last)}" if last and by_other else reason

    def findings(self, form: forms.Form | None) -> list[Finding]:
        """Return what preflight finds for the period that was typed, else from now on."""
        if not (self.publishes or self.checks):
            return []
        typed = getattr(form, "cleaned_data", {})
        return preflight.run(self.article, typed.get("at"), typed.get("until"))

    def render(self, context: dict[str, Any], status: int) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(self.request),
            "title": self.label,
            "subtitle": str(self.article),
            "opts": Article._meta,
            "original": self.article,
            "label": self.label,
            "article": self.article,
            "article_url": self.article_url,
            "preview_url": reverse("admin:articles_article_preview", args=[self.article.pk]),
        }
        return TemplateResponse(self.request, "desk/verb.html", context, status=status)

    @property
    def article_url(self) -> str:
        return reverse("admin:articles_article_change", args=[self.article.pk])
