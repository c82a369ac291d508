"""Feeds as files: RSS 2.0 and Atom, with the full text where they carry it.

https://www.rssboard.org/rss-specification, https://www.rfc-editor.org/rfc/rfc4287
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, BinaryIO

from django.utils import timezone
from lxml import etree

from articles.wire import xml
from articles.wire.addresses import host_of
from articles.wire.html import moment
from articles.wire.items import Attached, BrokenOff, Item, Name, Source, State, Term, words

__all__ = ["read"]


def read(open_file: Callable[[], BinaryIO]) -> Source:
    site = ""
    with suppress(BrokenOff):  # reading the items tells of it
        site = next(_read(open_file, ("{*}link",), _site_of), "")
    host = host_of(site)
    return Source(
        name=host or "feed",
        format="feed",
        items=_read(open_file, ("{*}item", "{*}entry"), _item),
        hosts=frozenset({host} if host else ()),
    )


def _read(
    open_file: Callable[[], BinaryIO], tags: tuple[str, ...], made: Callable[[Any], Any]
) -> Iterator[Any]:
    with open_file() as file:
        for element in xml.elements(file, tags):
            if (found := made(element)) is not None:
                yield found
            xml.forget(element)


def _site_of(element: etree._Element) -> str | None:
    """Return the address of the page that the feed is of; None for another link."""
    if element.get("rel") in {"self", "hub", "next"}:
        return None
    return element.get("href") or (element.text or "").strip() or None


def _item(element: etree._Element) -> Item:
    read = partial(_text, element)
    address = read("link") or _alternate(element)
    item = Item(key=read("guid", "id") or address or read("title"), state=State.PUBLISHED)
    item.headline = words(read("title"))
    item.address = address
    item.published_at = _moment(read("pubDate", "published", "date", "issued", "updated"))
    item.body = read("encoded", "content") or read("description", "summary")
    if read("encoded", "content"):
        item.standfirst = words(read("description", "summary"))
    item.authors = [Name("", name) for name in _people(element)]
    item.terms = [
        Term(term, term, is_category=True)
        for each in element.findall("{*}category")
        if (term := (each.get("term") or each.text or "").strip())
    ]
    item.lead = _picture(element)
    if not item.key:
        item.left = "It has neither an id nor an address."
    return item


def _text(element: etree._Element, *names: str) -> str:
    for name in names:
        for found in element.findall(f"{{*}}{name}"):
            text = _inside(found)
            if text:
                return text
    return ""


def _inside(element: etree._Element) -> str:
    """Return the text; of XHTML within it, its tags too."""
    if not len(element):
        return (element.text or "").strip()
    return "".join(etree.tostring(each, encoding="unicode", method="html") for each in element)


def _alternate(element: etree._Element) -> str:
    links = [each for each in element.findall("{*}link") if each.get("href")]
    found = [each for each in links if each.get("rel", "alternate") == "alternate"]
    return (found[0].get("href") or "") if found else ""


def _people(element: etree._Element) -> list[str]:
    names = [(each.text or "").strip() for each in element.findall("{*}creator")]
    names += [
        _text(each, "name") or (each.text or "").strip() for each in element.findall("{*}author")
    ]
    return [name for name in dict.fromkeys(names) if name]


def _picture(element: etree._Element) -> Attached | None:
    for each in (*element.findall("{*}enclosure"), *element.findall("{*}content")):
        kind = f"{each.get('type', '')} {each.get('medium', '')}"
        if "image" in kind and each.get("url"):
            told = partial(_text, each)
            return Attached(each.get("url") or "", told("description"), "", told("credit"))
    return None


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return moment(text)
    return timezone.make_aware(found) if timezone.is_naive(found) else found
