"""Which blocks of two versions belong together: those that are the same, and those much alike."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from articles.richtext.alignment import Pair, align, increasing
from articles.richtext.marking import Unit

__all__ = ["in_order", "pairs_of"]

#: From here on, of 1, two blocks share enough words to be one block that was changed.
ALIKE = 0.45
#: Words in more blocks than this don't tell which of them it may be.
TELLING = 8
#: How many blocks each one is looked at beside.
CANDIDATES = 4


def pairs_of(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """Return the places of units that belong together, sorted, no place in two of them.

    Most rise on both sides; the others say what was moved. The time goes with the number of words,
    never with the number of blocks by each other.
    """
    pairs = align([unit.html for unit in old], [unit.html for unit in new])
    pairs += _moved(old, new, pairs)
    pairs += _alike(old, new, sorted(pairs))
    return sorted(pairs)


def in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the most of these pairs that rise on both sides: what was not moved."""
    return increasing(pairs)


def _left(size: int, taken: set[int]) -> list[int]:
    return [place for place in range(size) if place not in taken]


def _moved(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield what is the same in places that aren't in order."""
    places = defaultdict(list)
    for place in reversed(_left(len(new), {place for _, place in pairs})):
        places[new[place].html].append(place)
    for place in _left(len(old), {place for place, _ in pairs}):
        if places[old[place].html]:
            yield place, places[old[place].html].pop()


def _alike(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of those left that share most of their words, the likest first chosen."""
    left = _left(len(old), {place for place, _ in pairs})
    left2 = _left(len(new), {place for _, place in pairs})
    if not left or not left2:
        return []
    scored = [
        (likeness(old[place], new[place2]), -abs(place - place2), place, place2)
        for place2, places in _candidates(old, new, left, left2, pairs)
        for place in places
    ]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, place, place2 in sorted(scored, reverse=True):
        if score >= ALIKE and place not in chosen and place2 not in taken:
            chosen[place] = place2
            taken.add(place2)
    return sorted(chosen.items())


def likeness(one: Unit, other: Unit) -> float:
    """Return how much of their words two units share, from 0 to 1; of unlike tags nothing."""
    size, size2 = one.words.total(), other.words.total()
    if one.tag != other.tag or not size or not size2:
        return 0.0
    if 2 * min(size, size2) < ALIKE * (size + size2):
        return 0.0
    return 2 * (one.words & other.words).total() / (size + size2)


def _candidates(
    old: Sequence[Unit],
    new: Sequence[Unit],
    left: list[int],
    left2: list[int],
    pairs: Sequence[Pair],
) -> Iterator[tuple[int, set[int]]]:
    """Yield for each unit of the new side those of the old one that it may have come from."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place in left:
        for word in old[place].words:
            holders[word].append(place)
    ends = {-1: -1, len(new): len(old)}
    beside = _beside(set(left), left2, {place2: place for place, place2 in pairs} | ends)
    for place2 in left2:
        votes = Counter(
            place
            for word in new[place2].words
            if len(holders.get(word, ())) <= TELLING
            for place in holders.get(word, ())
        )
        likely = {place for place, _ in votes.most_common(CANDIDATES)}
        yield place2, likely | beside.get(place2, set())


def _beside(free: set[int], left2: list[int], known: dict[int, int]) -> dict[int, set[int]]:
    """Return for each place of the new side the one as far from the pair before it, and after it.

    `known` maps places of the new side to those of the old one, with the ends of both.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for step, order in ((1, left2), (-1, left2[::-1])):
        reached = dict(known)
        for place2 in order:
            if (before := reached.get(place2 - step)) is None:
                continue
            reached[place2] = before + step
            if before + step in free:
                found[place2].add(before + step)
    return found
