"""Each subhead has something under it."""

from collections.abc import Iterator
from itertools import zip_longest

from articles.preflight.proof import Finding, Proof, warn

__all__ = ["check"]

LEVELS = ("h2", "h3", "h4")


def check(proof: Proof) -> Iterator[Finding]:
    told = [each for each in proof.blocks if each.tag != "hr"]
    for subhead, following in zip_longest(told, told[1:]):
        if subhead.tag not in LEVELS:
            continue
        nothing = following is None or following.tag in LEVELS[: LEVELS.index(subhead.tag) + 1]
        if nothing:
            yield warn(
                f"The subhead “{subhead.text}” has nothing under it. Write what belongs there, or "
                "delete it.",
                "body",
                subhead.text,
            )
