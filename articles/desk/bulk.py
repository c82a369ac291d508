"""Verbs on several articles at once: each through the workflow, with a message for each."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin

from articles import workflow
from articles.desk.signed_in import DeskRequest
from articles.models import Article, User, database_now

__all__ = ["BULK_VERBS"]

#: More at once than a list page shows is more than somebody looked at.
AT_MOST = 50

Verb = Callable[[Article, User], object]


def apply(request: DeskRequest, articles: QuerySet[Article], verb: Verb, done: str) -> None:
    """Do it to each, and tell of each what came of it; one that is refused stops no other."""
    chosen = list(articles[: AT_MOST + 1])
    if len(chosen) > AT_MOST:
        messages.error(request, f"Choose at most {AT_MOST} articles at once. Nothing was done.")
        return
    for article in chosen:
        # What the list showed: text that changed since is not published unseen.
        article.version = version_seen(request, article)
        try:
            verb(article, request.user)
        except workflow.Refused as refusal:
            messages.error(request, f"“{article.headline}”: {refusal}")
        else:
            messages.success(request, f"“{article.headline}” {done}.")


def version_seen(request: DeskRequest, article: Article) -> int:
    """Return the version that the list showed of this article; 0, which is none, if it didn't."""
    sent = request.POST.get(f"version-{article.pk}", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


@admin.action(description="Submit for review", permissions=["submit"])
def submit(desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]) -> None:
    apply(request, articles, workflow.submit, "is in review")


@admin.action(description="Publish now", permissions=["review"])
def publish(desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]) -> None:
    apply(request, articles, workflow.publish, "is live")


@admin.action(description="Cancel what is scheduled", permissions=["review"])
def cancel(desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]) -> None:
    apply(request, articles, cancel_waiting, "is no longer scheduled")


def cancel_waiting(article: Article, by: User) -> None:
    """Cancel every edition of the article that hasn't begun."""
    waiting = list(article.waiting(database_now()))
    if not waiting:
        raise workflow.Refused("No version of it is scheduled.")
    for edition in waiting:
        workflow.cancel(edition, by)


@admin.action(description="Send back …", permissions=["review"])
def send_back(
    desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]
) -> HttpResponse | None:
    """Ask for the note first: one for all of them."""
    note = request.POST.get("note", "").strip()
    if note:
        apply(
            request, articles, lambda each, by: workflow.send_back(each, by, note), "is sent back"
        )
        return None
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "Send back",
        "articles": articles[:AT_MOST],
        "asked": "note" in request.POST,
    }
    return TemplateResponse(request, "desk/send_back_several.html", context)


@admin.action(description="Spike", permissions=["submit"])
def spike(desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]) -> None:
    apply(request, articles, workflow.spike, "is spiked")


BULK_VERBS = (submit, publish, send_back, cancel, spike)
