"""The page on which an article goes back to what an earlier version said."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles import permissions, workflow
from articles.desk.act_page import ActPage, person
from articles.desk.comparing import compared
from articles.desk.comparison import Content
from articles.workflow import Standing

__all__ = ["urls"]


class SeenForm(forms.Form):
    """The version of the copy that was looked at: another one is never replaced unseen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Restore(ActPage):
    """GET shows what would change; POST makes a new version with the earlier content."""

    version: int
    content: Content

    @property
    def label(self) -> str:  # type: ignore[override]
        return f"Go back to version {self.version}"

    def find(self, request: HttpRequest, article_id: int, version: int = 0) -> HttpResponse | None:
        super().find(request, article_id)
        content = self.article.content_at(version)
        if content is None:
            raise Http404
        # The notices stay, since readers were promised them.
        self.version, self.content = version, content | {"notices": self.article.notices}
        return None

    def form(self, standing: Standing | None = None, data: Any = None) -> forms.Form:
        return SeenForm(data, initial=self.seen())

    def reasons(self, standing: Standing) -> tuple[str, str]:
        may = permissions.edits(person(self.request), self.article)
        never = "" if may else "You may not change this article now."
        return never, "It is the newest version." if self.version == self.article.version else ""

    def explain(self, standing: Standing) -> list[str]:
        return [
            f"The copy gets the text and the fields of version {self.version}, as a new version.",
            "What is there now stays in the history. Readers see no change.",
        ]

    def act(self, form: forms.Form) -> None:
        seen = form.cleaned_data["version"]
        by = person(self.request)
        article = workflow.restore(self.article, self.version, by, based_on=seen)
        if article.version == seen:
            messages.info(self.request, f"The copy says what version {self.version} said already.")
        else:
            messages.success(
                self.request,
                f"The copy says again what version {self.version} said. It is version "
                f"{article.version} now; version {seen} is in the history.",
            )

    def render(self, context: dict[str, Any], status: int) -> HttpResponse:
        differences = compared(self.article.content(), self.content)
        response = super().render({**context, **differences, "version": self.version}, status)
        response.template_name = "desk/restore.html"  # type: ignore[attr-defined]
        return response


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the address of going back, for `ArticleAdmin.get_urls`."""
    page = site.admin_view(Restore.as_view(admin_site=site))
    address = "<int:article_id>/versions/<int:version>/restore/"
    return [path(address, page, name="articles_article_restore")]
