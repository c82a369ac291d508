"""Embeds in bodies: a link alone in a figure, with the title that its editor wrote for words.

So a video or post is a plain link wherever nothing is known of embeds: in feeds, in the API, on
paper. Which provider it is of, and what its frame is, is read from the link each time.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple

from articles.embeds import Embed, embed_of
from articles.richtext import inline

__all__ = ["Placed", "alone", "embeds_in", "inner", "linked", "plain", "replace_embeds"]

FIGURE = re.compile(r'<figure>(<a href="[^"]*"[^>]*>[^<]*</a>)</figure>')
LINK = re.compile(r'<a href="([^"]*)"[^>]*>((?:(?!</?a\b).)*)</a>')
#: A line that is one address, in whatever marks.
ADDRESS = re.compile(
    r'(?:<a href="([^"]*)"[^>]*>)?(?:<[a-z]+>)*(https?://[^\s<>]+)(?:</[a-z]+>)*', re.IGNORECASE
)
TAG = re.compile(r"<[^>]*>")


class Placed(NamedTuple):
    """An embed in a body with the title it has there; empty: nobody wrote one."""

    embed: Embed
    title: str


def inner(embed: Embed, title: str = "") -> str:
    """Return what is in the figure of an embed; without a title the address stands for it."""
    return f"{inline.link(embed.address)['a']}{escape(title or embed.address, quote=False)}</a>"


def alone(line: str) -> Embed | None:
    """Return the embed whose address is all that this line of a body says."""
    found = ADDRESS.fullmatch(line)
    embed = embed_of(unescape(found[2])) if found else None
    # One that says another address than it leads to is nobody's to guess.
    if found and found[1] is not None and embed_of(unescape(found[1])) != embed:
        return None
    return embed


def linked(html: str) -> Placed | None:
    """Return the embed that this HTML, a single link, leads to."""
    found = LINK.fullmatch(html)
    embed = embed_of(unescape(found[1])) if found else None
    if not found or not embed:
        return None
    title = plain(found[2])
    return Placed(embed, "" if embed_of(title) else title)


def plain(html: str) -> str:
    """Return the words of a line of a body."""
    return unescape(TAG.sub("", html))


def embeds_in(body: str) -> list[Placed]:
    """Return the embeds of a stored body in order."""
    return [placed for link in FIGURE.findall(body) if (placed := linked(link))]


def replace_embeds(body: str, shown: Callable[[Placed], str]) -> str:
    """Return a stored body with what `shown` makes of each embed in its place."""

    def replace(match: re.Match[str]) -> str:
        placed = linked(match[1])
        return shown(placed) if placed else f"<p>{match[1]}</p>"

    return FIGURE.sub(replace, body)
