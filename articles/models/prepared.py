"""Queries that readers' pages ask again and again: put together once in each process.

Django puts a query together anew each time. For the query of an article's page, which brings all
that stands around the article, that takes longer than all else.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.db import connections, models
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal

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
        return Statement(compiler, *_with_literals(sql, values, self._marks))

    def __call__(self, **values: Any) -> list[Row]:
        """Return the rows for these values: one query."""
        asked = cast("models.QuerySet[Row]", Asked(self._queryset, self._statement, values))
        return list(ModelIterable(asked))


class Statement(NamedTuple):
    """SQL whose parameters are what differs, and where each of them comes from."""

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
        connection = connections[self.db]
        with connection.cursor() as cursor:
            # One that leaves the parameters to the server, which then plans the query once for
            # each connection: planning it takes longer than running it.
            cursor.cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
            cursor.execute(self._statement.sql, parameters)
            return [cursor.fetchall()]


def _mark(kind: type, place: int) -> Any:
    if kind is datetime:
        return MOMENT + timedelta(days=place)
    return [NUMBER + place] if kind is list else NUMBER + place


def _with_literals(sql: str, values: Iterable[Any], marks: Values) -> tuple[str, list[Source]]:
    """Return the SQL with all parameters in it but those that differ, and what gives those.

    The server would have to guess the type of many of the others.
    """
    first, *others = sql.split("%s")
    parts, sources = [first], []
    for value, following in zip(values, others, strict=True):
        source = _source(value, marks)
        if source is None:
            parts.append(Literal(value).as_string().replace("%", "%%"))
        else:
            parts.append(f"%s::{_type(value)}")
            sources.append(source)
        parts.append(following)
    return "".join(parts), sources


def _type(value: Any) -> str:
    if isinstance(value, list):
        return f"{_type(value[0])}[]"
    return "timestamptz" if isinstance(value, datetime) else "bigint"


def _source(value: Any, marks: Values) -> Source | None:
    """Return what gives a parameter its value: that of the mark. None: it is always the same."""
    for name, mark in marks.items():
        # Numbers may come as psycopg's `Int4` and the like.
        if isinstance(value, type(mark)) and value == mark:
            return itemgetter(name)
    if isinstance(value, list):
        parts = [_source(part, marks) for part in value]
        if all(parts):
            return lambda values: [part(values) for part in parts if part]
    return None
