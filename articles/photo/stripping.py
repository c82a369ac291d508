"""Taking off a picture's file all that isn't the picture: place, names, serial numbers, thumbnails.

What is kept is listed, so a notation that nobody has heard of yet goes too: pixels, colour profile,
and how the picture lies. Nothing is compressed anew. What the notes said of the picture is kept
where it can be corrected: in the library.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator

from articles.photo.avif import strip_avif
from articles.photo.checking import DAMAGED, Unusable, opened, orientation

__all__ = ["without_notes"]

ORIENTATION_TAG, SHORT = 0x0112, 3

# JPEG, https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
START, END, SCAN = 0xD8, 0xD9, 0xDA
#: What ends the data of a scan: a marker that is neither a stuffed byte nor a restart.
AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
#: Notes of applications (APP0 to APP15) and comments.
NOTES = (*range(0xE0, 0xF0), 0xFE)
#: Those that say how the pixels are meant: density, colour profile, Adobe's colour transform.
NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
#: So much of the density's segment comes before its thumbnail, whose size is then nought.
JFIF_LENGTH = 12

# PNG, https://www.w3.org/TR/png-3/
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
     b"cICP", b"mDCV", b"cLLI", b"pHYs"}
)  # fmt: skip

# WebP, https://developers.google.com/speed/webp/docs/riff_container
WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ICCP"})
HAS_EXIF, HAS_XMP = 0x08, 0x04


def without_notes(content: bytes) -> bytes:
    """Return the file with nothing but the picture; raises `Unusable` where it is none we take."""
    with opened(io.BytesIO(content)) as image:
        kind, lies = image.format, orientation(image)
    exif = _exif(lies) if lies != 1 else b""
    try:
        if kind == "PNG":
            return _png(content, exif)
        if kind == "WEBP":
            return _webp(content, exif)
        if kind == "AVIF":
            return strip_avif(content)
        return _jpeg(content, exif)
    except (IndexError, struct.error) as fault:
        raise Unusable(DAMAGED) from fault


def _exif(lies: int) -> bytes:
    """Return Exif's block (a TIFF) with the orientation as its only tag."""
    head = struct.pack(">2sHI", b"MM", 42, 8)
    return head + struct.pack(">HHHIHHI", 1, ORIENTATION_TAG, SHORT, 1, lies, 0, 0)


def _jpeg(content: bytes, exif: bytes) -> bytes:
    """Return the first picture in the file; phones put others, and films, behind it."""
    kept = [bytes([0xFF, START])]
    if exif:
        payload = b"Exif\0\0" + exif
        kept.append(struct.pack(">BBH", 0xFF, 0xE1, len(payload) + 2) + payload)
    at = 2
    while (at := content.find(b"\xff", at)) >= 0:
        marker = content[at + 1]
        if marker == 0xFF:  # a byte to fill up with
            at += 1
            continue
        if marker == END:
            kept.append(content[at : at + 2])
            break
        length = struct.unpack_from(">H", content, at + 2)[0]
        end = at + 2 + length
        if marker == SCAN:
            after = AFTER_SCAN.search(content, end)
            end = after.start() if after else len(content)
        kept.append(_segment(content[at:end], marker))
        at = end
    # Where the end is missing it stays so: decoding finds out what else is.
    return b"".join(kept)


def _segment(segment: bytes, marker: int) -> bytes:
    """Return the segment, or nothing where it is notes."""
    if marker not in NOTES:
        return segment
    if marker not in NEEDED or not segment.startswith(NEEDED[marker], 4):
        return b""
    if marker == 0xE0:
        payload = segment[4 : 4 + JFIF_LENGTH] + b"\0\0"
        return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
    return segment


def _png(content: bytes, exif: bytes) -> bytes:
    kept = [SIGNATURE]
    at = len(SIGNATURE)
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + length + 12
        if kind == b"IDAT" and exif:
            kept.append(_png_exif(exif))
            exif = b""
        if kind in PNG_CHUNKS:
            kept.append(content[at:end])
        if kind == b"IEND":
            break
        at = end
    return b"".join(kept)


def _png_exif(exif: bytes) -> bytes:
    named = b"eXIf" + exif
    return struct.pack(">I", len(exif)) + named + struct.pack(">I", zlib.crc32(named))


def _webp(content: bytes, exif: bytes) -> bytes:
    kept = []
    for kind, payload in _riff(content):
        if kind == b"VP8X":
            flags = payload[0] & ~(HAS_EXIF | HAS_XMP) | (HAS_EXIF if exif else 0)
            kept.append(_chunk(kind, bytes([flags]) + payload[1:]))
        elif kind in WEBP_CHUNKS:
            kept.append(_chunk(kind, payload))
    if exif:
        kept.append(_chunk(b"EXIF", exif))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", content, at)
        yield kind, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(payload)) + payload + b"\0" * (len(payload) % 2)
