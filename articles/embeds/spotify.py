"""Spotify's episodes, shows, tracks, albums, playlists and artists.

https://developer.spotify.com/documentation/embeds
"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape

__all__ = ["SPOTIFY"]

PATH = re.compile(
    r"(?:/intl-[a-z]{2})?(?:/embed)?"
    r"/((album|artist|episode|playlist|show|track)/[A-Za-z0-9]{22})/?"
)
ONE = {"episode", "track"}


def find(address: Address) -> Found | None:
    found = PATH.fullmatch(address.path)
    if not found:
        return None
    return Found(
        f"https://open.spotify.com/{found[1]}",
        f"https://open.spotify.com/embed/{found[1]}",
        Shape.SOUND if found[2] in ONE else Shape.LIST,
    )


SPOTIFY = Provider(
    name="spotify",
    label="Spotify",
    frame_host="open.spotify.com",
    hosts=frozenset({"open.spotify.com"}),
    find=find,
)
