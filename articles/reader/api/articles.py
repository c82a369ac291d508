"""Articles: listed by section, author, topic and day, and each as a whole."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.models import Author, Edition, Topic
from articles.models.edition import EditionQuerySet
from articles.reader.answers import moment
from articles.reader.api import items, parameters
from articles.reader.api.addresses import following
from articles.reader.api.endpoints import Endpoint
from articles.reader.api.problems import gone, missing, wrong
from articles.reader.api.shapes import Article, Articles
from articles.reader.navigation import Navigation
from articles.reader.paging import Key

__all__ = ["ENDPOINTS", "author_at", "topic_at"]

ID = {"type": "integer", "minimum": 1}
NOT_SHOWN = "Readers see no such article: there never was, isn't yet, or isn't any more."


def listing(request: HttpRequest, asked: dict[str, Any]) -> Articles:
    """Answer with the articles that readers see, newest first: four queries at most."""
    at = moment(request)
    editions = _chosen(Edition.objects.visible(at), asked, at)
    if key := asked["cursor"]:
        editions = editions.filter(key.older("published_at"))
    whole = editions.for_page().defer("body", "notices", "withdrawal_notice")
    found = list(whole.newest_first()[: asked["limit"] + 1])
    page = found[: asked["limit"]]
    more = len(found) > len(page)
    address = reverse("reader:api_articles")
    return Articles(
        articles=[items.summary(edition, at) for edition in page],
        next=following(address, request, cursor=Key.of(page[-1], "published_at")) if more else None,
    )


def _chosen(editions: EditionQuerySet, asked: dict[str, Any], at: datetime) -> EditionQuerySet:
    """Return those asked for; raise the 400 for names of which readers see nothing."""
    unknown = {}
    if path := asked["section"]:
        navigation = Navigation.load()
        if section := navigation.find(path):
            editions = editions.in_section(navigation.ids(section))
        else:
            unknown["section"] = "There is no section with this path."
    if slug := asked["author"]:
        if author := author_at(slug, at):
            editions = editions.by_author(author)
        else:
            unknown["author"] = "There is no author with this slug."
    if slug := asked["topic"]:
        if topic := topic_at(slug, at):
            editions = editions.about(topic)
        else:
            unknown["topic"] = "There is no topic with this slug."
    if unknown:
        raise wrong(unknown)
    return editions.filter(_between(asked["from"], asked["to"]))


def _between(first: date | None, last: date | None) -> Q:
    """Return what was first published on these days of the newsroom's, both included."""
    if first and last and last < first:
        raise wrong({"to": "It is before `from`."})
    within = Q()
    if first:
        within &= Q(published_at__gte=_midnight(first))
    if last and last < date.max:
        within &= Q(published_at__lt=_midnight(last + timedelta(days=1)))
    return within


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def author_at(slug: str, at: datetime) -> Author | None:
    """Return the author, where readers see something of theirs: before, the name is no news."""
    theirs = Edition.objects.visible(at).filter(author_ids__contains=[OuterRef("pk")])
    authors = Author.objects.select_related("portrait__replaced_by")
    return authors.filter(Exists(theirs), slug=slug).first()


def topic_at(slug: str, at: datetime) -> Topic | None:
    """Return the topic, where readers see something about it: before, the name is no news."""
    about = Edition.objects.visible(at).filter(topic_ids__contains=[OuterRef("pk")])
    return Topic.objects.filter(Exists(about), slug=slug).first()


def whole(request: HttpRequest, _asked: dict[str, Any], id: int) -> Article:  # noqa: A002
    """Answer with an article as its page shows it: two queries at most."""
    at = moment(request)
    edition = Edition.objects.visible(at).filter(article=id).for_page().first()
    if edition:
        return items.article(edition, at)
    begun = Edition.objects.filter(article=id, starts_at__lte=at).order_by("-starts_at")
    if notice := begun.values_list("withdrawal_notice", flat=True).first():
        raise gone(notice)
    raise missing()


ENDPOINTS = (
    Endpoint(
        route="articles/",
        name="articles",
        summary="The articles that readers see, newest first",
        answer=listing,
        returns=Articles,
        takes=(
            parameters.section,
            parameters.author,
            parameters.topic,
            parameters.day("from", "Only those first published on this day or later."),
            parameters.day("to", "Only those first published on this day or earlier."),
            parameters.limit,
            parameters.cursor,
        ),
    ),
    Endpoint(
        route="articles/<int:id>/",
        name="article",
        summary="An article with its body",
        answer=whole,
        returns=Article,
        path={"id": ID},
        problems={404: NOT_SHOWN, 410: "The editors withdrew it; `detail` is their notice."},
    ),
)
