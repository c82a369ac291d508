"""Verbs on several articles at once: each through the workflow, with a result for each."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass
class Result:
    """What came of the verb for one article."""

    article: Article
    refusal: str = ""


def apply(
    request: DeskRequest, articles: QuerySet[Article], label: str, verb: Verb, done: str
) -> HttpResponse | None:
    """Do it to each, and show of each what came of it; one that is refused stops no other.

    The page is the answer to the POST itself: sent again, each verb acts once all the same.
    """
    chosen = list(articles[: AT_MOST + 1])
    if len(chosen) > AT_MOST:
        messages.error(request, f"Choose at most {AT_MOST} articles at once. Nothing was done.")
        return None
    results = [_try(request, article, verb) for article in chosen]
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": label,
        "results": sorted(results, key=lambda result: not result.refusal),
        "refused": sum(1 for result in results if result.refusal),
        "done": done,
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "desk/bulk_results.html", context)


def _try(request: DeskRequest, article: Article, verb: Verb) -> Result:
    # What the list showed: text that changed since is not published unseen.
    article.version = version_seen(request, article)
    try:
        verb(article, request.user)
    except workflow.Refused as refusal:
        return Result(article, str(refusal))
    return Result(article)


def version_seen(request: DeskRequest, article: Article) -> int:
    """Return the version that the list showed of this article; 0, which is none, if it didn't."""
    sent = request.POST.get(f"version-{article.pk}", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


@admin.action(description="Submit for review", permissions=["submit"])
def submit(
    desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]
) -> HttpResponse | None:
    return apply(request, articles, "Submit for review", workflow.submit, "In review")


@admin.action(description="Publish now", permissions=["review"])
def publish(
    desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]
) -> HttpResponse | None:
    return apply(request, articles, "Publish now", workflow.publish, "Live")


@admin.action(description="Cancel what is scheduled", permissions=["review"])
def cancel(
    desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]
) -> HttpResponse | None:
    label = "Cancel what is scheduled"
    return apply(request, articles, label, cancel_waiting, "No longer scheduled")


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

        def back(article: Article, by: User) -> None:
            workflow.send_back(article, by, note)

        return apply(request, articles, "Send back", back, "Sent back")
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "Send back",
        "articles": articles[:AT_MOST],
        "asked": "note" in request.POST,
    }
    return TemplateResponse(request, "desk/send_back_several.html", context)


@admin.action(description="Spike", permissions=["submit"])
def spike(
    desk: ModelAdmin, request: DeskRequest, articles: QuerySet[Article]
) -> HttpResponse | None:
    return apply(request, articles, "Spike", workflow.spike, "Spiked")


BULK_VERBS = (submit, publish, send_back, cancel, spike)
