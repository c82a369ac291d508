"""Embargoes: the moment at which an article may go live."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from articles import permissions
from articles.desk.planner.entry import Entry, Row, Scope, Source, as_rows, moment_of
from articles.models import Article

__all__ = ["EMBARGOES"]


def rows(scope: Scope) -> QuerySet:
    seen = permissions.visible_to(scope.person).filter(embargo_until__isnull=False, spiked_at=None)
    if scope.filters.article:
        seen = seen.filter(pk=scope.filters.article)
    return as_rows(
        "embargoes",
        seen.filter(scope.filters.of_articles()),
        id="pk",
        article_id="pk",
        headline="headline",
        section_id="section_id",
        section="section__name",
        desk="section_id",
        embargo_until="embargo_until",
        state="state",
    )


def within(start: datetime, end: datetime) -> Q:
    return Q(embargo_until__gte=start, embargo_until__lt=end)


def read(row: Row, scope: Scope) -> Iterator[Entry]:
    until = moment_of(row, "embargo_until")
    over = until is not None and until <= scope.now
    state = Article.State(row["state"]).label
    movable = scope.on_desk(row) and not over
    yield scope.entry("embargo", "embargo", until, row, state=state, movable=movable)


EMBARGOES = Source("embargoes", rows, within, read)
