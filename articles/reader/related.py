"""What an article leads to: the other parts of its series, and what to read next.

All of it is what readers see at one moment. It comes with the edition, in the same query; for one
that isn't saved it is asked for.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Expression,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, JSONObject, NullIf

from articles.models import Edition, Topic
from articles.models.addresses import path_of
from articles.models.edition import EditionQuerySet
from articles.reader.cards import date_format_for
from articles.reader.newest import newest_in

__all__ = ["Around", "Part", "Teaser", "around_of", "numbered", "parts", "read_next", "with_around"]

READ_NEXT = 6
#: So many more are at hand for those that stand elsewhere on the page.
SPARE = 6
#: Parts are counted up to here; further on a series has no numbers.
COUNTED = 100
LINK = re.compile(r' href="([^"]*)"')
ARTICLE = re.compile(r"/[^?#]*-(\d{1,18})/?(?:[?#].*)?")


class Teaser(NamedTuple):
    """Another article, as a line that leads to it."""

    id: int
    headline: str
    address: str
    #: The kicker, or else the section.
    label: str
    language: str
    published_at: datetime
    #: In which the list shows when readers first saw it.
    format: str

    @classmethod
    def of(cls, found: dict[str, Any], at: datetime) -> Self:
        published_at = datetime.fromisoformat(found["published_at"])
        section = "/".join(filter(None, (found["parent"], found["section"])))
        return cls(
            found["id"],
            found["headline"],
            path_of("reader:article", section, found["slug"], found["id"]),
            found["kicker"] or found["name"],
            found["language"],
            published_at,
            date_format_for(published_at, at),
        )


class Part(NamedTuple):
    """An article's place in a series, by the time readers first saw its parts."""

    name: str
    address: str
    #: From 1; None where the series is too long to be counted.
    number: int | None
    previous: Teaser | None
    following: Teaser | None


class Around(NamedTuple):
    """What is seen beside an edition, as the database hands it over."""

    #: Of each of its topics: the `newest` others about it.
    topics: list[dict[str, Any]]
    series: list[dict[str, Any]]
    #: The newest others of its section.
    section: list[dict[str, Any]]


class Given(NamedTuple):
    """What has to be known of an edition: columns of an outer query, or values."""

    article: Expression | F
    section: Expression | F
    topics: Expression | F
    published_at: Expression | F


def with_around(editions: EditionQuerySet, at: datetime) -> EditionQuerySet:
    """Return the editions with `around`: what `around_of()` would ask for, in the same query."""
    columns = ("article", "section", "topic_ids", "published_at")
    given = Given(*(OuterRef(name) for name in columns))
    found = [ArraySubquery(rows) for rows in _rows(given, at)]
    return editions.annotate(around=JSONObject(**dict(zip(Around._fields, found, strict=True))))


def around_of(edition: Edition, at: datetime) -> Around:
    """Return what readers see beside an edition at this moment: at most three queries."""
    stored: dict[str, Any] | None = getattr(edition, "around", None)
    if stored is not None:
        return Around(**stored)
    given = Given(
        Value(edition.article_id),
        Value(edition.section_id, output_field=BigIntegerField()),
        Value(edition.topic_ids, output_field=ArrayField(BigIntegerField())),
        Value(edition.published_at),
    )
    return Around(*(list(rows) for rows in _rows(given, at)))


def parts(found: Around, at: datetime) -> list[Part]:
    """Return the edition's places in the series it is part of."""
    return [
        Part(
            series["name"],
            path_of("reader:topic", series["slug"]),
            series["number"],
            series["previous"] and Teaser.of(series["previous"], at),
            series["following"] and Teaser.of(series["following"], at),
        )
        for series in found.series
    ]


def read_next(found: Around, edition: Edition, shown: Iterable[Part], at: datetime) -> list[Teaser]:
    """Return the newest of the same topics, then of the same section.

    Nothing that stands on the page already: the article itself, parts of its series, and what its
    text links to.
    """
    taken = {edition.article_id, *_linked(edition.body)}
    taken |= {other.id for part in shown for other in (part.previous, part.following) if other}
    about = [each for topic in found.topics for each in topic["newest"]]
    about.sort(key=_first_seen, reverse=True)
    chosen: dict[int, dict[str, Any]] = {}
    for other in [*about, *found.section]:
        if other["id"] not in taken:
            chosen.setdefault(other["id"], other)
    return [Teaser.of(each, at) for each in list(chosen.values())[:READ_NEXT]]


