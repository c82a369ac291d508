"""WordPress's shortcodes: `[gallery ids="1,2"]`, `[caption]...[/caption]`.

https://developer.wordpress.org/apis/shortcode/
"""

import re
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Shortcode", "attributes", "replaced"]

#: Nothing in it can be read in two ways, so the time it takes grows with the text alone.
TAG = re.compile(r"\[(\[?)(/?)([a-zA-Z][\w-]{0,40})((?:[ \t\n/][^\[\]]{0,2000})?)\](\]?)")
ATTRIBUTE = re.compile(
    r"""([\w-]{1,40})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))|"([^"]*)"|([^\s"']+)"""
)


class Shortcode(NamedTuple):
    name: str
    #: By name; those without one by their place: `0`, `1`.
    given: dict[str, str]
    #: What it was around; None where it was around nothing.
    content: str | None


class Open(NamedTuple):
    name: str
    given: str
    #: As it was written.
    written: str
    #: The pieces of text before it.
    before: list[str]


def replaced(text: str, becomes: Callable[[Shortcode], str | None]) -> str:
    """Return the text with what each shortcode becomes, inner ones first.

    None leaves the tags standing as they are. `[[name]]` is a way to write of one.
    """
    open_tags: list[Open] = []
    pieces: list[str] = []
    end = 0
    closing = {found[3].lower() for found in TAG.finditer(text) if found[2]}
    for found in TAG.finditer(text):
        pieces.append(text[end : found.start()])
        end = found.end()
        name = found[3].lower()
        if found[1] and found[5]:
            pieces.append(found[0][1:-1])
        elif found[2]:
            pieces = _closed(open_tags, pieces, name, found[0], becomes)
        elif name in closing and not found[4].rstrip().endswith("/"):
            open_tags.append(Open(name, found[4], found[0], pieces))
            pieces = []
        else:
            made = becomes(Shortcode(name, attributes(found[4]), None))
            pieces.append(found[0] if made is None else f"{found[1]}{made}{found[5]}")
    pieces.append(text[end:])
    while open_tags:
        pieces = _alone(open_tags.pop(), pieces, becomes)
    return "".join(pieces)


def _closed(
    open_tags: list[Open],
    pieces: list[str],
    name: str,
    written: str,
    becomes: Callable[[Shortcode], str | None],
) -> list[str]:
    """Close the last of this name; those that were opened within it and not closed stand alone."""
    if name not in {each.name for each in open_tags}:
        return [*pieces, written]
    while open_tags[-1].name != name:
        pieces = _alone(open_tags.pop(), pieces, becomes)
    opened = open_tags.pop()
    content = "".join(pieces)
    made = becomes(Shortcode(name, attributes(opened.given), content))
    opened.before.append(f"{opened.written}{content}{written}" if made is None else made)
    return opened.before


def _alone(
    opened: Open, pieces: list[str], becomes: Callable[[Shortcode], str | None]
) -> list[str]:
    made = becomes(Shortcode(opened.name, attributes(opened.given), None))
    opened.before.append(opened.written if made is None else made)
    opened.before.extend(pieces)
    return opened.before


def attributes(text: str) -> dict[str, str]:
    """Return the attributes as WordPress reads them."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text):
        if match[1]:
            found[match[1].lower()] = match[2] or match[3] or match[4] or ""
        else:
            found[str(sum(key.isdigit() for key in found))] = match[5] or match[6] or ""
    return found
