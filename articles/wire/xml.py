"""Reading XML that anybody may have written: no network, no entities, in little memory."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from lxml import etree

from articles.wire.items import BrokenOff

__all__ = ["elements", "forget", "is_feed", "name_of"]

#: Characters that XML forbids and databases of blogs are full of.
FORBIDDEN = bytes(each for each in range(32) if each not in b"\t\n\r")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


#: A feed's root, with what may stand before it: a byte order mark, declarations, comments. What was
#: matched once is never tried in another way, so the time it takes grows with the text alone.
ROOT = re.compile(
    rb"\s*+(?:\xef\xbb\xbf)?+"
    rb"(?>\s*+(?>(?><\?[^>]{0,500}>)|(?><!--.{0,4000}?-->)|(?><!DOCTYPE[^>]{0,500}>)))*+"
    rb"\s*+<(?:rss|feed|rdf:RDF)[\s>]",
    re.DOTALL | re.IGNORECASE,
)


def is_feed(head: bytes) -> bool:
    """Say whether a file's beginning is a feed's: not a page in which one is mentioned."""
    return bool(ROOT.match(head))


class Tidied(io.RawIOBase):
    """The file without the bytes that XML forbids: in UTF-8 they are no part of others."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._wide: bool | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        if self._wide is None:
            self._wide = data.startswith(WIDE)
        if self._wide:
            return data
        tidied = data.translate(None, FORBIDDEN)
        # Nothing would mean the end of the file.
        return tidied or (self.read(size) if data else b"")


def elements(file: BinaryIO, tags: Iterable[str]) -> Iterator[etree._Element]:
    """Yield each element of these tags once it is whole.

    Raises `BrokenOff` where the file is no XML any further, or defines entities.
    """
    reading = etree.iterparse(
        cast("BinaryIO", Tidied(file)),
        events=("end",),
        tag=tuple(tags),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    looked = False
    try:
        for _, element in reading:
            if not looked:
                looked = True
                if element.getroottree().docinfo.internalDTD is not None:
                    raise BrokenOff("It defines a document type, which no such file needs.")
            yield element
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise BrokenOff(
            f"It can't be read on from line {line}, column {column}: {error.msg}. "
            "Export it anew, or mend that line."
        ) from error


def name_of(element: etree._Element) -> str:
    """Return the name without its namespace, and without a prefix that the file doesn't declare."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def forget(element: etree._Element) -> None:
    """Let go of an element that is done with, and of all before it."""
    element.clear()
    parent = element.getparent()
    if parent is None:
        return
    while element.getprevious() is not None:
        del parent[0]
