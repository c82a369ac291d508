"""What the copy states was checked; a section can ask that all of it is."""

from collections.abc import Iterator

from articles.models import claims_of
from articles.preflight.proof import Finding, Proof, block, warn

__all__ = ["check"]


def check(proof: Proof) -> Iterator[Finding]:
    listed = claims_of(proof.article)
    unchecked = [claim for claim in listed if not claim.checked]
    if not unchecked:
        return
    one = len(unchecked) == 1
    told = f"{len(unchecked)} of {len(listed)} claims {'is' if one else 'are'} not checked"
    section, first = proof.article.section, unchecked[0].found.text
    if section and section.asks_for_checks:
        yield block(f"{told}, and {section} asks for all. Tick them under Claims.", "body", first)
    else:
        yield warn(f"{told}. Tick them under Claims as you check them.", "body", first)
