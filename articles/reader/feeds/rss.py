"""RSS 2.0, https://www.rssboard.org/rss-specification, with the modules that readers of it know."""

from datetime import datetime
from email.utils import format_datetime

from django.utils import timezone
from lxml import etree

from articles.reader.feeds.entries import Attached, Entry, Feed
from articles.reader.feeds.xml import ATOM, add, moment

__all__ = ["rss"]

CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
PREFIXES = {"atom": ATOM, "content": CONTENT, "dc": DC, "media": MEDIA}


def rss(feed: Feed) -> bytes:
    root = etree.Element("rss", {"version": "2.0"}, nsmap=PREFIXES)
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page)
    add(channel, "description", feed.description)
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", _moment(feed.updated))
    add(channel, f"{{{ATOM}}}link", rel="self", href=feed.address, type="application/rss+xml")
    if feed.hub:
        add(channel, f"{{{ATOM}}}link", rel="hub", href=feed.hub)
    for entry in feed.entries:
        _add(channel, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(channel: etree._Element, entry: Entry) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.address)
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", _moment(entry.published))
    if entry.updated != entry.published:
        add(item, f"{{{ATOM}}}updated", moment(entry.updated))
    for author in entry.authors:
        add(item, f"{{{DC}}}creator", author.name)
    if entry.language:
        add(item, f"{{{DC}}}language", entry.language)
    for name in entry.categories:
        add(item, "category", name)
    add(item, "description", entry.summary)
    if entry.content:
        add(item, f"{{{CONTENT}}}encoded", entry.content)
    if entry.picture:
        _add_picture(item, entry.picture)


def _add_picture(item: etree._Element, picture: Attached) -> None:
    """Add it as what all know, then as Media RSS says it, https://www.rssboard.org/media-rss."""
    length = str(picture.length)
    add(item, "enclosure", url=picture.address, length=length, type=picture.type)
    media = add(
        item,
        f"{{{MEDIA}}}content",
        url=picture.address,
        fileSize=length,
        type=picture.type,
        medium="image",
        width=str(picture.width),
        height=str(picture.height),
    )
    add(media, f"{{{MEDIA}}}description", picture.alt, type="plain")
    add(media, f"{{{MEDIA}}}credit", picture.credit)


def _moment(at: datetime) -> str:
    return format_datetime(timezone.localtime(at))
