"""XML for feeds: elements with text that XML can carry."""

import re
from datetime import datetime

from django.utils import timezone
from lxml import etree

__all__ = ["ATOM", "add", "moment", "text"]

ATOM = "http://www.w3.org/2005/Atom"
#: What XML 1.0 has no way to write, https://www.w3.org/TR/xml/#charsets
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: str) -> str:
    """Return the words without the characters that no XML document can hold."""
    return UNWRITABLE.sub("", words)


def add(
    parent: etree._Element, name: str, words: str | None = None, **attributes: str
) -> etree._Element:
    """Add an element and return it."""
    clean = {key: text(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, name, clean)
    if words is not None:
        element.text = text(words)
    return element


def moment(at: datetime) -> str:
    """Return a moment as RFC 3339 has it, with the newsroom's offset."""
    return timezone.localtime(at).isoformat(timespec="seconds")
