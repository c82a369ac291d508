"""Queries that readers' pages ask again and again: put together once in each process.

Django puts a query together anew each time. For the query of an article's page, which brings all
that stands around the article, that takes longer than all else.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.db import connections, models
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

__all__ = ["Prepared"]

Row = TypeVar("Row", bound=models.Model)

#: Values that stand for those of each call, and are nowhere else in a query.
NUMBER, MOMENT = 7_391_846_250_000_000, datetime(1871, 3, 5, 4, 3, 2, 123_456, tzinfo=UTC)

Values = Mapping[str, Any]
Source = Callable[[Values], Any]


class Prepared(Generic[Row]):
    """A query that differs by some values alone: numbers, lists of numbers, and moments.

        newest = Prepared(lambda at: Edition.objects.visible(at).newest_first()[:20], at=datetime)
        newest(at=now)

    `build` must make the same query whatever it is given.
    """

    def __init__(self, build: Callable[..., "models.QuerySet[Row]"], **kinds: type) -> None:
        self._build = build
        self._marks = {name: _mark(kind, place) for place, (name, kind) in enumerate(kinds.items())}

    @cached_property
    def _queryset(self) -> "models.QuerySet[Row]":
        return self._build(**self._marks)

    @cached_property
    def _statement(self) -> "Statement":
        compiler = self._queryset.query.get_compiler(using=self._queryset.db)
        sql, values = compiler.as_sql()
        return Statement(compiler, sql, [_source(value, self._marks) for value in values])

    def __call__(self, **values: Any) -> list[Row]:
        """Return the rows for these values: one query."""
        asked = cast("models.QuerySet[Row]", Asked(self._queryset, self._statement, values))
        return list(ModelIterable(asked))


class Statement(NamedTuple):
    """SQL, and where each of its parameters comes from."""

    compiler: SQLCompiler
    sql: str
    sources: list[Source]


class Asked:
    """As much of a queryset, its query and its compiler as Django needs to make objects of rows."""

    def __init__(
        self, queryset: "models.QuerySet[Any]", statement: Statement, values: Values
    ) -> None:
        self.db, self.model, self.query = queryset.db, queryset.model, self
        self._known_related_objects: dict[Any, Any] = {}
        self._statement, self._values = statement, values
        compiler = statement.compiler
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map
        self.results_iter = compiler.results_iter

    def get_compiler(self, using: str) -> "Asked":
        return self

    def execute_sql(self, **_fetching: Any) -> list[list[tuple[Any, ...]]]:
        parameters = [source(self._values) for source in self._statement.sources]
        with connections[self.db].cursor() as cursor:
            cursor.execute(self._statement.sql, parameters)
            return [cursor.fetchall()]


def _mark(kind: type, place: int) -> Any:
    if kind is datetime:
        return MOMENT + timedelta(days=place)
    return [NUMBER + place] if kind is list else NUMBER + place


def _source(value: Any, marks: Values) -> Source:
    """Return what gives a parameter its value: that of the mark, or always the same."""
    for name, mark in marks.items():
        # Numbers may come as psycopg's `Int4` and the like.
        if isinstance(value, type(mark)) and value == mark:
            return itemgetter(name)
    if isinstance(value, list):
        parts = [_source(part, marks) for part in value]
        return lambda values: [part(values) for part in parts]
    return lambda _values: value
