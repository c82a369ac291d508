"""Three versions of a body made into one: block by block, asking only where two changes collide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.richtext import Block, blocks
from articles.richtext.alignment import gaps_between
from articles.richtext.marking import units_of
from articles.richtext.pairing import in_order, pairs_of

__all__ = ["CHOICES", "Merged", "Part", "merge"]

#: What can be done about a collision; both: mine first.
CHOICES = ("mine", "theirs", "both")


@dataclass(frozen=True)
class Part:
    """One place of the body: what stood there, and what either side has there now."""

    base: list[Block]
    mine: list[Block]
    theirs: list[Block]

    @property
    def collides(self) -> bool:
        """Whether both sides changed it, and not alike."""
        return self.mine != self.theirs and self.base not in (self.mine, self.theirs)

    @property
    def changed_by(self) -> str:
        """Who changed it: "mine", "theirs", "both" or nobody, which is empty."""
        mine, theirs = self.mine != self.base, self.theirs != self.base
        return ("both" if theirs else "mine") if mine else ("theirs" if theirs else "")

    def take(self, choice: str) -> list[Block]:
        """Return what comes into the body: by the choice, one of `CHOICES`, where it collides."""
        if not self.collides:
            return self.theirs if self.mine == self.base else self.mine
        return {"mine": self.mine, "theirs": self.theirs, "both": self.mine + self.theirs}[choice]


@dataclass(frozen=True)
class Merged:
    """All the parts in order."""

    parts: list[Part]

    @property
    def collisions(self) -> list[Part]:
        return [part for part in self.parts if part.collides]

    def body(self, choices: Sequence[str] = ()) -> str:
        """Return the body as it is stored, with a choice for each collision, in their order."""
        remaining = iter(choices)
        taken = (part.take(next(remaining) if part.collides else "") for part in self.parts)
        return "\n".join(block.html for part in taken for block in part)


def merge(base: str | None, mine: str, theirs: str) -> Merged:
    """Merge two bodies that both came from `base`; all are cleaned first.

    A block is taken from the side that changed it; where one side moved it and the other changed
    it, both is done. Blocks that either side put into the same place, and one block that both
    changed (or one removed), collide. Without a base nothing counts as removed: what only one side
    has is taken.
    """
    if base is None:
        return Merged(list(_put_together(blocks(mine), blocks(theirs))))
    return Merged(list(_merged(blocks(base), blocks(mine), blocks(theirs))))


def _merged(base: list[Block], mine: list[Block], theirs: list[Block]) -> Iterator[Part]:
    my, their = _Side(base, mine), _Side(base, theirs)
    my.follow(their)
    their.follow(my)
    # What both moved stands where I put it.
    twice = {their.moved[place] for place in my.moved.keys() & their.moved.keys()}
    for place in range(len(base) + 1):
        inserted = enumerate(their.inserted[place])
        others = [block for at, block in inserted if (place, at) not in twice]
        yield from _put_together(my.inserted[place], others)
        if place < len(base):
            yield Part([base[place]], my.instead[place], their.instead[place])


class _Side:
    """What one side made of the base."""

    def __init__(self, base: list[Block], side: list[Block]) -> None:
        #: For each block of the base what stands for it, if anything, and what was put before it.
        self.instead: list[list[Block]] = [[] for _ in base]
        self.inserted: list[list[Block]] = [[] for _ in range(len(base) + 1)]
        #: Where the blocks of the base that were moved as they are stand: before which, as the
        #: how manieth.
        self.moved: dict[int, tuple[int, int]] = {}
        self.base = base
        pairs = pairs_of(units_of(base), units_of(side))
        steady = in_order(pairs)
        origin = {place2: place for place, place2 in pairs if side[place2] == base[place]}
        gaps = gaps_between(steady, (0, len(base), 0, len(side)))
        for (start, end, start2, end2), pair in zip(gaps, [*steady, None], strict=True):
            # What was rewritten past recognition still stands for what it was written over.
            replaced = min(end - start, end2 - start2)
            for step in range(replaced):
                self.instead[start + step] = [side[start2 + step]]
            self.inserted[end] = side[start2 + replaced : end2]
            for at, place2 in enumerate(range(start2 + replaced, end2)):
                if place2 in origin:
                    self.moved[origin[place2]] = (end, at)
            if pair:
                self.instead[pair[0]] = [side[pair[1]]]

    def follow(self, other: "_Side") -> None:
        """Take over what the other side made of the blocks that this one moved."""
        for place, (before, at) in self.moved.items():
            changed = other.instead[place]
            if changed and changed != [self.base[place]] and not self.instead[place]:
                self.inserted[before][at] = changed[0]
                other.instead[place] = []


def _put_together(mine: list[Block], theirs: list[Block]) -> Iterator[Part]:
    """Yield what both sides put into one place: what is alike once, what is alone as it is."""
    if not (mine and theirs):
        if mine or theirs:
            yield Part([], mine, theirs)
        return
    pairs = in_order(pairs_of(units_of(mine), units_of(theirs)))
    gaps = gaps_between(pairs, (0, len(mine), 0, len(theirs)))
    for (start, end, start2, end2), pair in zip(gaps, [*pairs, None], strict=True):
        if start < end or start2 < end2:
            yield Part([], mine[start:end], theirs[start2:end2])
        if pair:
            yield Part([], [mine[pair[0]]], [theirs[pair[1]]])
