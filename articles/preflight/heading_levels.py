"""Subheads go down one level at a time: screen readers read them as a table of contents."""

from collections.abc import Iterator

from articles.preflight.proof import Finding, Proof, warn

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    # The headline is the h1.
    above = 1
    for subhead in proof.blocks:
        if subhead.tag not in ("h2", "h3", "h4"):
            continue
        level = int(subhead.tag[1])
        if level > above + 1:
            yield warn(
                f"The subhead “{subhead.text}” skips a level. Make it heading {above + 1}.",
                "body",
                subhead.text,
            )
        above = level
