"""SoundCloud's recordings and sets. https://developers.soundcloud.com/docs/api/html5-widget

Its short links (on.soundcloud.com) don't say what they lead to.
"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape, framed

__all__ = ["SOUNDCLOUD"]

NAME = r"[a-z0-9_-]{1,255}"
PATH = re.compile(rf"/({NAME})/(?:(sets)/)?({NAME})(/s-[A-Za-z0-9]{{3,40}})?/?")
#: First parts of pages that are nobody's, and second ones of a person's lists.
NOBODYS = {"charts", "discover", "jobs", "pages", "search", "stream", "tags", "upload", "you"}
LISTS = {
    "albums",
    "comments",
    "followers",
    "following",
    "likes",
    "popular-tracks",
    "reposts",
    "sets",
    "spotlight",
    "tracks",
}


def find(address: Address) -> Found | None:
    found = PATH.fullmatch(address.path)
    if not found or found[1] in NOBODYS or (found[3] in LISTS and not found[2]):
        return None
    shown = f"https://soundcloud.com{address.path.rstrip('/')}"
    frame = "https://w.soundcloud.com/player/"
    return Found(
        shown,
        framed(frame, [("url", shown)]),
        Shape.LIST if found[2] else Shape.SOUND,
        framed(frame, [("url", shown), ("auto_play", "true")]),
    )


SOUNDCLOUD = Provider(
    name="soundcloud",
    label="SoundCloud",
    frame_host="w.soundcloud.com",
    hosts=frozenset({"soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"}),
    find=find,
)
