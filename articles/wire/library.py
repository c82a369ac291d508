"""Pictures that come with copy: found in a folder, taken into the library once."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from django.core.files.base import File
from django.db import transaction

from articles import photo, workflow
from articles.models import Origin, Picture, User
from articles.wire.addresses import parts_of
from articles.wire.items import Attached
from articles.wire.markup import stem

__all__ = ["Library"]

DATA = re.compile(r"data:image/[a-z+.-]{1,20};base64,", re.IGNORECASE)
#: As long as the fields of the model.
ALT, CREDIT = 300, 120


class Library:
    """The pictures of one source. Nothing is ever fetched: what isn't in the folder isn't there."""

    def __init__(
        self, by: User, source: str, folder: Path | None, credit: str, *, dry: bool = False
    ) -> None:
        self.by, self.source, self.credit, self.dry = by, source, credit, dry
        self.folder = folder.resolve() if folder else None
        #: A picture, or why there is none.
        self._known: dict[str, Picture | str] = {}

    def find(self, told: Attached, notes: list[str]) -> Picture | None:
        """Return the picture, taken in now if need be; None, with a note, where there is none."""
        key = self._key(told)
        if key not in self._known:
            self._known[key] = self._stored(key) or self._added(key, told)
        found = self._known[key]
        if isinstance(found, Picture):
            return found
        note = f"The picture {_name(told.address)} is left out: {found}"
        if note not in notes:
            notes.append(note)
        return None

    def _key(self, told: Attached) -> str:
        if told.data or DATA.match(told.address):
            data = told.data or told.address.encode()
            return f"picture {hashlib.sha256(data).hexdigest()}"
        return f"picture {stem(told.address)}"[:500]

    def _stored(self, key: str) -> Picture | None:
        origins = Origin.objects.select_related("picture").filter(source=self.source, key=key)
        origin = origins.first()
        return origin.picture if origin else None

    def _added(self, key: str, told: Attached) -> Picture | str:
        found = self._bytes(told)
        if found is None:
            return "it isn't in the folder." if self.folder else "no folder of pictures is given."
        try:
            return self._add(key, told, found, _name(told.address))
        except (workflow.Refused, photo.Unusable) as refusal:
            return str(refusal)

    def _add(self, key: str, told: Attached, found: bytes, name: str) -> Picture:
        file = File(BytesIO(found), name=name)
        file.size = len(found)
        said = {
            "alt": told.alt[:ALT],
            "caption": told.caption,
            "credit": (told.credit or self.credit)[:CREDIT],
        }
        if self.dry:
            photo.check(file, file.size)
            return Picture(pk=0, alt=said["alt"], credit=said["credit"], file=name)
        digest = hashlib.sha256(found).hexdigest()
        with transaction.atomic():
            picture = workflow.add_picture(self.by, file, **said)
            Origin.objects.create(source=self.source, key=key, digest=digest, picture=picture)
            workflow.prepare_later(picture)
        return picture

    def _bytes(self, told: Attached) -> bytes | None:
        if told.data:
            return told.data
        if DATA.match(told.address):
            try:
                return base64.b64decode(told.address.partition(",")[2], validate=False)
            except (ValueError, binascii.Error):
                return None
        for path in self._candidates(told.address):
            if path.is_file() and path.stat().st_size <= photo.MOST_BYTES:
                return path.read_bytes()
        return None

    def _candidates(self, address: str) -> Iterator[Path]:
        """Yield where the file may be: its path's last parts, the longest first, largest size."""
        if self.folder is None:
            return
        parts = [each for each in unquote(parts_of(address).path).split("/") if each]
        for first in range(len(parts)):
            tail = "/".join(parts[first:])
            for name in dict.fromkeys((stem(tail), tail)):
                path = (self.folder / name).resolve()
                if path.is_relative_to(self.folder):
                    yield path


def _name(address: str) -> str:
    return "in the text" if DATA.match(address) else unquote(address).rpartition("/")[2] or address
