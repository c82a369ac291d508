"""The headline is there, and fits where lists show it."""

from collections.abc import Iterator

from articles.models.copy import HEADLINE_LIMIT
from articles.preflight.proof import Finding, Proof, block, warn

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    shown = proof.article.list_headline
    if not proof.article.headline.strip():
        yield block("There is no headline. Write one.", "headline")
    elif len(shown) > HEADLINE_LIMIT:
        yield warn(
            f"The headline has {len(shown)} characters; lists and search results have room for "
            f"{HEADLINE_LIMIT}. Shorten it, or give a short headline.",
            "headline",
        )
