"""What comes in, whatever its format: items, read one after another, never all at once."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from articles import richtext

__all__ = ["Attached", "BrokenOff", "Item", "Name", "Source", "State", "Term", "storable", "words"]


def words(html: str) -> str:
    """Return what HTML says, in one line."""
    if "<" in html or "&" in html:
        html = richtext.text(richtext.clean(html))
    return " ".join(html.split())


def storable(text: str) -> str:
    """Return the text without null characters and halves of others, which JSON can spell."""
    if "\0" in text:
        text = text.replace("\0", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


class BrokenOff(Exception):  # noqa: N818 -- what was read before stays
    """The file can't be read any further; the message says where and why, in a sentence."""


class State(StrEnum):
    """Where the item was in its editors' work."""

    PUBLISHED = "published"
    DRAFT = "draft"
    #: For some eyes only there: behind a password, or private.
    HIDDEN = "hidden"
    TRASHED = "trashed"


class Name(NamedTuple):
    """An author: `key` is what the source calls them, such as a login; it may be empty."""

    key: str
    name: str


class Term(NamedTuple):
    """A category or a tag."""

    key: str
    name: str
    is_category: bool = False


@dataclass(slots=True)
class Attached:
    """A picture, by its address or with its bytes, and what is said of it."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    data: bytes = b""


@dataclass(slots=True)
class Item:
    """One story. `body` is HTML as it came; nothing in it is cleaned or trusted yet. All else is
    plain text.

    With `left` or `refused`, a sentence, it isn't taken in.
    """

    key: str
    #: What people call it, where that isn't its key.
    called: str = ""
    headline: str = ""
    kind: str = "post"
    left: str = ""
    refused: str = ""
    state: State = State.DRAFT
    address: str = ""
    slug: str = ""
    kicker: str = ""
    standfirst: str = ""
    dateline: str = ""
    body: str = ""
    language: str = ""
    dated: date | None = None
    published_at: datetime | None = None
    embargo_until: datetime | None = None
    authors: list[Name] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    lead: Attached | None = None
    #: Pictures of the body of which more is known than its HTML says.
    pictures: list[Attached] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def make_storable(self) -> None:
        """Drop what no database can hold, wherever it stands."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, str):
                setattr(self, each.name, storable(value))
        self.authors = [Name(storable(key), storable(name)) for key, name in self.authors]
        self.terms = [
            Term(storable(term.key), storable(term.name), term.is_category) for term in self.terms
        ]
        for told in filter(None, (self.lead, *self.pictures)):
            told.address, told.alt = storable(told.address), storable(told.alt)
            told.caption, told.credit = storable(told.caption), storable(told.credit)

    def digest(self) -> str:
        """Return the SHA-256 of all that was brought in: notes are ours, the rest is theirs."""
        told = [repr(getattr(self, each.name)) for each in fields(self) if each.name != "notes"]
        return hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()


@dataclass(slots=True)
class Source:
    """A file, or whatever else items come from."""

    #: What the origins of its items are told apart by.
    name: str
    format: str
    items: Iterator[Item]
    #: Whose pictures these are where nothing else is said.
    credit: str = ""
    #: Names under which the site itself was reached: links to them stay within ours.
    hosts: frozenset[str] = frozenset()
    #: What isn't taken in and isn't worth a line each; it fills up while items are read.
    counted: Counter[str] = field(default_factory=Counter)
    #: Where its items came from, where that is neither its name nor theirs.
    whence: str = ""
    #: How much of it has been read, from 0 to 1.
    read: float = 0.0
    #: Shortcodes and the like by name, that nobody knows what to do with.
    unknown: Counter[str] = field(default_factory=Counter)
