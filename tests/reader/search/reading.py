"""Search pages taken apart."""

import html
import re
from urllib.parse import urlencode

from tests.reader.stories import text


def address(words="", **parameters):
    """`from` is a word of Python's own: write `from_`."""
    asked = {"q": words} | {name.rstrip("_"): value for name, value in parameters.items()}
    return f"/search/?{urlencode({name: value for name, value in asked.items() if value != ''})}"


def plain(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def found(response):
    """Return the headlines of what was found, in order."""
    assert response.status_code == 200
    pieces = re.findall(
        r'<h3 class="headline" dir="auto"><a href="[^"]*">(.*?)</a>', text(response)
    )
    return [plain(piece) for piece in pieces]


def snippets(response):
    """Return the snippets, as they are marked up."""
    return re.findall(r'<p class="snippet" dir="auto">(.*?)</p>', text(response))
