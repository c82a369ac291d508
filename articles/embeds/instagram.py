"""Instagram's posts and reels. https://developers.facebook.com/docs/instagram-platform/embed-button"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape

__all__ = ["INSTAGRAM"]

# What is below /share/ leads on to a post by a code that isn't the post's.
PATH = re.compile(
    r"(?:/(?!share/)[A-Za-z0-9._]{1,30})?/(p|reels?|tv)/([A-Za-z0-9_-]{5,40})"
    r"(?:/embed(?:/captioned)?)?/?"
)


def find(address: Address) -> Found | None:
    found = PATH.fullmatch(address.path)
    if not found:
        return None
    shown = f"https://www.instagram.com/{found[1].removesuffix('s')}/{found[2]}/"
    return Found(shown, f"{shown}embed/captioned/", Shape.POST)


INSTAGRAM = Provider(
    name="instagram",
    label="Instagram",
    frame_host="www.instagram.com",
    hosts=frozenset({"instagram.com", "www.instagram.com", "m.instagram.com"}),
    find=find,
)
