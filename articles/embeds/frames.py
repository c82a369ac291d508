"""The frames that providers give out to be pasted into a page."""

import re
from html import escape, unescape

from articles.embeds import embed_of

__all__ = ["unframed"]

IFRAME = re.compile(r"<iframe(\s[^<>]*)>[^<]*</iframe\s*>", re.IGNORECASE)
SRC = re.compile(r"\ssrc\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)


def unframed(html: str) -> str:
    """Return HTML of any kind with the frames of providers as paragraphs with their addresses.

    What providers give out to be pasted is a frame, and other systems store it as it is.
    """

    def replace(match: re.Match[str]) -> str:
        found = SRC.search(match[1])
        src = unescape(found[1]) if found else ""
        embed = embed_of(f"https:{src}" if src.startswith("//") else src)
        return f"<p>{escape(embed.address)}</p>" if embed else match[0]

    return IFRAME.sub(replace, html)
