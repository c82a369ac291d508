"""The pictures in the body are in the library, described and credited, and may be shown."""

import re
from collections.abc import Iterator
from html import unescape

from articles.models import Picture
from articles.preflight.proof import Finding, Proof, block, warn

__all__ = ["check"]

IMAGE = re.compile(r'<img data-picture="([0-9]+)" src="[^"]*" alt="([^"]*)"')


def check(proof: Proof) -> Iterator[Finding]:
    shown = [(int(number), unescape(alt)) for number, alt in IMAGE.findall(proof.article.body)]
    if not shown:
        return
    library = Picture.objects.in_bulk([number for number, _ in shown])
    for number, alt in shown:
        picture = library.get(number)
        if picture is None:
            yield warn(
                "A picture in the text is no longer in the library. Put another in its place.",
                "body",
                alt,
            )
            continue
        # Without a text of their own here, readers get that of the library.
        if not (alt.strip() or picture.alt.strip()):
            yield block(
                "A picture in the text has no text for readers who can't see it. "
                "Describe what it shows.",
                "body",
                str(picture),
            )
        if not picture.credit.strip():
            yield block(
                "A picture in the text has no credit. Say in the library who is owed for it.",
                "body",
                str(picture),
            )
        if not picture.licensed_at(proof.at):
            yield warn(
                "We may not show a picture in the text at that moment, so readers won't see it. "
                "Choose another, or have its licence renewed.",
                "body",
                str(picture),
            )
