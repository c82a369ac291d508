"""Changes: what a mirror of the site has to know, from the beginning or since it asked last."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles.models import Change, Edition, settled_until
from articles.reader.api import items, parameters, shapes
from articles.reader.api.addresses import following
from articles.reader.api.endpoints import Endpoint
from articles.reader.paging import Key

__all__ = ["ENDPOINTS"]


def changes(request: HttpRequest, asked: dict[str, Any]) -> shapes.Changes:
    """Answer with what readers saw change, each change once whoever goes on from `next`.

    Three queries. What an article is now comes with each, so of a version that is over nothing is
    told but its time, and the order within an article can't matter.
    """
    # Before the changes are read: see migration 0017. Staff who look at another moment get all
    # that happened before it.
    until = getattr(request, "at", None) or settled_until()
    told = Change.objects.told_before(until).with_periods()
    if since := asked["since"]:
        told = told.after(*since)
    found = list(told[: asked["limit"] + 1])
    page = found[: asked["limit"]]
    ids = {change.edition.article_id for change in page}
    editions = Edition.objects.visible(until).filter(article__in=ids).for_page()
    shown = {
        edition.article_id: items.summary(edition, until)
        for edition in editions.defer("body", "notices", "withdrawal_notice")
    }
    address = reverse("reader:api_changes")
    goes_on = {"since": Key(page[-1].told_at, page[-1].pk)} if page else {}
    return shapes.Changes(
        changes=[_change(change, shown.get(change.edition.article_id)) for change in page],
        next=following(address, request, **goes_on),
        more=len(found) > len(page),
    )


def _change(change: Change, article: shapes.Summary | None) -> shapes.Change:
    return shapes.Change(
        id=change.pk,
        kind=change.kind,
        at=items.said(change.at),
        article_id=change.edition.article_id,
        article=article,
    )


ENDPOINTS = (
    Endpoint(
        route="changes/",
        name="changes",
        summary="What readers saw change, in order",
        answer=changes,
        returns=shapes.Changes,
        takes=(parameters.since, parameters.limit),
        kept=False,
    ),
)
