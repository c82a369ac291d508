"""The pictures of a copy: the one that opens it, then those in its text, each with its caption."""

import re
from html import unescape

from articles.models import Copy, Picture

__all__ = ["FIGURE", "pictures_of"]

#: A picture in a cleaned body: its number, and its caption.
FIGURE = re.compile(
    r'<figure><img data-picture="(\d{1,18})"[^>]*>(?:<figcaption>(.*?)</figcaption>)?</figure>'
)
TAG = re.compile(r"<[^>]*>")


def pictures_of(copy: Copy) -> list[tuple[Picture, str]]:
    """Return each picture once, with the caption that it has here: one query, or none."""
    figures = FIGURE.findall(copy.body)
    captions = {int(pk): unescape(TAG.sub("", told)) for pk, told in figures}
    found = Picture.objects.in_bulk(captions) if captions else {}
    lead = [(copy.lead_picture, copy.lead_caption)] if copy.lead_picture else []
    inside = [(found[pk], told) for pk, told in captions.items() if pk in found]
    return lead + [(each, told) for each, told in inside if each != copy.lead_picture]
