"""The editor field, and the one place where HTML is cleaned.

Cleaning reads whatever comes (from the editor, Word, Google Docs, an import) as a browser would and
writes it anew in a small grammar, so what is stored has one form only and cleaning it again changes
nothing. nh3 stands at both ends: it parses and disarms what comes in, and what goes out has passed
its allow-list.
"""

from threading import Lock
from typing import Any, NamedTuple

import nh3
from ckeditor.fields import RichTextField as CKEditorField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.richtext.reading import BLOCK_TAGS, Element, read, tree
from articles.richtext.writing import ATTRIBUTES, CLASSES, TAGS, URL_SCHEMES, write

__all__ = ["Block", "RichTextField", "blocks", "clean", "is_clean", "text", "words"]

GUARD = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=URL_SCHEMES,
    link_rel=None,
)


#: What was cleaned last: a body is cleaned at every door that it goes through, one after another.
#: So many of them, none longer than this.
CLEANED: dict[str, str] = {}
REMEMBERED, LONGEST = 600, 100_000
REMEMBERING = Lock()


class Block(NamedTuple):
    """One block at the top of a body: its tag, its HTML with the tag, and its words alone."""

    tag: str
    html: str
    text: str


def clean(html: str) -> str:
    """Return the HTML in the form in which bodies are stored, safe to show as it is.

    At the top p, h2, h3, h4, ul, ol, blockquote, table, figure and hr, one a line; within quotes,
    list items and cells p, ul, ol and figure; in text a, strong, em, s, sub, sup and br. A pull
    quote is `<blockquote class="pull">`. Pictures are `<img data-picture="ID">` with an address of
    ours, each in a figure; others are dropped. Videos and posts of providers are links, each alone
    in a figure at the top, with their title for words; the address of one on a line of its own
    becomes that.
    """
    cleaned = CLEANED.get(html)
    if cleaned is None:
        cleaned = GUARD.clean("\n".join(piece.html for piece in write(read(html))))
        if len(html) <= LONGEST:
            _remember(html, cleaned)
    return cleaned


def _remember(html: str, cleaned: str) -> None:
    """Keep what a text became, and that it stays so; what was kept first makes room."""
    with REMEMBERING:
        CLEANED[html] = CLEANED[cleaned] = cleaned
        while len(CLEANED) > REMEMBERED:
            del CLEANED[next(iter(CLEANED))]


def is_clean(html: str) -> bool:
    """Say whether cleaning would leave the HTML as it is."""
    return clean(html) == html


def blocks(html: str) -> list[Block]:
    """Return the blocks at the top of the body, cleaned, in order."""
    pieces = [(piece.tag, GUARD.clean(piece.html)) for piece in write(read(html))]
    return [Block(tag, made, text(made)) for tag, made in pieces]


def text(html: str) -> str:
    """Return the words of clean HTML as plain text, one line a paragraph, item or cell."""
    lines = [[""]]
    _collect(tree(html), lines)
    return "\n".join(line for parts in lines if (line := "".join(parts).strip()))


def words(html: str) -> list[str]:
    """Return the words of clean HTML in order."""
    return text(html).split()


def _collect(element: Element, lines: list[list[str]]) -> None:
    apart = element.tag in BLOCK_TAGS or element.tag == "br"
    if apart:
        lines.append([])
    for child in element.children:
        if isinstance(child, str):
            lines[-1].append(child)
        else:
            _collect(child, lines)
    if apart:
        lines.append([])


class RichTextField(CKEditorField):
    """A text field with the editor in its form, which stores clean HTML whichever way it is saved.

    Not in `get_prep_value`, since what is searched for isn't HTML to be cleaned. Expressions such
    as `F()` pass as they are: they can only move what is clean already.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str):
            value = clean(value)
        return super().get_db_prep_save(value, connection)
