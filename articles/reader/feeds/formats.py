"""The formats of feeds, by the file that stands at the end of an address."""

from typing import NamedTuple

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    name: str
    type: str


FORMATS = {
    "rss.xml": Format("RSS", "application/rss+xml"),
    "atom.xml": Format("Atom", "application/atom+xml"),
    "feed.json": Format("JSON Feed", "application/feed+json"),
}
