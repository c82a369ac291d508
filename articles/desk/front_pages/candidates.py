"""Candidates: what may be placed on a front, the newest first, or found by its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Q

from articles import permissions
from articles.desk.front_pages.asked import Asked, front_url
from articles.models import Article, Edition, User
from articles.models.article import ArticleQuerySet
from articles.reader.cards import Card, card

__all__ = ["Candidate", "candidates"]

SHOWN = 20
#: Words that more articles have than this are looked for among the newest alone: however common
#: they are, they cost no more.
FOUND = 100
NEWEST = 2000
SIZES = "6rem"


@dataclass
class Candidate:
    """An article that readers see or will see."""

    card: Card
    #: When readers will see it, where that is after the moment looked at.
    from_at: datetime | None
    #: This front at that moment.
    url: str
    on_front: bool


def candidates(
    person: User, asked: Asked, subsections: list[int], shown: Iterable[int]
) -> list[Candidate]:
    """Return what this person may place, then what can't be placed yet: three queries at most.

    What stands on the front already is there for those who look for it alone.
    """
    editions = Edition.objects.filter(Q(ends_at=None) | Q(ends_at__gt=asked.at))
    if asked.words:
        editions = editions.filter(article__in=_with_words(person, asked.words))
    else:
        editions = editions.filter(article__in=permissions.visible_to(person))
        if asked.section:
            editions = editions.in_section([asked.section.pk, *subsections])
    rows = editions.for_list().newest_first()[: 2 * SHOWN]
    found = [_candidate(edition, asked, set(shown)) for edition in _one_each(rows)]
    offered = [each for each in found if asked.words or not each.on_front][:SHOWN]
    return sorted(offered, key=lambda each: (each.on_front, each.from_at is not None))


def _with_words(person: User, words: str) -> list[int]:
    visible = cast(ArticleQuerySet, permissions.visible_to(person))
    found = list(visible.search(words).order_by().values_list("pk", flat=True)[: FOUND + 1])
    if len(found) <= FOUND:
        return found
    newest = visible.order_by("-updated_at", "-pk").values("pk")[:NEWEST]
    among = Article.objects.filter(pk__in=newest).search(words)
    return list(among.order_by("-updated_at", "-pk").values_list("pk", flat=True)[:FOUND])


def _one_each(editions: Iterable[Edition]) -> list[Edition]:
    """Return one edition of each article, the earliest: what readers see, or will see next."""
    chosen: dict[int, Edition] = {}
    for edition in editions:
        other = chosen.get(edition.article_id)
        if other is None or edition.starts_at < other.starts_at:
            chosen[edition.article_id] = edition
    return list(chosen.values())


def _candidate(edition: Edition, asked: Asked, shown: set[int]) -> Candidate:
    later = edition.starts_at if edition.starts_at > asked.at else None
    return Candidate(
        card(edition, asked.at, sizes=SIZES, narrow=None),
        later,
        front_url(asked.section, later) if later else "",
        edition.article_id in shown,
    )
