"""Feeds taken apart, as programs that read them do."""

import json
from typing import Any

from lxml import etree

SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
FILES = ("rss.xml", "atom.xml", "feed.json")


def all_of(response: Any, path: str) -> list[Any]:
    """Return what an XPath finds in an answer."""
    return etree.fromstring(response.content).xpath(path, namespaces=SPACES)


def one_of(response: Any, path: str) -> Any:
    (found,) = all_of(response, path)
    return found


def titles(response: Any) -> list[str]:
    """Return the titles of the entries of a feed in any format, in order."""
    if response["Content-Type"].startswith("application/feed+json"):
        return [item["title"] for item in json.loads(response.content)["items"]]
    return all_of(response, "//item/title/text() | //a:entry/a:title/text()")
