"""The addresses of the verbs, one each, below the article they are done to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import ActPage, Moved, person
from articles.desk.bar import GO_ON
from articles.desk.bring_in import BringIn
from articles.desk.edition_forms import EDITION_FORMS, EditionForm
from articles.desk.schedule import in_words
from articles.desk.verb_forms import ARTICLE_FORMS, VerbForm
from articles.desk.verb_words import happened
from articles.models import Edition, Event, database_now
from articles.workflow import Standing, told

__all__ = ["urls"]

BEGUN = "This version has begun: readers see it or have seen it."


class Verb(ActPage):
    """A page of one verb that writes an Event."""

    form_class: type[VerbForm] | type[EditionForm]

    @property
    def label(self) -> str:  # type: ignore[override]
        return self.form_class.label

    def reasons(self, standing: Standing) -> tuple[str, str]:
        verb, by = self.form_class.verb, person(self.request)
        may_not = permissions.refusal(by, verb, self.article)
        return may_not, workflow.reasons(self.article, by, standing)[verb]

    def tell(self, event: Event, asked_at: Any) -> None:
        """Say what was done, or who had done it before."""
        if event.person_id == person(self.request).pk and event.at >= asked_at:
            messages.success(self.request, happened(event))
        else:
            messages.warning(self.request, f"It had been done already. {told(event)}")


class ArticleVerb(Verb):
    form_class: type[VerbForm] = VerbForm

    @property
    def publishes(self) -> bool:  # type: ignore[override]
        return self.form_class.publishes

    @property
    def checks(self) -> bool:  # type: ignore[override]
        return self.form_class.checks

    def form(self, standing: Standing | None = None, data: Any = None) -> forms.Form:
        initial = self.form_class.starting_with(standing) | self.proposed() if standing else None
        return self.form_class(data, initial=initial)

    def proposed(self) -> dict[str, Any]:
        """Return the moment a link proposes, as those of the planner do: `?at=…&at_meant=…`."""
        query = self.request.GET
        return {"at": (query["at"], query.get("at_meant", ""))} if "at" in query else {}

    def explain(self, standing: Standing) -> list[str]:
        return self.form_class.explain(standing)

    def act(self, form: forms.Form) -> None:
        assert isinstance(form, VerbForm)  # noqa: S101
        asked_at = database_now()
        self.article.version = form.cleaned_data["version"]  # the copy this person looked at
        self.tell(form.act(self.article, person(self.request)), asked_at)


class EditionVerb(Verb):
    """A page of a verb on a version that is waiting."""

    form_class: type[EditionForm] = EditionForm
    edition: Edition

    def find(
        self, request: HttpRequest, article_id: int, edition_id: int = 0
    ) -> HttpResponse | None:
        super().find(request, article_id)
        edition = self.article.editions.filter(pk=edition_id).first()
        if edition is None:
            cancelled = self.article.events.filter(verb="cancel", details__edition=edition_id)
            if not (event := cancelled.select_related("person").first()):
                raise Http404
            messages.warning(request, f"This version isn't scheduled any more. {told(event)}")
            return HttpResponseRedirect(self.article_url)
        self.edition = edition
        return None

    def form(self, standing: Standing | None = None, data: Any = None) -> forms.Form:
        return self.form_class(data, initial=self.form_class.starting_with(self.edition))

    def seen(self) -> dict[str, str]:
        return {"starts_at": self.edition.starts_at.isoformat()}

    def moved(self) -> str:
        """Return who moved this version since, and to when."""
        events = self.article.events.filter(verb="reschedule", details__edition=self.edition.pk)
        event = events.select_related("person").first()
        who = told(event) if event else "It was rescheduled."
        starts = in_words(self.edition.starts_at)
        return f"{who} It goes live on {starts} now. Look again at what you ask for."

    def reasons(self, standing: Standing) -> tuple[str, str]:
        may_not, cannot = super().reasons(standing)
        return may_not, BEGUN if self.edition.starts_at <= standing.now else cannot

    def explain(self, standing: Standing) -> list[str]:
        starts = in_words(self.edition.starts_at)
        return [f"Version {self.edition.article_version} is waiting for {starts}.",
                self.form_class.explanation]  # fmt: skip

    def act(self, form: forms.Form) -> None:
        assert isinstance(form, EditionForm)  # noqa: S101
        asked_at = database_now()
        if form.cleaned_data["starts_at"] != self.seen()["starts_at"]:
            raise Moved(self.moved())
        self.tell(form.act(self.edition, person(self.request)), asked_at)


class WorkFrom(ActPage):
    """A page on which an edition's text is brought back into the working copy."""

    label = GO_ON
    edition: Edition

    def find(
        self, request: HttpRequest, article_id: int, edition_id: int = 0
    ) -> HttpResponse | None:
        super().find(request, article_id)
        edition = self.article.editions.filter(pk=edition_id).first()
        if edition is None:
            raise Http404
        self.edition = edition
        return None

    def form(self, standing: Standing | None = None, data: Any = None) -> forms.Form:
        return forms.Form(data)

    def reasons(self, standing: Standing) -> tuple[str, str]:
        may = permissions.edits(person(self.request), self.article)
        return "" if may else "You may not change this article now.", ""

    def explain(self, standing: Standing) -> list[str]:
        version = self.edition.article_version
        return [
            f"The text of version {version} replaces the copy you are working on.",
            "What is there now stays in the history. Readers see no change.",
        ]

    def act(self, form: forms.Form) -> None:
        workflow.work_from(self.edition, person(self.request))
        version = self.edition.article_version
        messages.success(self.request, f"The copy now has the text of version {version}.")


def urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the verbs and of bringing in, for `ArticleAdmin.get_urls`."""

    def page(address: str, name: str, view: type[View], **options: Any) -> URLPattern:
        wrapped = admin_site.admin_view(view.as_view(admin_site=admin_site, **options))
        return path(address, wrapped, name=f"articles_article_{name}")

    article, edition = "<int:article_id>/", "<int:article_id>/editions/<int:edition_id>/"
    return [
        page("bring-in/", "bring_in", BringIn),
        page(f"{edition}work-from/", "work_from", WorkFrom),
        *(
            page(f"{article}{name.replace('_', '-')}/", name, ArticleVerb, form_class=form)
            for name, form in ARTICLE_FORMS.items()
        ),
        *(
            page(f"{edition}{name}/", name, EditionVerb, form_class=form)
            for name, form in EDITION_FORMS.items()
        ),
    ]
