"""YouTube's videos and shorts, in its player that sets no cookie before it plays.

https://developers.google.com/youtube/player_parameters
"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape, framed, seconds_in

__all__ = ["YOUTUBE"]

ID = re.compile(r"[A-Za-z0-9_-]{11}")
PATH = re.compile(r"/(embed|live|shorts|v)/([^/]+)/?")
#: They look like ids and lead to playlists and channels.
NO_VIDEOS = {"videoseries", "live_stream"}
SHORT_HOST = "youtu.be"


def find(address: Address) -> Found | None:
    kind, video = _video(address)
    if not ID.fullmatch(video) or video in NO_VIDEOS:
        return None
    query = address.query
    fragment = address.fragment.removeprefix("t=")
    start = seconds_in(query.get("t") or query.get("start") or fragment)
    frame = f"https://www.youtube-nocookie.com/embed/{video}"
    return Found(
        f"https://www.youtube.com/shorts/{video}"
        if kind == "shorts"
        else framed("https://www.youtube.com/watch", [("v", video), ("t", start and f"{start}s")]),
        framed(frame, [("start", start)]),
        Shape.TALL if kind == "shorts" else Shape.WIDE,
        framed(frame, [("start", start), ("autoplay", 1)]),
    )


def _video(address: Address) -> tuple[str, str]:
    """Return the kind of address and what should be the id of a video."""
    if address.host == SHORT_HOST:
        return "", address.path.strip("/")
    if address.path.rstrip("/") == "/watch":
        return "", address.query.get("v", "")
    found = PATH.fullmatch(address.path)
    return (found[1], found[2]) if found else ("", "")


YOUTUBE = Provider(
    name="youtube",
    label="YouTube",
    frame_host="www.youtube-nocookie.com",
    hosts=frozenset(
        {
            "youtube.com",
            "www.youtube.com",
            "m.youtube.com",
            "music.youtube.com",
            "youtube-nocookie.com",
            "www.youtube-nocookie.com",
            SHORT_HOST,
        }
    ),
    find=find,
)
