"""Two bodies compared: block by block, and word by word within the blocks that were changed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from articles.richtext import blocks
from articles.richtext.alignment import Pair, gaps_between
from articles.richtext.marking import Unit, line_of, units_of, whole, words_marked
from articles.richtext.pairing import in_order, pairs_of

__all__ = ["Compared", "compare", "compare_text"]

#: A block with fewer words isn't said to have moved: it was taken out here and put in there.
MOVABLE = 4

LABELS = {
    "kept": "Unchanged",
    "added": "Added",
    "removed": "Removed",
    "changed": "Changed",
    "moved": "Moved to here",
    "gone": "Moved from here",
}


class Compared(NamedTuple):
    """One block of a comparison.

    `kind` is kept, added, removed, changed, moved (where it is now, changed or not) or gone (where
    it was). `html` is safe to show, with the words that are new in <ins> and those that are gone in
    <del>; elements that are new or gone as a whole have the class desk-added or desk-removed.
    """

    kind: str
    html: SafeString

    @property
    def label(self) -> str:
        """What happened to it, for people."""
        return LABELS[self.kind]

    @property
    def is_kept(self) -> bool:
        return self.kind == "kept"


def compare(old_html: str, new_html: str) -> list[Compared]:
    """Return the blocks of both bodies, in order; both are cleaned first."""
    old, new = units_of(blocks(old_html)), units_of(blocks(new_html))
    return [
        Compared(kind, mark_safe(html))  # noqa: S308 - of clean HTML and marks of ours
        for kind, html in _told(old, new)
    ]


def compare_text(old: str, new: str) -> SafeString:
    """Return plain text as safe HTML, with what is new in <ins> and what is gone in <del>."""
    marked = words_marked(line_of(old).atoms, line_of(new).atoms)
    return mark_safe(marked)  # noqa: S308 - the words are escaped


def _told(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """Yield kind and HTML of the blocks: in each place what is gone from it, then what came."""
    steady, moved = _parted(old, new)
    came_from = {place2: place for place, place2 in moved}
    gone = set(came_from.values())
    gaps = gaps_between(steady, (0, len(old), 0, len(new)))
    for (start, end, start2, end2), pair in zip(gaps, [*steady, None], strict=True):
        for place in range(start, end):
            yield "gone" if place in gone else "removed", whole(old[place], "del")
        for place in range(start2, end2):
            if place in came_from:
                yield "moved", _marked(old[came_from[place]], new[place])
            else:
                yield "added", whole(new[place], "ins")
        if pair:
            before, after = old[pair[0]], new[pair[1]]
            yield "kept" if before.html == after.html else "changed", _marked(before, after)


def _parted(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[list[Pair], list[Pair]]:
    """Return which units stayed in their order, changed or not, and which were moved."""
    pairs = pairs_of(old, new)
    steady = in_order(pairs)
    moved = set(pairs) - set(steady)
    return steady, [pair for pair in moved if new[pair[1]].words.total() >= MOVABLE]


def _marked(old: Unit, new: Unit) -> str:
    """Return one block as HTML with what was changed in it marked."""
    if old.html == new.html:
        return new.html
    if not old.tag and not new.tag:
        return words_marked(old.atoms, new.atoms)
    if old.opening != new.opening:
        return whole(old, "del") + whole(new, "ins")
    inner = _marked_parts(old.parts, new.parts)
    return f"{new.opening}{inner}</{new.tag}>"


def _marked_parts(old: Sequence[Unit], new: Sequence[Unit]) -> str:
    """Return the parts of a list, a table or a quote; one that was moved is gone and come."""
    steady = in_order(pairs_of(old, new))
    gaps = gaps_between(steady, (0, len(old), 0, len(new)))
    written: list[str] = []
    for (start, end, start2, end2), pair in zip(gaps, [*steady, None], strict=True):
        written += [whole(unit, "del") for unit in old[start:end]]
        written += [whole(unit, "ins") for unit in new[start2:end2]]
        if pair:
            written.append(_marked(old[pair[0]], new[pair[1]]))
    return "".join(written)
