"""Who else has an article open, shown beside its form, and taking it over from them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.models import Article, Presence, User
from articles.workflow import Refused, Stale

__all__ = ["Leave", "TakeOver", "beside", "open_article"]

#: What permissions and presence ask of an article: the rest stays in the database.
ASKED = (
    "pk", "version", "state", "spiked_at", "created_by", "section", "author_ids", "updated_at",
)  # fmt: skip


def open_article(reader: User, article_id: int) -> Article:
    """Return the article without its copy; raise `Http404` where there is none for this person."""
    return get_object_or_404(permissions.visible_to(reader).only(*ASKED), pk=article_id)


def beside(
    article: Article, reader: User, present: list[Presence], based_on: int
) -> dict[str, Any]:
    """Return what the form of this person is told of the others.

    `present`: HTML, empty where nobody else has it open and nobody saved since `based_on`;
    `held_by`: who else holds the article, by name; empty: the form may be typed into.
    """
    now = timezone.now()
    others = [each for each in present if each.person_id != reader.pk]
    holder = next((each for each in others if each.holds(now)), None)
    newer = Stale.of(article) if article.version != based_on else None
    context = {
        "others": [each for each in others if each is not holder],
        "holder": holder,
        "newer": newer,
        "article": article,
        "edits": permissions.edits(reader, article),
    }
    shown = render_to_string("desk/writing_present.html", context) if others or newer else ""
    return {"present": shown.strip(), "held_by": str(holder.person) if holder else ""}


class TakeOver(View):
    """Makes the article this person's to type into; whoever held it is told at their next poll."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, article_id: int) -> JsonResponse:
        by = person(request)
        article = open_article(by, article_id)
        based_on = request.POST.get("based_on", "")
        try:
            present = workflow.take_over(article, by)
        except Refused as refused:
            return JsonResponse({"refusal": str(refused)}, status=403)
        known = based_on.isdecimal() and len(based_on) < 10
        seen = int(based_on) if known else article.version
        return JsonResponse(beside(article, by, present, seen))


class Leave(View):
    """Notes that a form was closed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, article_id: int) -> HttpResponse:
        by = person(request)
        workflow.leave(open_article(by, article_id), by)
        return HttpResponse(status=204)
