"""Notes in AVIF files. They are items beside the picture's, and are blotted out where they stand.

The file keeps its length, so every offset in it stays right: ISO/IEC 14496-12, 8.11 and 23008-12.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from articles.photo.checking import Unusable

__all__ = ["strip_avif"]

#: Items that make up the picture; all others (`Exif`, `mime` for XMP, `uri `) are notes.
PICTURES = frozenset({b"av01", b"grid", b"iden", b"iovl", b"tmap"})
BOXES = frozenset({b"ftyp", b"meta", b"mdat"})
META_BOXES = frozenset(
    {b"hdlr", b"pitm", b"iinf", b"iloc", b"iprp", b"iref", b"idat", b"grpl", b"dinf"}
)
STRANGE = "We can't take the camera's notes off this AVIF file. Save it as a JPEG."


class Box(NamedTuple):
    """A box by its type and where it and its content begin and end."""

    kind: bytes
    start: int
    inside: int
    end: int


def strip_avif(content: bytes) -> bytes:
    """Return the file with all notes blotted out; raises `Unusable` where it is none we know."""
    made = bytearray(content)
    meta = None
    for box in _boxes(made, 0, len(made)):
        if box.kind == b"meta":
            meta = box
        elif box.kind not in BOXES:
            _blot_box(made, box)
    if meta is None:
        raise Unusable(STRANGE)
    inner = {box.kind: box for box in _boxes(made, meta.inside + 4, meta.end)}
    for box in _boxes(made, meta.inside + 4, meta.end):
        if box.kind not in META_BOXES:
            _blot_box(made, box)
    _blot_items(made, inner)
    return bytes(made)


def _boxes(data: bytearray, at: int, end: int) -> Iterator[Box]:
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        elif size == 0:  # to the end
            size = end - at
        if size < head or at + size > end:
            raise Unusable(STRANGE)
        yield Box(kind, at, at + head, at + size)
        at += size


def _blot_box(data: bytearray, box: Box) -> None:
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.inside : box.end] = bytes(box.end - box.inside)


def _blot_items(data: bytearray, boxes: dict[bytes, Box]) -> None:
    if b"iinf" not in boxes or b"iloc" not in boxes:
        raise Unusable(STRANGE)
    notes = set(_unname_notes(data, boxes[b"iinf"]))
    for item, start, length in _places(data, boxes):
        if item in notes:
            if start + length > len(data):
                raise Unusable(STRANGE)
            data[start : start + length] = bytes(length)


def _unname_notes(data: bytearray, iinf: Box) -> Iterator[int]:
    """Yield the ids of the items that are notes, and give them a type that nobody reads."""
    wide = data[iinf.inside] > 0
    for box in _boxes(data, iinf.inside + (8 if wide else 6), iinf.end):
        version = data[box.inside]
        if box.kind != b"infe" or version not in (2, 3):
            raise Unusable(STRANGE)
        form = ">HH4s" if version == 2 else ">IH4s"
        item, _protection, kind = struct.unpack_from(form, data, box.inside + 4)
        if kind not in PICTURES:
            at = box.inside + 4 + struct.calcsize(form)
            data[at - 4 : at] = b"free"
            data[at : box.end] = bytes(box.end - at)
            yield item


class Reader:
    """Reads numbers one after another."""

    def __init__(self, data: bytearray, at: int) -> None:
        self.data, self.at = data, at

    def number(self, size: int) -> int:
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at])


def _places(data: bytearray, boxes: dict[bytes, Box]) -> Iterator[tuple[int, int, int]]:
    """Yield where each item's data lie: its id, the first byte, and how many."""
    read = Reader(data, boxes[b"iloc"].inside)
    version = read.number(4) >> 24
    sizes = read.number(2)
    offset_size, length_size = sizes >> 12 & 15, sizes >> 8 & 15
    base_size, index_size = sizes >> 4 & 15, sizes & 15
    id_size = 4 if version == 2 else 2
    for _ in range(read.number(id_size)):
        item = read.number(id_size)
        method = read.number(2) & 15 if version else 0
        read.number(2)
        base = read.number(base_size)
        if method == 1 and b"idat" in boxes:
            base += boxes[b"idat"].inside
        elif method:
            raise Unusable(STRANGE)
        for _ in range(read.number(2)):
            read.number(index_size if version else 0)
            yield item, base + read.number(offset_size), read.number(length_size)
