"""The mapping file: what the names of another site mean here.

[sections]            # a category's slug, and the address of a section
politics = "world"
[topics]              # a category's or tag's slug, and the topic's name; "" leaves it out
misc = ""
[authors]             # a login, and the slug of an author's page
imarrow = "ines-marrow"
[shortcodes]          # what stands in its place; {content} is what it was around
note = "<blockquote>{content}</blockquote>"
[site]
hosts = ["old.example.org"]
credit = "The Courier"
"""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from articles.wire.decoding import Refused

__all__ = ["Mapping", "Seen", "suggested"]

TABLES = ("sections", "topics", "authors", "shortcodes")
SITE = {"hosts": list, "credit": str}


@dataclass(slots=True)
class Mapping:
    sections: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    shortcodes: dict[str, str] = field(default_factory=dict)
    hosts: list[str] = field(default_factory=list)
    credit: str = ""

    @classmethod
    def read(cls, text: str) -> "Mapping":
        """Return the mapping in this TOML; raise `Refused` with what is wrong in it."""
        try:
            given = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise Refused(f"The mapping is no TOML: {error}.") from error
        if unknown := sorted(given.keys() - {*TABLES, "site"}):
            known = ", ".join((*TABLES, "site"))
            raise Refused(f"The mapping has [{unknown[0]}], but there are only: {known}.")
        for table in TABLES:
            _check(table, given.get(table, {}))
        site = given.get("site", {})
        for name, value in site.items():
            if name not in SITE or not isinstance(value, SITE[name]):
                raise Refused('Under [site] there are hosts, a list, and credit, "a text".')
        tables: dict[str, Any] = {table: given.get(table, {}) for table in TABLES}
        return cls(**tables, **site)


def _check(table: str, pairs: Any) -> None:
    if not isinstance(pairs, dict) or not all(isinstance(each, str) for each in pairs.values()):
        raise Refused(f'Each line under [{table}] is a name, =, and a text in "quotes".')


@dataclass(slots=True)
class Seen:
    """What was seen in a source, each with how often, for a first mapping."""

    categories: Counter[tuple[str, str]] = field(default_factory=Counter)
    authors: Counter[tuple[str, str]] = field(default_factory=Counter)
    shortcodes: Counter[str] = field(default_factory=Counter)
    hosts: frozenset[str] = frozenset()
    credit: str = ""


def suggested(seen: Seen, sections: dict[str, str], authors: dict[str, str]) -> str:
    """Return a first mapping as TOML.

    `sections` are addresses of those that are here by slug, `authors` slugs by name, in small
    letters: what has a namesake here is mapped already, the rest stands there as a comment.
    """
    lines = ["[sections]", "# Categories without a section become topics."]
    for (key, name), count in seen.categories.most_common():
        path = sections.get(key, "")
        told = f"  # {_line(name)}, {count}"
        lines.append(f"{_quoted(key)} = {_quoted(path)}{told}" if path else _hint(key, told))
    lines += ["", "[topics]", '# Another name, or "" to leave one out.', 'uncategorized = ""']
    lines += ["", "[authors]", "# Those who are not here become new authors."]
    for (key, name), count in seen.authors.most_common():
        slug = authors.get(name.lower(), "")
        told = f"  # {_line(name)}, {count}"
        lines.append(f"{_quoted(key)} = {_quoted(slug)}{told}" if slug else _hint(key, told))
    lines += ["", "[shortcodes]", '# HTML with {content}, or "" for nothing.']
    lines += [_hint(name, f"  # {count}") for name, count in seen.shortcodes.most_common()]
    hosts = ", ".join(_quoted(host) for host in sorted(seen.hosts))
    lines += ["", "[site]", "# Links to these names stay on this site.", f"hosts = [{hosts}]"]
    lines += ["# Whose pictures these are.", f"credit = {_quoted(seen.credit)}", ""]
    return "\n".join(lines)


def _hint(key: str, told: str) -> str:
    return f'# {_quoted(key)} = ""{told}'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_line(escaped)}"'


def _line(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
