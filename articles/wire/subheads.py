"""Subheads that nothing marks, guessed by how they look and where they stand."""

from collections.abc import Sequence
from itertools import groupby

from articles.wire.paragraphs import Paragraph

__all__ = ["find"]

LONGEST = 80
MOST_WORDS = 14
#: What ends a sentence or leads on, in the scripts that have a sign of their own for it too.
CLOSING = ".!…:;,。！、۔।"
QUOTES = "\"'”’»“"
#: Deeper than h4 there is nothing, so more short lines in a row are no subheads.
MOST_IN_A_ROW = 3
#: How a section begins that sums up the whole story, and so isn't part of the one before it.
SUMMING_UP = ("conclusion", "in conclusion", "summary", "in summary", "outlook")


def find(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Return the level (2 to 4) of each subhead by its place among the paragraphs.

    A subhead right under another is one deeper, and such a pair begins a new part of the story; one
    that stands alone is on the level of the last. So a subhead alone after h3s is an h3, since
    nothing shows that the part is over, unless it sums up ("Conclusion"): that is an h2. A short
    line at the very end is a subhead only if the copy has others.
    """
    found: dict[int, int] = {}
    level = 2
    places = groupby(range(len(paragraphs)), key=lambda place: looks_like_one(paragraphs[place]))
    for alike, group in places:
        run = list(group)
        at_the_end = run[-1] == len(paragraphs) - 1
        if not alike or len(run) > MOST_IN_A_ROW or (at_the_end and not found):
            continue
        if len(run) > 1 or sums_up(paragraphs[run[0]]):
            level = 2
        for deeper, place in enumerate(run):
            found[place] = level + deeper
        level += len(run) - 1
    return found


def looks_like_one(paragraph: Paragraph) -> bool:
    """Say whether this is one short line without a closing stop."""
    words = paragraph.lines[0]
    if paragraph.kind != "text" or len(paragraph.lines) > 1:
        return False
    if len(words) > LONGEST or len(words.split()) > MOST_WORDS:
        return False
    ends = words.rstrip(QUOTES)
    quoted_sentence = ends != words and ends[-1:] == "?"
    starts_small = next((letter.islower() for letter in words if letter.isalpha()), True)
    return not (starts_small or quoted_sentence or ends[-1:] in CLOSING or is_placeholder(words))


def is_placeholder(words: str) -> bool:
    """Say whether this is a line that is still to come: TK."""
    return set(words.strip("[]() ")) == {"T", "K"}


def sums_up(paragraph: Paragraph) -> bool:
    return paragraph.lines[0].lower().startswith(SUMMING_UP)
