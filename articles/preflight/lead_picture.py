"""The lead picture is there, is described and credited, and may be shown."""

from collections.abc import Iterator

from articles.preflight.proof import Finding, Proof, block, warn

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    picture = proof.article.lead_picture
    if picture is None:
        yield warn("There is no lead picture. Choose one from the library.", "lead_picture")
        return
    if not picture.alt.strip():
        yield block(
            "The lead picture has no text for readers who can't see it. Describe what it shows.",
            "lead_picture",
        )
    if not picture.credit.strip():
        yield block("The lead picture has no credit. Say who is owed for it.", "lead_picture")
    if not picture.licensed_at(proof.at):
        yield warn(
            "We may not show the lead picture at that moment, so readers won't see it. "
            "Choose another, or have its licence renewed.",
            "lead_picture",
        )
