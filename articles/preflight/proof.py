"""What a check reads, and what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from django.utils import timezone

from articles import richtext
from articles.models import Article

__all__ = ["Finding", "Level", "Proof", "block", "excerpt", "warn"]

EXCERPT_MARGIN = 30


class Level(StrEnum):
    """Whether an article with this finding may be published."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: which check, how grave, what to do, in which form field, and where."""

    level: Level
    message: str
    field: str
    excerpt: str = ""
    check: str = ""

    @property
    def blocks(self) -> bool:
        return self.level is Level.BLOCK


def block(message: str, field: str, excerpt: str = "") -> Finding:
    return Finding(Level.BLOCK, message, field, excerpt)


def warn(message: str, field: str, excerpt: str = "") -> Finding:
    return Finding(Level.WARN, message, field, excerpt)


@dataclass
class Proof:
    """An article as the checks read it, at the moment at which readers are to see it.

    `until` is when they are to stop seeing it; None: until further notice.
    """

    article: Article
    at: datetime
    until: datetime | None = None

    @cached_property
    def blocks(self) -> list[richtext.Block]:
        """The blocks of the body."""
        return richtext.blocks(self.article.body)

    @cached_property
    def paragraphs(self) -> list[richtext.Block]:
        """The paragraphs of the body that have words."""
        return [each for each in self.blocks if each.tag == "p" and each.text]

    @cached_property
    def dated(self) -> date:
        """The story's date: that on the copy, else the day on which readers see it."""
        return self.article.dated or timezone.localdate(self.at)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield what readers read, as plain text, by field."""
        for field in ("kicker", "headline", "short_headline", "standfirst", "dateline"):
            yield field, getattr(self.article, field)
        yield "body", "\n".join(each.text for each in self.blocks)
        yield "lead_caption", self.article.lead_caption


def excerpt(text: str, found: re.Match[str]) -> str:
    """Return what was found with a few words around it."""
    start, end = found.start() - EXCERPT_MARGIN, found.end() + EXCERPT_MARGIN
    before, after = text[max(0, start) : found.start()], text[found.end() : end]
    if start > 0:
        before = "…" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{found[0]}{after}".split())
