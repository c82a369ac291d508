"""The article has its part of the address."""

from collections.abc import Iterator

from articles.preflight.proof import Finding, Proof, block

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    if not proof.article.slug:
        yield block("There is no slug, so the article has no address. Give one.", "slug")