def _first_seen(found: dict[str, Any]) -> tuple[datetime, int]:
    return datetime.fromisoformat(found["published_at"]), found["id"]


def numbered(editions: EditionQuerySet, series: Topic, at: datetime) -> EditionQuerySet:
    """Return editions about a series, each with its `part` in it: from 1, or None."""
    earlier = _seen(Q(in_topics__topic=series) & _before(OuterRef("published_at")), at)
    return editions.annotate(part=_number(earlier))


def _linked(body: str) -> set[int]:
    """Return the ids of the articles that a text links to."""
    paths = (link.removeprefix(settings.SITE_URL) for link in LINK.findall(body))
    return {int(match[1]) for path in paths if (match := ARTICLE.fullmatch(path))}


def _rows(given: Given, at: datetime) -> tuple["QuerySet[Any, Any]", ...]:
    """Return the queries of `Around`, in its order."""
    place = Func(given.topics, F("pk"), function="array_position", output_field=IntegerField())
    topics = Topic.objects.filter(pk__any_of=given.topics)
    topics = topics.alias(article=given.article, published_at=given.published_at, place=place)
    section = newest_in(given.section, at).exclude(article=given.article)
    return (
        topics.values_list(_newest_of_topic(at), flat=True),
        topics.filter(series=True).order_by("place").values_list(_place_in_series(at), flat=True),
        section.values_list(_teaser(), flat=True)[: READ_NEXT + SPARE],
    )


def _newest_of_topic(at: datetime) -> JSONObject:
    others = _seen(OF_TOPIC & OTHERS, at).order_by(*NEWEST)
    return JSONObject(newest=ArraySubquery(others.values(row=_teaser())[: READ_NEXT + SPARE]))


def _place_in_series(at: datetime) -> JSONObject:
    """Return how many parts come before, and the parts before and after."""
    of_series = OF_TOPIC & OTHERS
    earlier = _seen(of_series & _before(OuterRef("published_at")), at)
    later = _seen(of_series & _after(OuterRef("published_at")), at)
    return JSONObject(
        name="name",
        slug="slug",
        number=_number(earlier),
        previous=Subquery(earlier.order_by(*NEWEST).values(row=_teaser())[:1]),
        following=Subquery(later.order_by(*OLDEST).values(row=_teaser())[:1]),
    )


#: Within a query for topics, and in one filter: each joins the rows of topics anew.
OF_TOPIC = Q(in_topics__topic=OuterRef("pk"))
OTHERS = ~Q(article=OuterRef("article"))
NEWEST = ("-in_topics__published_at", "-in_topics__article_id")
OLDEST = ("in_topics__published_at", "in_topics__article_id")


def _seen(where: Q, at: datetime) -> EditionQuerySet:
    return Edition.objects.visible(at).filter(where)


def _before(moment: OuterRef) -> Q:
    """What readers saw first; of one moment, what was begun first."""
    return Q(in_topics__published_at__lte=moment) & (
        Q(in_topics__published_at__lt=moment) | Q(in_topics__article_id__lt=OuterRef("article"))
    )


def _after(moment: OuterRef) -> Q:
    return Q(in_topics__published_at__gte=moment) & (
        Q(in_topics__published_at__gt=moment) | Q(in_topics__article_id__gt=OuterRef("article"))
    )


def _number(earlier: EditionQuerySet) -> CombinedExpression:
    """Return the number of the part that comes after these; null where they are too many."""
    ids = ArraySubquery(earlier.order_by(*NEWEST).values("pk")[:COUNTED])
    count = Func(ids, function="cardinality", output_field=IntegerField())
    return NullIf(count, COUNTED) + 1


def _teaser() -> JSONObject:
    """Return what `Teaser.of()` takes."""
    return JSONObject(
        id="article_id",
        headline=Coalesce(NullIf("short_headline", Value("")), "headline"),
        slug="slug",
        section="section__slug",
        parent="section__parent__slug",
        name="section__name",
        kicker="kicker",
        language="language",
        published_at="published_at",
    )
