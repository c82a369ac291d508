"""What photographers and agencies wrote into a file: caption, credit, date, text for the blind.

Three notations, of which a file may have all: XMP (https://www.iptc.org/std/photometadata/), Exif,
and IPTC-IIM (https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf). The newest of them that
says something is believed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO

from PIL import ExifTags, Image

from articles.photo.checking import opened
from articles.photo.iptc import read_iptc
from articles.photo.xmp import read_xmp

__all__ = ["Notes", "notes"]

#: What the library holds of each, in characters.
LIMITS = {"alt": 300, "caption": 4000, "credit": 120, "source": 200}
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
FIRST_PHOTOGRAPH = 1826


@dataclass(frozen=True)
class Notes:
    """What a file says of its picture, each empty where it says nothing.

    `taken_at` is naive where the camera didn't write its zone.
    """

    alt: str = ""
    caption: str = ""
    credit: str = ""
    source: str = ""
    taken_at: datetime | None = None


def notes(file: IO[bytes]) -> Notes:
    """Return what the file says of its picture; raises `Unusable` where it is none."""
    with opened(file) as image:
        readings = [read(image) for read in READERS]
    said = {
        name: _tidy(next((each[name] for each in readings if each.get(name)), ""), limit)
        for name, limit in LIMITS.items()
    }
    dates = (_moment(each.get("taken_at", "")) for each in readings)
    return Notes(**said, taken_at=next(filter(None, dates), None))


def _xmp(image: Image.Image) -> dict[str, str]:
    packet = image.info.get("xmp")
    return read_xmp(packet) if isinstance(packet, bytes) else {}


def _iptc(image: Image.Image) -> dict[str, str]:
    resources = image.info.get("photoshop")
    block = resources.get(0x0404) if isinstance(resources, dict) else None
    return read_iptc(block) if block else {}


def _exif(image: Image.Image) -> dict[str, str]:
    try:
        exif = image.getexif()
        camera = exif.get_ifd(ExifTags.IFD.Exif)
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, OSError):
        return {}
    date = str(camera.get(ExifTags.Base.DateTimeOriginal, ""))
    zone = str(camera.get(ExifTags.Base.OffsetTimeOriginal, ""))
    return {
        "caption": str(exif.get(ExifTags.Base.ImageDescription, "")),
        "credit": str(exif.get(ExifTags.Base.Artist, "")),
        "source": str(exif.get(ExifTags.Base.Copyright, "")),
        "taken_at": date[:10].replace(":", "-") + date[10:] + zone,
    }


READERS: Iterable[Callable[[Image.Image], dict[str, str]]] = (_xmp, _iptc, _exif)


def _tidy(text: str, limit: int) -> str:
    """Return the text without what no text has, and no longer than the library holds it."""
    text = CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if limit <= LIMITS["alt"]:
        text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _moment(text: str) -> datetime | None:
    """Return an ISO 8601 moment; None where it is none, or where the camera's clock was not set."""
    try:
        found = datetime.fromisoformat(text.strip("\0 "))
    except ValueError:
        return None
    latest = datetime.now(found.tzinfo or UTC).replace(tzinfo=found.tzinfo) + timedelta(days=1)
    return found if found.year >= FIRST_PHOTOGRAPH and found <= latest else None
