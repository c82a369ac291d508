"""Beside the article: its four times, of which deadline and planned slot are changed there."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views import View
from psycopg.errors import DeadlockDetected, LockNotAvailable

from articles import permissions, workflow
from articles.desk.act_page import article_for, person
from articles.desk.assignment_acts import BUSY
from articles.desk.assignment_forms import TimesForm
from articles.desk.assignment_words import assignment_tags, four_times
from articles.models import Article, Assignment, User

__all__ = ["urls"]

SAVED = "The times are saved."


class PlanPanel(View):
    """The panel; asked for by htmx it comes alone, otherwise as a page of its own.

    Answers 403 to a change by somebody who doesn't plan it, 422 where something typed or the plan
    stands in the way, 503 while somebody else holds it.
    """

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]
    article: Article

    def get(self, request: HttpRequest, article_id: int) -> HttpResponse:
        self.article = article_for(person(request), article_id)
        return self.panel()

    def post(self, request: HttpRequest, article_id: int) -> HttpResponse:
        self.article = article_for(person(request), article_id)
        form = TimesForm(request.POST)
        if not self.may_change(self.plan()):
            return self.panel(status=403)
        if not form.is_valid():
            return self.panel(form, status=422)
        try:
            self.save(form, person(request))
        except workflow.Refused as refused:
            form.add_error(None, str(refused))
            return self.panel(form, status=422)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                raise
            form.add_error(None, BUSY)
            return self.panel(form, status=503)
        if self.alone:
            return self.panel(said=SAVED)
        messages.success(request, SAVED)
        return redirect("admin:articles_article_change", self.article.pk)

    @property
    def alone(self) -> bool:
        """Whether htmx asks, which puts the answer into the article's page."""
        return bool(self.request.headers.get("HX-Request"))

    def plan(self) -> Assignment | None:
        return Assignment.objects.for_list().filter(article=self.article).first()

    def may_change(self, plan: Assignment | None) -> bool:
        by = person(self.request)
        if plan is None:
            return self.article.section is not None and permissions.plans(by, self.article.section)
        return not plan.dropped_at and permissions.plans_assignment(by, plan)

    def save(self, form: TimesForm, by: User) -> None:
        """Change the plan this person looked at, or make one for copy that had none."""
        plan = self.plan()
        if plan:
            plan.version = form.cleaned_data["seen"]
            workflow.change_assignment(plan, by, **form.times())
            return
        article, writer = self.article, self.article.created_by
        workflow.assign(
            by,
            article=article,
            title=article.headline,
            section=article.section,
            person=writer if permissions.writes(writer) else None,
            **form.times(),
        )

    def panel(
        self, form: TimesForm | None = None, status: int = 200, said: str = ""
    ) -> HttpResponse:
        plan, now = self.plan(), timezone.now()
        by = person(self.request)
        context: dict[str, Any] = {
            "article": self.article,
            "plan": plan,
            "seen": plan.version if plan else 0,
            "opens": plan and permissions.sees_assignment(by, plan),
            "tags": assignment_tags(plan, now) if plan else [],
            "times": four_times(plan, self.article, now),
            "form": (form or TimesForm.of(plan)) if self.may_change(plan) else None,
            "said": said,
        }
        if self.alone:
            return TemplateResponse(self.request, "desk/plan.html", context, status=status)
        context |= {
            **self.admin_site.each_context(self.request),
            "title": "Times",
            "subtitle": str(self.article),
            "opts": Article._meta,
            "original": self.article,
        }
        return TemplateResponse(self.request, "desk/plan_page.html", context, status=status)


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the address of the panel, below the article."""
    view = PlanPanel.as_view(admin_site=site)
    return [
        path(
            "<int:article_id>/assignment/",
            site.admin_view(view),
            name="articles_article_assignment",
        )
    ]
