"""Vimeo's videos, also those that only a link with their hash leads to.

https://help.vimeo.com/hc/en-us/articles/12426260232977-Player-parameters-overview
"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape, framed, seconds_in

__all__ = ["VIMEO"]

PATH = re.compile(
    r"(?:/channels/[\w-]+|/groups/[\w-]+/videos|/(?:album|showcase)/[0-9]+/video|/video)?"
    r"/([1-9][0-9]{0,14})(?:/([0-9a-f]{6,20}))?/?",
    re.ASCII,
)
HASH = re.compile(r"[0-9a-f]{6,20}")


def find(address: Address) -> Found | None:
    found = PATH.fullmatch(address.path)
    if not found:
        return None
    video, key = found[1], found[2] or address.query.get("h", "")
    if key and not HASH.fullmatch(key):
        return None
    start = seconds_in(address.fragment.removeprefix("t="))
    at = f"t={start}s" if start else ""
    frame = f"https://player.vimeo.com/video/{video}"
    return Found(
        framed(f"https://vimeo.com/{video}/{key}".rstrip("/"), fragment=at),
        framed(frame, [("h", key), ("dnt", 1)], at),
        Shape.WIDE,
        framed(frame, [("h", key), ("dnt", 1), ("autoplay", 1)], at),
    )


VIMEO = Provider(
    name="vimeo",
    label="Vimeo",
    frame_host="player.vimeo.com",
    hosts=frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"}),
    find=find,
)
