"""Formatted text with what was added and removed marked in it, word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from articles.richtext import Block
from articles.richtext.alignment import align
from articles.richtext.inline import MARKS, attributes
from articles.richtext.reading import VOID_TAGS, Element, Node, tree

__all__ = ["Unit", "line_of", "units_of", "whole", "words_marked"]

TOKEN = re.compile(r"\s+|\w+(?:[’'.,:-]\w+)*|[^\w\s]")
INLINE = frozenset({*MARKS, "br", "img"})
#: The class of an element that is new, or gone, as a whole.
CLASSES = {"ins": "desk-added", "del": "desk-removed"}


class Atom(NamedTuple):
    """A word, a space, a line break or a picture as HTML, with the opening tags around it."""

    html: str
    marks: tuple[str, ...]


#: Atoms that are new ("ins"), gone ("del") or the same ("").
Run = tuple[str, list[Atom]]


@dataclass
class Stretch:
    """What was removed and added in one place of a line, and what stays after it."""

    removed: list[Atom]
    added: list[Atom]
    kept: list[Atom]
    letters: int  #: how many were changed


@dataclass
class Unit:
    """A part of a block: a line of atoms, or an element with parts of its own."""

    tag: str  #: empty: a line
    opening: str
    parts: "list[Unit]"
    atoms: list[Atom]

    @cached_property
    def html(self) -> str:
        return whole(self, "")

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word, picture or sign occurs in it, whatever its marks."""
        found = Counter(atom.html for atom in self.atoms if not atom.html.isspace())
        for part in self.parts:
            found.update(part.words)
        return found


def units_of(blocks: Iterable[Block]) -> list[Unit]:
    """Return the blocks of a body as units, one each."""
    return _units(tree("".join(block.html for block in blocks)).children)


def _units(nodes: Iterable[Node]) -> list[Unit]:
    """Return the parts in order; text right beside elements is a line of its own."""
    found: list[Unit] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag not in INLINE:
            opening = f"<{node.tag}{attributes(node.attributes.items())}>"
            found.append(Unit(node.tag, opening, _units(node.children), []))
            continue
        if not found or found[-1].tag:
            found.append(Unit("", "", [], []))
        found[-1].atoms.extend(_atoms(node, ()))
    return found


def line_of(text: str) -> Unit:
    """Return plain text as a line."""
    return Unit("", "", [], list(_atoms(text, ())))


def whole(unit: Unit, mark: str) -> str:
    """Return the HTML of the unit with all of it marked: "ins", "del" or "" for not at all."""
    if not unit.tag:
        return _written([(mark, unit.atoms)])
    opening = _classed(unit.opening, CLASSES[mark]) if mark else unit.opening
    if unit.tag in VOID_TAGS:
        return opening
    return f"{opening}{''.join(whole(part, mark) for part in unit.parts)}</{unit.tag}>"


def _classed(opening: str, name: str) -> str:
    """Return the tag with one more class. Quotes within its attributes are escaped."""
    if ' class="' in opening:
        return opening.replace(' class="', f' class="{name} ', 1)
    return f'{opening[:-1]} class="{name}">'


def words_marked(old: Sequence[Atom], new: Sequence[Atom]) -> str:
    """Return one line as HTML, its new words in <ins> and those that are gone in <del>."""
    runs: list[Run] = []
    for stretch in _without_islands(_stretches(old, new)):
        runs += [("del", stretch.removed), ("ins", stretch.added), ("", stretch.kept)]
    return _written(runs)


def _atoms(node: Node, marks: tuple[str, ...]) -> Iterator[Atom]:
    if isinstance(node, str):
        for token in TOKEN.findall(node):
            yield Atom(escape(token, quote=False), marks)
        return
    opening = f"<{node.tag}{attributes(node.attributes.items())}>"
    if node.tag in VOID_TAGS:
        yield Atom(opening, marks)
    for child in node.children:
        yield from _atoms(child, (*marks, opening))


def _letters(atoms: list[Atom]) -> int:
    return sum(len(atom.html) for atom in atoms)


def _stretches(old: Sequence[Atom], new: Sequence[Atom]) -> list[Stretch]:
    found = [Stretch([], [], [], 0)]
    place = place2 = 0
    for at, at2 in [*align(old, new), (len(old), len(new))]:
        if place < at or place2 < at2:
            removed, added = list(old[place:at]), list(new[place2:at2])
            found.append(Stretch(removed, added, [], max(_letters(removed), _letters(added))))
        found[-1].kept += old[at : at + 1]
        place, place2 = at + 1, at2 + 1
    return found


def _without_islands(stretches: list[Stretch]) -> list[Stretch]:
    """Return them with what stays between two greater changes made a part of these.

    A comma or an article that two sentences share by chance makes both hard to read.
    """
    found = stretches[:1]
    for stretch in stretches[1:]:
        last = found[-1]
        if last.letters and _letters(last.kept) <= min(last.letters, stretch.letters):
            last.removed += last.kept + stretch.removed
            last.added += last.kept + stretch.added
            last.letters += _letters(last.kept) + stretch.letters
            last.kept = stretch.kept
        else:
            found.append(stretch)
    return found


def _written(runs: Iterable[Run]) -> str:
    """Return the atoms as HTML; neighbours share the tags that they have in common."""
    written: list[str] = []
    open_: tuple[str, ...] = ()
    for mark, atoms in [*runs, ("", [Atom("", ())])]:
        for atom in atoms:
            marks = (f"<{mark}>", *atom.marks) if mark else atom.marks
            shared = 0
            while shared < min(len(open_), len(marks)) and open_[shared] == marks[shared]:
                shared += 1
            written += [f"</{_name(tag)}>" for tag in reversed(open_[shared:])]
            written += [*marks[shared:], atom.html]
            open_ = marks
    return "".join(written)


def _name(opening: str) -> str:
    return opening[1:-1].split(" ", 1)[0]
