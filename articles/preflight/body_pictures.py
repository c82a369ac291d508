"""The pictures in the body are in the library, described and credited, and may be shown."""

import re
from collections.abc import Iterator
from html import unescape

from articles.models import Picture
from articles.preflight.pictures import check_picture
from articles.preflight.proof import Finding, Proof, warn

__all__ = ["check"]

IMAGE = re.compile(r'<img data-picture="([0-9]{1,18})" src="[^"]*" alt="([^"]*)"')


def check(proof: Proof) -> Iterator[Finding]:
    shown = [(int(number), unescape(alt)) for number, alt in IMAGE.findall(proof.article.body)]
    if not shown:
        return
    pictures = Picture.objects.select_related("replaced_by")
    library = pictures.in_bulk([number for number, _ in shown])
    for number, alt in shown:
        if picture := library.get(number):
            yield from check_picture(proof, picture, "A picture in the text", "body")
        else:
            yield warn(
                "A picture in the text is no longer in the library. Put another in its place.",
                "body",
                alt,
            )
