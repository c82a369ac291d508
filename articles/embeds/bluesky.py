"""Posts on Bluesky, of a handle or of an account's lasting id (DID).

https://docs.bsky.app/docs/advanced-guides/oembed, https://atproto.com/specs/at-uri-scheme
"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape

__all__ = ["BLUESKY"]

PATH = re.compile(
    r"/profile/(did:plc:[a-z2-7]{24}|(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{0,62})"
    r"/post/([a-z2-7]{13})/?"
)


def find(address: Address) -> Found | None:
    found = PATH.fullmatch(address.path)
    if not found:
        return None
    return Found(
        f"https://bsky.app/profile/{found[1]}/post/{found[2]}",
        f"https://embed.bsky.app/embed/{found[1]}/app.bsky.feed.post/{found[2]}",
        Shape.POST,
    )


BLUESKY = Provider(
    name="bluesky",
    label="Bluesky",
    frame_host="embed.bsky.app",
    hosts=frozenset({"bsky.app", "www.bsky.app"}),
    find=find,
)
