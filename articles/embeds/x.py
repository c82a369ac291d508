"""Posts on X, once Twitter, in the frame that its own script would put in."""

import re

from articles.embeds.provider import Address, Found, Provider, Shape, framed

__all__ = ["X"]

PATH = re.compile(
    r"/(?:([A-Za-z0-9_]{1,20})|i/web)/status(?:es)?/([1-9][0-9]{0,19})"
    r"(?:/(?:photo|video)/[0-9])?/?"
)


def find(address: Address) -> Found | None:
    found = PATH.fullmatch(address.path)
    if not found:
        return None
    frame = "https://platform.twitter.com/embed/Tweet.html"
    return Found(
        f"https://x.com/{found[1] or 'i'}/status/{found[2]}",
        framed(frame, [("id", found[2]), ("dnt", "true")]),
        Shape.POST,
    )


X = Provider(
    name="x",
    label="X",
    frame_host="platform.twitter.com",
    hosts=frozenset(
        f"{host}{name}" for host in ("", "www.", "mobile.") for name in ("x.com", "twitter.com")
    ),
    find=find,
)
