"""JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""

import json
from typing import Any

from articles.reader.feeds.entries import Entry, Feed
from articles.reader.feeds.xml import moment

__all__ = ["json_feed"]


def json_feed(feed: Feed) -> bytes:
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    if feed.hub:
        data["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_html": entry.content or entry.summary,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "tags": entry.categories,
    }
    if entry.standfirst:
        item["summary"] = entry.standfirst
    if entry.authors:
        item["authors"] = [{"name": each.name, "url": each.address} for each in entry.authors]
    if entry.language:
        item["language"] = entry.language
    if picture := entry.picture:
        item["image"] = picture.address
        item["attachments"] = [
            {
                "url": picture.address,
                "mime_type": picture.type,
                "title": picture.alt,
                "size_in_bytes": picture.length,
            }
        ]
    return item
