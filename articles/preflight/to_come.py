"""Nothing is still to come: no TK is left."""

import re
from collections.abc import Iterator

from articles.preflight.proof import Finding, Proof, block, excerpt

__all__ = ["check"]

#: TK or TKTK standing alone; TKO is a knockout and TK-80 a computer.
TO_COME = re.compile(r"(?<![\w-])(?:TK)+(?![\w-])")


def check(proof: Proof) -> Iterator[Finding]:
    for field, text in proof.texts():
        found = list(TO_COME.finditer(text))
        if found:
            times = "once" if len(found) == 1 else f"{len(found)} times"
            yield block(
                f"Something is still to come: TK stands here {times}. Fill it in.",
                field,
                excerpt(text, found[0]),
            )
