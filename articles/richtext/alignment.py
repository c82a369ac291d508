"""Which places of two sequences hold the same, in order, at a cost that no input can blow up."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

__all__ = ["Pair", "align", "gaps_between", "increasing"]

#: A place in the old sequence and the place in the new one that belongs to it.
Pair = tuple[int, int]
#: A stretch of either: from and to in the old one, from and to in the new one.
Gap = tuple[int, int, int, int]

#: Up to so many combinations the best answer is worked out at once, and up to so many where nothing
#: parts them; above it, an answer that is good enough.
SMALL, LARGE = 400, 16_000
#: Copy is parted at what occurs once a few times over; only made-up input goes deeper.
DEEPEST = 12


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return the places of equal items, rising on both sides: the most there are, or nearly.

    What occurs once on both sides is matched first, then what lies between (as "patience" diff
    does). The time goes with n log n, whatever the items are.
    """
    pairs: list[Pair] = []
    gaps = [((0, len(old), 0, len(new)), 0)]
    while gaps:
        whole, depth = gaps.pop()
        ends, gap = _same_ends(old, new, whole)
        pairs += ends
        if _is_empty(gap):
            continue
        anchors = _anchors(old, new, gap) if depth < DEEPEST else []
        if anchors:
            pairs += anchors
            gaps += [(each, depth + 1) for each in gaps_between(anchors, gap)]
        elif _combinations(gap) <= LARGE:
            pairs += _best(old, new, gap)
        else:
            pairs += increasing(_by_occurrence(old, new, gap))
    return sorted(pairs)


def increasing(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the longest choice of these pairs that rises on both sides.

    They come sorted, no place in two of them.
    """
    rows = list(pairs)
    #: For each length the pair that ends such a choice lowest, and what stands before each pair.
    ends: list[int] = []
    lowest: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(rows):
        length = bisect_left(lowest, place)
        if length == len(ends):
            ends.append(at)
            lowest.append(place)
        else:
            ends[length], lowest[length] = at, place
        before.append(ends[length - 1] if length else -1)
    chosen: list[Pair] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.append(rows[at])
        at = before[at]
    return chosen[::-1]


def gaps_between(pairs: Iterable[Pair], whole: Gap) -> Iterator[Gap]:
    """Yield the stretch before each pair and the one after the last, empty ones too."""
    start, end, start2, end2 = whole
    for place, place2 in pairs:
        yield start, place, start2, place2
        start, start2 = place + 1, place2 + 1
    yield start, end, start2, end2


def _is_empty(gap: Gap) -> bool:
    return not _combinations(gap)


def _combinations(gap: Gap) -> int:
    start, end, start2, end2 = gap
    return (end - start) * (end2 - start2)


def _same_ends(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap
) -> tuple[list[Pair], Gap]:
    """Return what is the same at the beginning and at the end, and what is left between."""
    start, end, start2, end2 = gap
    pairs = []
    while start < end and start2 < end2 and old[start] == new[start2]:
        pairs.append((start, start2))
        start, start2 = start + 1, start2 + 1
    while start < end and start2 < end2 and old[end - 1] == new[end2 - 1]:
        end, end2 = end - 1, end2 - 1
        pairs.append((end, end2))
    return pairs, (start, end, start2, end2)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> list[Pair]:
    """Return the pairs that part a stretch which is too long to be worked out as a whole."""
    return [] if _combinations(gap) <= SMALL else increasing(_once_in_both(old, new, gap))


def _once_in_both(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> Iterator[Pair]:
    start, end, start2, end2 = gap
    often, often2 = Counter(old[start:end]), Counter(new[start2:end2])
    places = {new[place]: place for place in range(start2, end2) if often2[new[place]] == 1}
    for place in range(start, end):
        if often[old[place]] == 1 and old[place] in places:
            yield place, places[old[place]]


def _by_occurrence(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> Iterator[Pair]:
    """Yield the first of a kind with the first of that kind, the second with the second."""
    start, end, start2, end2 = gap
    places = defaultdict(list)
    for place in range(end2 - 1, start2 - 1, -1):
        places[new[place]].append(place)
    for place in range(start, end):
        if places[old[place]]:
            yield place, places[old[place]].pop()


def _best(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> Iterator[Pair]:
    """Yield a longest common subsequence, worked out in full."""
    start, end, start2, end2 = gap
    #: lengths[i][j]: how much is common to old[start + i :] and new[start2 + j :].
    lengths = [[0] * (end2 - start2 + 1)]
    others = new[start2:end2]
    for place in range(end - 1, start - 1, -1):
        item, below, row = old[place], lengths[-1], [0]
        for at in range(len(others) - 1, -1, -1):
            row.append(below[at + 1] + 1 if others[at] == item else max(below[at], row[-1]))
        lengths.append(row[::-1])
    lengths.reverse()
    i = j = 0
    while i < end - start and j < end2 - start2:
        if old[start + i] == others[j]:
            yield start + i, start2 + j
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
