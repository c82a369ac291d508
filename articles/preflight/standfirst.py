"""The standfirst is there, short enough, and says more than the first paragraph."""

from collections.abc import Iterator
from itertools import pairwise

from articles.models.copy import STANDFIRST_LIMIT
from articles.preflight.proof import Finding, Proof, warn

__all__ = ["check"]

#: The share of the standfirst's word pairs that may stand in the first paragraph too.
SHARED_ALLOWED = 0.6


def check(proof: Proof) -> Iterator[Finding]:
    standfirst = proof.article.standfirst
    if not standfirst.strip():
        yield warn("There is no standfirst. Say in a sentence or two why to read on.", "standfirst")
        return
    if len(standfirst) > STANDFIRST_LIMIT:
        yield warn(
            f"The standfirst has {len(standfirst)} characters; lists and search results have room "
            f"for {STANDFIRST_LIMIT}. Shorten it.",
            "standfirst",
        )
    if proof.paragraphs and repeats(standfirst, proof.paragraphs[0].text):
        yield warn(
            "The standfirst repeats the first paragraph. Rewrite one of them.",
            "standfirst",
            standfirst[:80],
        )


def repeats(standfirst: str, paragraph: str) -> bool:
    """Say whether most of the standfirst's words follow one another in the paragraph too."""
    theirs, others = pairs(standfirst), pairs(paragraph)
    return bool(theirs) and len(theirs & others) >= SHARED_ALLOWED * len(theirs)


def pairs(text: str) -> set[tuple[str, str]]:
    bare = ["".join(filter(str.isalnum, word)).casefold() for word in text.split()]
    words = [word for word in bare if word]
    return set(pairwise(words))
