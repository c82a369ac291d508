"""The lead picture is there, is described and credited, and may be shown as long as the article."""

from collections.abc import Iterator

from articles.preflight.pictures import check_picture
from articles.preflight.proof import Finding, Proof, warn

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    picture = proof.article.lead_picture
    if picture is None:
        yield warn("There is no lead picture. Choose one from the library.", "lead_picture")
    else:
        yield from check_picture(proof, picture, "The lead picture", "lead_picture")
