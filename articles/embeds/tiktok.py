"""TikTok's videos. https://developers.tiktok.com/doc/embed-player/

Its short links (vm.tiktok.com) say no id, and finding it out would mean asking TikTok.
"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape, framed

__all__ = ["TIKTOK"]

PATH = re.compile(r"/(@[\w.]{1,40}/(?:video|photo)/([1-9][0-9]{5,20}))/?", re.ASCII)


def find(address: Address) -> Found | None:
    found = PATH.fullmatch(address.path)
    if not found:
        return None
    frame = f"https://www.tiktok.com/player/v1/{found[2]}"
    return Found(
        f"https://www.tiktok.com/{found[1]}", frame, Shape.TALL, framed(frame, [("autoplay", 1)])
    )


TIKTOK = Provider(
    name="tiktok",
    label="TikTok",
    frame_host="www.tiktok.com",
    hosts=frozenset({"tiktok.com", "www.tiktok.com", "m.tiktok.com"}),
    find=find,
)
