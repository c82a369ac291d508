"""There is something to read."""

from collections.abc import Iterator

from articles.preflight.proof import Finding, Proof, block

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    if not any(each.text for each in proof.blocks):
        yield block("The article has no text. Write it.", "body")
