"""The history of an article: its versions, and what was done to it."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin

from articles import workflow
from articles.models import Article

__all__ = ["history_page"]

#: The newest of each; nobody reads further, and a page stays a page.
SHOWN = 200


def history_page(desk: ModelAdmin, request: HttpRequest, article: Article) -> TemplateResponse:
    """Return the page for somebody who may see the article: four queries, however long it is."""
    versions = article.history.select_related("history_user").order_by("-history_id")
    events = article.events.select_related("person")[:SHOWN]
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "History",
        "subtitle": article.headline,
        "object": article,
        "versions": versions.defer("body")[:SHOWN],
        "events": [(workflow.told(event), event.note) for event in events],
        "shown": SHOWN,
    }
    return TemplateResponse(request, "admin/articles/article/object_history.html", context)
