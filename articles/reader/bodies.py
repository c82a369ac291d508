"""The body of an article as readers get it.

What is stored is clean and in one form (see `articles.richtext`), so patterns are enough here.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition, Picture
from articles.reader.pictures import shown
from articles.reader.tables import with_tables

__all__ = ["body_of", "pictures_in"]

FIGURE = re.compile(
    r"<figure><img(?P<attributes>(?: [a-z-]+=\"[^\"]*\")*)>"
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>",
    re.DOTALL,
)
ID = re.compile(r' data-picture="(\d{1,18})"')
ALT = re.compile(r' alt="([^"]*)"')
#: The body's column, as `paper.css` has it.
SIZES = "(min-width: 75rem) 38rem, (min-width: 44rem) 40rem, 92vw"


def pictures_in(editions: Iterable[Edition]) -> dict[int, Picture]:
    """Return the pictures in these editions' bodies: one query, or none where there are none."""
    ids = {int(pk) for edition in editions for pk in ID.findall(edition.body)}
    return Picture.objects.select_related("replaced_by").in_bulk(ids) if ids else {}


def body_of(
    edition: Edition, at: datetime, pictures: Mapping[int, Picture] | None = None
) -> SafeString:
    """Return the body with its pictures as readers get them at this moment.

    One query at most, or none where its pictures are given.
    """
    found = pictures_in([edition]) if pictures is None else pictures
    body = FIGURE.sub(lambda match: _figure(match, found, at), edition.body)
    body = with_tables(body)
    return mark_safe(_datelined(body, edition.dateline))  # noqa: S308 -- cleaned when it was stored


def _figure(match: re.Match[str], pictures: Mapping[int, Picture], at: datetime) -> str:
    """Return the figure anew; nothing where readers don't get the picture."""
    pk, alt = ID.search(match["attributes"]), ALT.search(match["attributes"])
    picture = shown(
        pictures.get(int(pk[1])) if pk else None,
        at,
        shape="full",
        sizes=SIZES,
        alt=unescape(alt[1]) if alt else "",
        # The caption has passed the cleaning as part of the body.
        caption=mark_safe(match["caption"] or ""),  # noqa: S308
    )
    return render_to_string("reader/parts/figure.html", {"figure": picture}) if picture else ""


def _datelined(body: str, dateline: str) -> str:
    """Return the body with the dateline as its first words, as newspapers set it."""
    if not dateline:
        return body
    words = f'<p><span class="dateline">{escape(dateline)}</span>'
    if body.startswith("<p>"):
        return f"{words} {body.removeprefix('<p>')}"
    return f"{words}</p>\n{body}"
