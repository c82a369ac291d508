"""Finding a passage again in a text that has been changed since.

A passage is kept as its words and up to 64 characters on either side (a TextQuoteSelector,
https://www.w3.org/TR/annotation-model/#text-quote-selector). It is looked for as it was; then
between its neighbours, which may have kept their place while it was changed; then by its words.
Where nothing is like it any more, it is gone: a wrong place would be worse than none.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest, nsmallest
from typing import NamedTuple

from articles.richtext import text as text_of

__all__ = ["Passage", "Place", "flat", "places", "plain"]

WORD = re.compile(r"\w+")
#: Characters of no width that editors put between others.
FILLERS = dict.fromkeys(map(ord, "\u200b\ufeff"))
#: So many characters next to the passage have to be as they were for them to be its neighbours.
NEIGHBOURS = 24
#: How alike, from 0 to 1, a passage has to be where its neighbours are in place, and elsewhere.
ALIKE_IN_PLACE, ALIKE_ELSEWHERE = 0.5, 0.7
#: How alike its neighbourhood has to be where its words stand more than once, or are few.
NEIGHBOURLY = 0.25
FEW_WORDS, FEW_CHARACTERS = 3, 20
#: Words that say where to look: the rarest so many of a passage, where they aren't everywhere.
TELLING_WORDS, EVERYWHERE = 8, 200
#: How many places with the same words are looked at, and how many of them closely.
AT_MOST, CLOSELY = 2000, 12


class Passage(NamedTuple):
    """Some words of a text, and those right before and after them, with single spaces."""

    words: str
    before: str = ""
    after: str = ""


class Place(NamedTuple):
    """Where a passage is: characters `start` to `end` of the text, as it was or changed."""

    start: int
    end: int
    exact: bool


class Span(NamedTuple):
    """A run of words in the text, and how alike it is to a passage."""

    first: int
    last: int
    likeness: float


def flat(text: str) -> str:
    """Return the text as one line: each run of white space as one space, without fillers."""
    return " ".join(text.translate(FILLERS).split())


def plain(html: str) -> str:
    """Return the words of clean HTML as one line."""
    return flat(text_of(html))


def places(text: str, passages: Iterable[Passage]) -> list[Place | None]:
    """Return for each passage where it is in this flat text; None: it is gone."""
    ground = Ground(text)
    return [ground.find(passage) for passage in passages]


class Ground:
    """A text in which passages are looked for; its words are taken apart once for all of them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[re.Match[str]]:
        return list(WORD.finditer(self.text))

    @cached_property
    def lowered(self) -> list[str]:
        return [word[0].lower() for word in self.words]

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self.lowered):
            found[word].append(position)
        return found

    def find(self, passage: Passage) -> Place | None:
        if not passage.words:
            return None
        return self.as_it_was(passage) or self.in_place(passage) or self.elsewhere(passage)

    def as_it_was(self, passage: Passage) -> Place | None:
        """Return the place of the very words; of several, the one in the likest neighbourhood."""
        size = len(passage.words)
        starts = occurrences(self.text, passage.words)
        few = size < FEW_CHARACTERS and len(words_of(passage.words)) < FEW_WORDS
        if not starts:
            return None
        if len(starts) == 1 and not few:
            return Place(starts[0], starts[0] + size, exact=True)
        near = nlargest(CLOSELY, starts, key=lambda start: self.adjoining(passage, start))
        likeness, start = max((self.neighbourhood(passage, at, at + size), -at) for at in near)
        return Place(-start, size - start, exact=True) if likeness >= NEIGHBOURLY else None

    def adjoining(self, passage: Passage, start: int) -> int:
        """Return how many characters right next to this place are as they were."""
        end = start + len(passage.words)
        before = self.text[max(0, start - len(passage.before)) : start]
        after = self.text[end : end + len(passage.after)]
        return in_common(before[::-1], passage.before[::-1]) + in_common(after, passage.after)

    def neighbourhood(self, passage: Passage, start: int, end: int) -> float:
        """Return how alike the words around this place are: the better of its two sides."""
        before = self.text[max(0, start - len(passage.before)) : start]
        after = self.text[end : end + len(passage.after)]
        return max(neighbourly(passage.before, before), neighbourly(passage.after, after))

    def in_place(self, passage: Passage) -> Place | None:
        """Return what stands between the passage's neighbours, or next to one, where it is like it.

        With one neighbour left it has to be as alike as elsewhere.
        """
        before, after = passage.before[-NEIGHBOURS:], passage.after[:NEIGHBOURS]
        if len(before) < NEIGHBOURS and len(after) < NEIGHBOURS:
            return None  # as good as no neighbours: anything could be between them
        starts = [at + len(before) for at in occurrences(self.text, before)] if before else [0]
        ends = occurrences(self.text, after) if after else [len(self.text)]
        size = len(passage.words)
        between = list(spans(starts, ends, longest=3 * size + 2 * NEIGHBOURS))
        between = nsmallest(CLOSELY, between, key=lambda span: abs(span[1] - span[0] - size))
        beside = [(start, self.word_end(start + size)) for start in starts[:CLOSELY]]
        beside += [(self.word_start(end - size), end) for end in ends[:CLOSELY]]
        found = self.likest(passage, between, ALIKE_IN_PLACE)
        return found or self.likest(passage, beside, ALIKE_ELSEWHERE)

    def likest(
        self, passage: Passage, spans: Iterable[tuple[int, int]], least: float
    ) -> Place | None:
        """Return the span of the text that is likest to the passage, if it is that much like it."""
        measured = [(alike(passage.words, self.text[a:b]), -a, b) for a, b in spans]
        likeness, start, end = max(measured, default=(0.0, 0, 0))
        return trimmed(-start, self.text[-start:end]) if likeness >= least else None

    def word_end(self, at: int) -> int:
        """Return where the word that this character is in ends."""
        space = self.text.find(" ", at)
        return len(self.text) if space < 0 else space

    def word_start(self, at: int) -> int:
        """Return where the word that this character is in starts."""
        return self.text.rfind(" ", 0, max(0, at)) + 1

    def elsewhere(self, passage: Passage) -> Place | None:
        """Return the run of words that is likest to the passage, wherever it is."""
        wanted = words_of(passage.words)
        found = (self.closest(wanted, start) for start in self.starts(wanted))
        best = max(found, key=lambda span: span.likeness, default=Span(0, 0, 0))
        if best.likeness < ALIKE_ELSEWHERE or best.last - best.first < FEW_WORDS - 1:
            return None
        return Place(self.words[best.first].start(), self.words[best.last].end(), exact=False)

    def starts(self, wanted: list[str]) -> list[int]:
        """Return at which words the passage may start, as its rarer words have it."""
        known = {word: len(self.positions[word]) for word in wanted if word in self.positions}
        telling = [word for word, times in known.items() if times <= EVERYWHERE]
        telling = sorted(telling, key=known.__getitem__)[:TELLING_WORDS]
        room = max(3, len(wanted) // 4)
        votes: Counter[int] = Counter()
        for word in telling:
            offset = wanted.index(word)
            votes.update({(position - offset) // room for position in self.positions[word]})
        return [place * room for place, _ in votes.most_common(TELLING_WORDS)]

    def closest(self, wanted: list[str], start: int) -> Span:
        """Return the run of words around here that is likest to these, grown from its core."""
        room = len(wanted) // 2 + 4
        first = max(0, start - room)
        window = self.lowered[first : start + len(wanted) + 2 * room]
        matcher = SequenceMatcher(None, wanted, window)
        blocks = [(at, at + size - 1, size) for _, at, size in matcher.get_matching_blocks()[:-1]]
        runs = [
            Span(first + left[0], first + right[1], likeness)
            for place, left in enumerate(blocks)
            for right, likeness in grown(blocks[place:], len(wanted))
        ]
        return max(runs, key=lambda run: run.likeness, default=Span(0, 0, 0))


def grown(
    blocks: list[tuple[int, int, int]], wanted: int
) -> Iterator[tuple[tuple[int, int, int], float]]:
    """Yield each block with how alike the run from the first one to it is."""
    matched = 0
    for block in blocks:
        matched += block[2]
        yield block, 2 * matched / (wanted + block[1] - blocks[0][0] + 1)


def occurrences(text: str, words: str) -> list[int]:
    """Return where these words stand, the first ones where that is nearly everywhere."""
    found = [text.find(words)]
    while found[-1] >= 0 and len(found) < AT_MOST:
        found.append(text.find(words, found[-1] + 1))
    return [at for at in found if at >= 0]


def spans(starts: list[int], ends: list[int], longest: int) -> Iterator[tuple[int, int]]:
    """Yield for each start the first ends behind it, at most so far away."""
    for start in starts:
        first = bisect_right(ends, start)
        for end in ends[first : first + CLOSELY]:
            if end <= start + longest:
                yield start, end


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def in_common(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def neighbourly(then: str, now: str) -> float:
    """Return how many of the words beside a passage are still there; at an edge, if it still is.

    Words such as "the" are beside everything, so they don't count.
    """
    if not then.strip():
        return float(not now.strip())
    wanted, there = ([word for word in words_of(side) if len(word) > 3] for side in (then, now))
    if not wanted:
        return 0
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)


def alike(one: str, other: str) -> float:
    """Return how alike two texts are: by their words, and short ones by their letters too."""
    words = SequenceMatcher(None, words_of(one), words_of(other)).ratio()
    if min(len(one), len(other)) > 4 * FEW_CHARACTERS:
        return words
    return max(words, SequenceMatcher(None, one.strip(), other.strip(), autojunk=False).ratio())


def trimmed(start: int, words: str) -> Place:
    """Return the place of these words without the spaces around them."""
    stripped = words.strip()
    first = start + len(words) - len(words.lstrip())
    return Place(first, first + len(stripped), exact=False)
