"""The article is in a section."""

from collections.abc import Iterator

from articles.preflight.proof import Finding, Proof, block

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    if proof.article.section_id is None:
        yield block("The article is in no section. Choose where it appears.", "section")
