"""Markdown: CommonMark with tables and strikethrough, and the fields that sites put before it.

https://spec.commonmark.org, https://jekyllrb.com/docs/front-matter/
"""

import re
from typing import Any

from markdown_it import MarkdownIt

from articles.wire.html import moment
from articles.wire.items import Item, Name, State, Term, words

__all__ = ["is_markdown", "read"]

FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"([A-Za-z_][\w-]{0,40}):[ \t]*(.*)")
#: Signs that plain copy doesn't have: headings, links, strong words, fences, underlined headings.
SIGNS = (
    re.compile(r"^#{1,6} +\S", re.MULTILINE),
    re.compile(r"(?<!\\)\[[^\]\n]{1,300}\]\((?:https?:|/|#|mailto:)[^)\s]{0,2000}\)"),
    re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*"),
    re.compile(r"^```", re.MULTILINE),
    re.compile(r"^\|.{1,500}\|[ \t]*\n\|[ :|-]{3,500}\|", re.MULTILINE),
    re.compile(r"!\[[^\]\n]{0,300}\]\([^)\s]{1,2000}\)"),
)
#: HTML within it is let through: it is cleaned as all else.
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HEADING = re.compile(r"\A\s*<h1>(.*?)</h1>\s*", re.DOTALL)


def is_markdown(text: str) -> bool:
    """Say whether a text is meant to be Markdown, by fields before it or by signs in it."""
    front = FRONT.match(text)
    return bool(front and FIELD.search(front[1])) or any(sign.search(text) for sign in SIGNS)


def read(text: str) -> Item:
    fields, rest = _fields(text)
    html = PARSER.render(rest)
    heading = HEADING.match(html)
    title = _one(fields, "title", "headline")
    if heading and title in ("", re.sub(r"<[^>]*>", "", heading[1])):
        html, title = html[heading.end() :], title or words(heading[1])
    published = moment(_one(fields, "date", "published", "published_at"))
    draft = _one(fields, "draft").lower() == "true" or published is None
    item = Item(key="", headline=title, body=html, published_at=published)
    item.state = State.DRAFT if draft else State.PUBLISHED
    item.slug = _one(fields, "slug")
    item.address = _one(fields, "permalink", "url")
    item.standfirst = _one(fields, "description", "standfirst", "excerpt", "summary")
    item.kicker = _one(fields, "kicker")
    item.language = _one(fields, "lang", "language")
    item.authors = [Name("", name) for name in _all(fields, "author", "authors", "byline")]
    sections = _all(fields, "category", "categories", "section")
    item.terms = [Term(name, name, is_category=True) for name in sections]
    item.terms += [Term(name, name) for name in _all(fields, "tags", "topics", "keywords")]
    return item


def _fields(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields before the text, as much of YAML as people write there, and the text."""
    front = FRONT.match(text)
    if front is None:
        return {}, text
    fields: dict[str, Any] = {}
    name = ""
    for line in front[1].split("\n"):
        found = FIELD.fullmatch(line.rstrip())
        if found:
            name = found[1].lower()
            fields[name] = _value(found[2])
        elif name and line.lstrip().startswith("- "):
            others = fields[name] if isinstance(fields[name], list) else []
            fields[name] = [*others, _unquoted(line.strip()[2:])]
    return fields, text[front.end() :]


def _value(text: str) -> Any:
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(each) for each in text[1:-1].split(",") if each.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def _one(fields: dict[str, Any], *names: str) -> str:
    found = next((fields[name] for name in names if fields.get(name)), "")
    return str(found[0]) if isinstance(found, list) else str(found)


def _all(fields: dict[str, Any], *names: str) -> list[str]:
    found: Any = next((fields[name] for name in names if fields.get(name)), [])
    return [str(each) for each in found] if isinstance(found, list) else [str(found)]
