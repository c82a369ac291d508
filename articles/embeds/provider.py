"""What a provider is, and what an address of one is taken apart into."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["Address", "Embed", "Found", "Provider", "Shape", "framed", "seconds_in"]

LONGEST = 2000
#: What an address is written with; a browser would read some of the others in its own way.
PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]+")
MOST_PARAMETERS = 50
TIME = re.compile(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?")


class Shape(StrEnum):
    """What room the frame is given on a page."""

    WIDE = "wide"  #: a video, 16:9
    TALL = "tall"  #: a video, 9:16
    SOUND = "sound"  #: one recording
    LIST = "list"  #: several recordings
    POST = "post"


class Address(NamedTuple):
    """A web address taken apart. Nothing in it has been looked up or asked for."""

    host: str
    path: str
    query: dict[str, str]
    fragment: str

    @classmethod
    def of(cls, text: str) -> "Address | None":
        """Return a plain http or https address; None for all else.

        The host is all that stands between the slashes: with a port, a name before an @ or a dot
        at its end it is no provider's.
        """
        if len(text) > LONGEST or not PLAIN.fullmatch(text):
            return None
        try:
            parts = urlsplit(text)
            query = parse_qsl(parts.query, max_num_fields=MOST_PARAMETERS)
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"}:
            return None
        # Where a parameter comes twice, the first one counts.
        return cls(parts.netloc.lower(), parts.path, dict(reversed(query)), parts.fragment)


class Found(NamedTuple):
    """What an address leads to, both addresses written by us from its id.

    `playing` is the frame's address with which it plays at once; empty where there is none.
    """

    address: str
    frame: str
    shape: Shape
    playing: str = ""


@dataclass(frozen=True)
class Provider:
    """A site whose videos or posts can stand in a story.

    `find` returns what an address on one of its hosts leads to, or None. All its frames come from
    `frame_host`, which is a name of its own, not one that an address can bring along.
    """

    name: str
    label: str
    frame_host: str
    hosts: frozenset[str]
    find: Callable[[Address], Found | None]


class Embed(NamedTuple):
    """A video or post of a provider."""

    provider: Provider
    address: str
    frame: str
    shape: Shape
    playing: str

    @property
    def origin(self) -> str:
        """Where its frame is loaded from, as a content security policy names it."""
        return f"https://{self.provider.frame_host}"


def framed(address: str, pairs: Iterable[tuple[str, str | int]] = (), fragment: str = "") -> str:
    """Return an address with those parameters that have a value."""
    query = urlencode([pair for pair in pairs if pair[1]])
    return address + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def seconds_in(text: str) -> int:
    """Return the seconds that `90`, `90s` or `1h2m3s` says; 0 where it says nothing."""
    found = TIME.fullmatch(text)
    if not found:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
