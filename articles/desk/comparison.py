"""Two versions of an article side by side: field by field, and the body block by block."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.richtext import Block, blocks

__all__ = ["Row", "compare_bodies", "compare_fields"]

FIELDS = (
    "kicker", "headline", "short_headline", "standfirst", "dateline", "dated", "slug", "language",
    "section", "lead_picture", "lead_caption",
)  # fmt: skip


class Row(NamedTuple):
    """What stands in one place of either version; `same` where that is the same."""

    name: str
    mine: str
    theirs: str

    @property
    def same(self) -> bool:
        return self.mine == self.theirs


def compare_fields(mine: Article, theirs: Article) -> list[Row]:
    """Return the fields, the body apart, that differ."""
    rows = [
        Row(_name(field), _shown(getattr(mine, field)), _shown(getattr(theirs, field)))
        for field in FIELDS
    ]
    rows.append(Row("Authors", _names(mine.authors()), _names(theirs.authors())))
    rows.append(Row("Topics", _names(mine.topics()), _names(theirs.topics())))
    return [row for row in rows if not row.same]


def compare_bodies(mine: str, theirs: str) -> Iterator[Row]:
    """Yield the blocks of both bodies side by side, in order, as clean HTML that may be shown."""
    ours, others = blocks(mine), blocks(theirs)
    matcher = SequenceMatcher(
        a=[block.html for block in ours], b=[block.html for block in others], autojunk=False
    )
    for _tag, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        for left, right in zip_longest(ours[from_a:to_a], others[from_b:to_b]):
            yield Row("", _html(left), _html(right))


def _html(block: Block | None) -> SafeString:
    return mark_safe(block.html if block else "")  # noqa: S308 - blocks() cleans it


def _name(field: str) -> str:
    name = str(Article._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return name[:1].upper() + name[1:]


def _names(rows: list) -> str:
    return ", ".join(row.name for row in rows)


def _shown(value: object) -> str:
    return "" if value is None else str(value)
