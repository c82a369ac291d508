"""Somebody wrote it, and readers are told who."""

from collections.abc import Iterator

from articles.preflight.proof import Finding, Proof, block

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    if not proof.article.author_ids:
        yield block("There is no byline. Choose who wrote it.", "author_ids")
