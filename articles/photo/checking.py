"""Which files we take. A file's head says how much is in it, so nothing is unpacked before."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from PIL import ExifTags, Image, UnidentifiedImageError

__all__ = [
    "DAMAGED",
    "FEWEST_PIXELS",
    "KINDS",
    "MOST_BYTES",
    "MOST_PIXELS",
    "Unusable",
    "check",
    "kind_of",
    "opened",
    "orientation",
    "refuse_size",
    "upright_size",
]

KINDS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_BYTES = 30 * 1024 * 1024
#: A file of some kilobytes can unpack to gigabytes.
MOST_PIXELS = 60_000_000
#: Less is no picture for readers, and its renditions would have no height.
FEWEST_PIXELS = 200
#: Values of the orientation tag that lay the picture on its side.
SIDEWAYS = (5, 6, 7, 8)

#: What decoders raise over a file that isn't what it says it is.
FAULTS = (
    OSError, ValueError, SyntaxError, EOFError, RuntimeError, MemoryError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip

DAMAGED = "This picture is damaged: a part of it is missing. Export it anew."
UNKNOWN = "This is no JPEG, PNG, WebP or AVIF picture, or it is damaged."
#: What people try, by the bytes at the start of the file or four bytes in.
OTHERS = {
    b"ftyphei": "This is a HEIC picture, as iPhones store them. Export it as JPEG.",
    b"ftyphev": "This is a HEIC picture, as iPhones store them. Export it as JPEG.",
    b"<svg": "This is an SVG drawing. Export it as PNG.",
    b"<?xml": "This is an SVG drawing or another XML file. Export it as PNG.",
    b"GIF8": "This is a GIF. Save it as PNG.",
    b"II*\0": "This is a TIFF or a camera's raw file. Export it as JPEG.",
    b"MM\0*": "This is a TIFF or a camera's raw file. Export it as JPEG.",
    b"%PDF": "This is a PDF. Export the page as PNG.",
    b"BM": "This is a Windows bitmap. Save it as PNG.",
}


class Unusable(ValueError):  # noqa: N818 - nothing went wrong: the answer is no
    """A file that we don't take. Its text is a sentence for people: what it is, and what to do."""


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Image.Image]:
    """Open a file of a kind that we take; raises `Unusable`. The file is left at its start."""
    file.seek(0)
    try:
        yield _open(file)
    except Unusable:
        raise
    except Image.DecompressionBombError as bomb:
        raise Unusable(
            "This picture has far more than 60 megapixels. Make it smaller first."
        ) from bomb
    except UnidentifiedImageError as unknown:
        raise Unusable(_what_it_is(file)) from unknown
    except FAULTS as fault:
        raise Unusable(DAMAGED) from fault
    finally:
        file.seek(0)


def _open(file: IO[bytes]) -> Image.Image:
    with warnings.catch_warnings():
        # Of many pixels, for which we have a limit of our own, and of what else is odd in the file.
        warnings.simplefilter("ignore")
        return Image.open(file, formats=KINDS)


def _what_it_is(file: IO[bytes]) -> str:
    file.seek(0)
    head = file.read(256).lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, sentence in OTHERS.items():
        if head.startswith(start) or head[4:].startswith(start):
            return sentence
    return UNKNOWN


def check(file: IO[bytes], size: int) -> None:
    """Raise `Unusable` where the file, which has this many bytes, is none we take."""
    refuse_size(size)
    with opened(file) as image:
        _check_head(image)


def refuse_size(size: int) -> None:
    """Raise `Unusable` where a file has more bytes than we take, or none."""
    if size > MOST_BYTES:
        raise Unusable(
            f"This file has {size / 1024**2:.0f} MB; 30 MB is the most. "
            "Save it as a JPEG, or smaller."
        )
    if size == 0:
        raise Unusable("This file is empty.")


def _check_head(image: Image.Image) -> None:
    width, height = image.size
    if min(width, height) < FEWEST_PIXELS:
        raise Unusable(
            f"This picture has {width} × {height} pixels; "
            f"it needs at least {FEWEST_PIXELS} each way."
        )
    if width * height > MOST_PIXELS:
        raise Unusable(
            f"This picture has {width} × {height} pixels, {width * height / 1e6:.0f} megapixels; "
            "60 is the most. Make it smaller first."
        )
    # Phones put a second, smaller JPEG behind the first; only the first is kept.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise Unusable("This picture moves. Save one still of it, and add that.")


def kind_of(content: bytes) -> str:
    """Return which of `KINDS` the file is."""
    with opened(io.BytesIO(content)) as image:
        # What phones write, several JPEGs in a row, begins as one.
        return "JPEG" if image.format == "MPO" else str(image.format)


def orientation(image: Image.Image) -> int:
    """Return how the picture lies, 1 to 8 as Exif counts; 1 is upright."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, OSError):
        return 1  # the camera's notes are damaged, which harms no picture
    return value if value in range(1, 9) else 1


def upright_size(file: IO[bytes]) -> tuple[int, int]:
    """Return width and height in pixels as the picture is looked at."""
    with opened(file) as image:
        width, height = image.size
        return (height, width) if orientation(image) in SIDEWAYS else (width, height)
