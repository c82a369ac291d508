"""Atom, https://www.rfc-editor.org/rfc/rfc4287, with what was withdrawn as RFC 6721 says it."""

from django.conf import settings
from lxml import etree

from articles.reader.feeds.entries import Entry, Feed
from articles.reader.feeds.xml import ATOM, add, moment, text

__all__ = ["atom"]

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: Feed) -> bytes:
    prefixes = {None: ATOM, "at": TOMBSTONES}
    root = etree.Element(f"{{{ATOM}}}feed", {LANGUAGE: feed.language}, nsmap=prefixes)
    _say(root, "id", feed.id)
    _say(root, "title", feed.title)
    if feed.description:
        _say(root, "subtitle", feed.description)
    _say(root, "updated", moment(feed.updated))
    _say(root, "link", rel="self", href=feed.address, type="application/atom+xml")
    _say(root, "link", rel="alternate", href=feed.page, type="text/html")
    if feed.hub:
        _say(root, "link", rel="hub", href=feed.hub)
    # Whose the entries are that name nobody.
    _say(_say(root, "author"), "name", settings.SITE_NAME)
    # The grammar of RFC 4287 has what is none of its own before the entries.
    for removed in feed.removed:
        add(root, f"{{{TOMBSTONES}}}deleted-entry", ref=removed.id, when=moment(removed.at))
    for entry in feed.entries:
        _add(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(root: etree._Element, entry: Entry) -> None:
    element = _say(root, "entry")
    if entry.language:
        element.set(LANGUAGE, text(entry.language))
    _say(element, "id", entry.id)
    _say(element, "title", entry.title)
    _say(element, "link", rel="alternate", href=entry.address, type="text/html")
    _say(element, "published", moment(entry.published))
    _say(element, "updated", moment(entry.updated))
    for author in entry.authors:
        person = _say(element, "author")
        _say(person, "name", author.name)
        _say(person, "uri", author.address)
    for name in entry.categories:
        _say(element, "category", term=name)
    if picture := entry.picture:
        _say(
            element,
            "link",
            rel="enclosure",
            href=picture.address,
            type=picture.type,
            length=str(picture.length),
            title=picture.alt,
        )
    _say(element, "summary", entry.summary, type="html")
    if entry.content:
        _say(element, "content", entry.content, type="html")


def _say(
    parent: etree._Element, name: str, words: str | None = None, **attributes: str
) -> etree._Element:
    return add(parent, f"{{{ATOM}}}{name}", words, **attributes)
