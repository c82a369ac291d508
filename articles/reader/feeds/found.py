"""What belongs into a feed at a moment: one query, and one for the pictures in full texts."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Extract, Greatest, JSONObject

from articles.models import Author, Edition, Picture, Topic
from articles.models.edition import EditionQuerySet
from articles.models.prepared import Prepared
from articles.reader.bodies import pictures_in

__all__ = ["Found", "Scope", "find"]

SIZE = 40


class Found(NamedTuple):
    editions: list[Edition]
    #: Those in the bodies; None where bodies are left out.
    pictures: Mapping[int, Picture] | None
    #: Articles that were withdrawn last: id and moment in seconds.
    withdrawn: list[tuple[int, float]]
    #: The last moment at which anything that the feed says may have changed by itself or by an
    #: edition; None where there is nothing.
    changed: datetime | None


#: What a feed may be of, and which editions that are by its number or numbers.
SCOPES: dict[str, Callable[[Any], EditionQuerySet]] = {
    "everything": lambda of: Edition.objects.all(),
    "sections": Edition.objects.in_section,
    "author": lambda of: Edition.objects.by_author(Author(pk=of)),
    "topic": lambda of: Edition.objects.about(Topic(pk=of)),
}


class Scope(NamedTuple):
    """What a feed is of: a name in `SCOPES`, and its number; of sections, their numbers."""

    kind: str
    of: int | list[int] = 0


def find(scope: Scope, at: datetime) -> Found:
    """Return what a feed of the editions in `scope` holds at this moment."""
    full = settings.FEED_FULL_TEXT
    found: list[Any] = NEWEST[scope.kind, full](at=at, of=scope.of)
    pictures = pictures_in(found) if full else None
    if not found:
        gone = _withdrawn(SCOPES[scope.kind](scope.of), at)
        return Found([], pictures, _pairs(row["gone"] for row in gone), None)
    shown = [edition.lead_picture for edition in found if edition.lead_picture]
    shown += (pictures or {}).values()
    moments = [found[0].changed, *(each for each in _moments(shown) if each <= at)]
    return Found(found, pictures, _pairs(json.loads(found[0].gone)), max(moments))


def _newest(editions: EditionQuerySet, at: datetime, full: bool) -> EditionQuerySet:
    newest = editions.visible(at).for_page().newest_first()
    if not full:
        newest = newest.defer("body")
    # Both are the same for all rows, so PostgreSQL looks once, and one row's is read: as text,
    # which costs the others nothing.
    gone = Cast(Func(ArraySubquery(_withdrawn(editions, at)), function="to_json"), TextField())
    return newest.annotate(changed=_changed(at), gone=gone)[:SIZE]


def _prepared(kind: str, full: bool) -> Prepared[Edition]:
    number = list if kind == "sections" else int
    return Prepared(lambda at, of: _newest(SCOPES[kind](of), at, full), at=datetime, of=number)


GONE = JSONObject(article="article_id", at=Extract("ends_at", "epoch"))


def _withdrawn(scope: EditionQuerySet, at: datetime) -> "QuerySet[Edition, Any]":
    """Return the articles that were withdrawn last and aren't back."""
    back = Edition.objects.visible(at).filter(article=OuterRef("article"))
    ended = scope.filter(withdrawal_notice__gt="", ends_at__lte=at)
    return ended.exclude(Exists(back)).order_by("-ends_at").values(gone=GONE)[:SIZE]


def _changed(at: datetime) -> Greatest:
    """Return the last moment at which any edition began or ended: for all feeds the same.

    So it may be later than need be, never earlier; the ETag is what tells exactly.
    """
    begun = Edition.objects.filter(starts_at__lte=at).order_by("-starts_at").values("starts_at")
    ended = Edition.objects.filter(ends_at__lte=at).order_by("-ends_at").values("ends_at")
    return Greatest(Subquery(begun[:1]), Subquery(ended[:1]))


NEWEST = {(kind, full): _prepared(kind, full) for kind in SCOPES for full in (False, True)}


def _pairs(rows: Iterable[Mapping[str, Any]]) -> list[tuple[int, float]]:
    return [(row["article"], row["at"]) for row in rows]


def _moments(pictures: Iterable[Picture]) -> Iterator[datetime]:
    """Yield when each picture came, was replaced, and went."""
    for picture in pictures:
        for each in filter(None, (picture, picture.replaced_by)):
            yield from filter(None, (each.licence_from, each.licence_until, each.replaced_at))
