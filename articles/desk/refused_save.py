"""A save by somebody who may no longer change the article: what they typed is given back."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from unfold.admin import ModelAdmin

from articles import workflow
from articles.desk.signed_in import DeskRequest
from articles.models import Article
from articles.richtext import clean

__all__ = ["refused_save"]

TYPED = (
    "kicker", "headline", "short_headline", "standfirst", "dateline", "lead_caption", "reason",
)  # fmt: skip


def refused_save(desk: ModelAdmin, request: DeskRequest, article: Article) -> HttpResponse:
    """Return the page (403) that says what came between, with the text to copy from.

    It happens when an article is submitted or spiked while its reporter still types.
    """
    last = article.events.select_related("person").first()
    names = [name for name in TYPED if request.POST.get(name)]
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "Not saved",
        "article": article,
        "between": workflow.told(last) if last else "",
        "typed": [(name.replace("_", " ").capitalize(), request.POST[name]) for name in names],
        "body": mark_safe(clean(request.POST.get("body", ""))),  # noqa: S308 - cleaned right here
    }
    return TemplateResponse(request, "desk/refused_save.html", context, status=403)
