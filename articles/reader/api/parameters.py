"""The parameters of requests: how each is read, and what the document says of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, QueryDict

from articles.reader.api.problems import wrong
from articles.reader.api.schemas import Schema
from articles.reader.paging import KEY, Key

__all__ = ["Parameter", "author", "cursor", "day", "limit", "read_all", "section", "since", "topic"]

LIMIT, MOST = 20, 100
SLUG = r"[-a-zA-Z0-9_]+"


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query. `read` raises ValueError that says what is allowed."""

    name: str
    description: str
    schema: Schema
    read: Callable[[str], Any]
    default: Any = None


def read_all(query: QueryDict, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the value of each parameter, or raise the 400 that names all that are wrong."""
    known = {parameter.name: parameter for parameter in parameters}
    errors: dict[str, str] = {}
    values = {name: parameter.default for name, parameter in known.items()}
    for name, given in query.lists():
        if name not in known:
            errors[name] = f"There is no such parameter here. There is: {_listed(known)}."
        elif len(given) > 1:
            errors[name] = "It is given more than once."
        else:
            try:
                values[name] = known[name].read(given[0])
            except ValueError as error:
                errors[name] = str(error)
    if errors:
        raise wrong(errors)
    return values


def _listed(names: dict[str, Parameter]) -> str:
    return ", ".join(names) or "none"


def _limit(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text) or int(text) > MOST:
        raise ValueError(f"A whole number from 1 to {MOST}.")
    return int(text)


def _key(text: str) -> Key:
    try:
        return Key.read(text)
    except Http404 as error:
        raise ValueError("Take it from `next` of an answer; it can't be made up.") from error


def _matching(pattern: str, allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > MOST_OF_A_SLUG or not re.fullmatch(pattern, text):
            raise ValueError(allowed)
        return text

    return read


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("A day such as 2026-03-31.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("There is no such day.") from error


MOST_OF_A_SLUG = 121
SECTION = rf"{SLUG}(/{SLUG})?"


def _slug(name: str, description: str) -> Parameter:
    schema = {"type": "string", "pattern": f"^{SLUG}$", "maxLength": MOST_OF_A_SLUG}
    return Parameter(name, description, schema, _matching(SLUG, "A slug such as ines-marrow."))


def day(name: str, description: str) -> Parameter:
    """Return a parameter that is a day in the newsroom's zone."""
    return Parameter(name, description, {"type": "string", "format": "date"}, _day)


author = _slug("author", "Only articles by this author: the slug.")
topic = _slug("topic", "Only articles about this topic: the slug.")
section = Parameter(
    "section",
    "Only articles of this section and its subsections: the path.",
    {"type": "string", "pattern": f"^{SECTION}$", "maxLength": MOST_OF_A_SLUG},
    _matching(SECTION, "A path such as sport or sport/football."),
)
limit = Parameter(
    "limit",
    "How many, at most.",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
    _limit,
    LIMIT,
)
cursor = Parameter(
    "cursor",
    "Where another answer ended: from its `next`.",
    {"type": "string", "pattern": f"^{KEY.pattern}$"},
    _key,
)
since = Parameter(
    "since",
    "What was told already: from `next` of another answer. Without it, from the beginning.",
    {"type": "string", "pattern": f"^{KEY.pattern}$"},
    _key,
)
