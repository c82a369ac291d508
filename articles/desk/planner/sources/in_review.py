"""The pile, first half: articles in review, which have no moment to go live yet."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from articles import permissions
from articles.desk.planner.entry import Entry, Row, Scope, Source, as_rows
from articles.models import Article

__all__ = ["IN_REVIEW"]


def rows(scope: Scope) -> QuerySet:
    seen = permissions.visible_to(scope.person).filter(state=Article.State.REVIEW)
    return as_rows(
        "in_review",
        seen.filter(scope.filters.of_articles()),
        id="pk",
        article_id="pk",
        headline="headline",
        section_id="section_id",
        section="section__name",
        desk="section_id",
    )


def within(start: datetime, end: datetime) -> Q:
    """Hold for all: what has no time is in the pile of every day."""
    return Q()


def read(row: Row, scope: Scope) -> Iterator[Entry]:
    movable = scope.on_desk(row)
    yield scope.entry("review", "review", None, row, state="in review", movable=movable)


IN_REVIEW = Source("in_review", rows, within, read, ("updated_at", "pk"), most=60)
