"""The file of a picture: stored without its notes, and decoded once for all its renditions."""

from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile, File
from imagefield.fields import ImageField, ImageFieldFile
from PIL import Image

from articles import photo
from articles.models.renditions import (
    CARD_WIDTH,
    CARDS,
    ENOUGH,
    SHAPES,
    Source,
    fitted,
    render,
    widths,
)

__all__ = ["PictureFile", "PictureFileField"]


class PictureFile(ImageFieldFile):
    """Whichever door a file comes through, what is stored says nothing of place or person."""

    _decoded: Image.Image | None = None

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the file; raises `photo.Unusable` where it is no picture that we take.

        Of the name nothing is kept: the ending says what is in the file, not what it was called.
        """
        content.seek(0)
        kept = photo.without_notes(content.read())
        name = f"picture.{photo.kind_of(kept).lower()}"
        super().save(name, ContentFile(kept, name), save=save)

    @property
    def renditions(self) -> list[str]:
        """The names of all that readers may get of this picture, by its own size."""
        return [
            *(f"card_{shape}_jpeg" for shape in self._card_shapes()),
            *(
                f"{shape}_{width}_{kind}"
                for shape in SHAPES
                for kind in ("avif", "webp")
                for width in widths(self._size, shape, kind)
            ),
        ]

    def sources(self, shape: str, kind: str) -> list[Source]:
        """Return the renditions of a shape in a format, `avif` or `webp`, ordered by width."""
        return [self.source(shape, kind, width) for width in widths(self._size, shape, kind)]

    def source(self, shape: str, kind: str, width: int) -> Source:
        """Return one of the renditions in `SHAPES`."""
        url = getattr(self, f"{shape}_{width}_{kind}")
        return Source(url, *fitted(self._size, SHAPES[shape].ratio, width))

    def cards(self) -> list[Source]:
        """Return the JPEGs for machines, the widest shape first; see `Picture.cards`."""
        return [self.card(shape) for shape in self._card_shapes()]

    def card(self, shape: str = CARDS[0]) -> Source:
        """Return the JPEG for machines of a shape in `CARDS`; of the first there always is one."""
        url = getattr(self, f"card_{shape}_jpeg")
        return Source(url, *fitted(self._size, SHAPES[shape].ratio, CARD_WIDTH))

    def make(self, names: Iterable[str]) -> None:
        """Make these renditions where they don't exist yet; raises `photo.Unusable`."""
        try:
            for name in names:
                if not self.exists(name):
                    self._pixels()  # outside of imagefield, which logs what is damaged as a fault
                    self.process(name)
        finally:
            self._decoded = None

    def exists(self, name: str) -> bool:
        """Say whether this rendition has been made."""
        return self.storage.exists(self.name_of(name))

    def name_of(self, name: str) -> str:
        """Return under which name the storage keeps this rendition."""
        stored: str = self._process_context(self.field.formats[name]).name
        return stored

    def make_stored(self, stored: str) -> bool:
        """Make the rendition that is stored under this name; say whether there is such.

        There are as many as have a name here, so no stranger can have others made.
        """
        found = (name for name in self.renditions if self.name_of(name) == stored)
        name = next(found, None)
        if name:
            self.make([name])
        return bool(name)

    def _card_shapes(self) -> list[str]:
        """Return the shapes that fill a card's width; the first in any case."""
        return [
            shape
            for shape in CARDS
            if shape == CARDS[0]
            or fitted(self._size, SHAPES[shape].ratio, CARD_WIDTH)[0] == CARD_WIDTH
        ]

    @property
    def _size(self) -> tuple[int, int]:
        return self.instance.width, self.instance.height

    def _process(self, processors: Any = None, context: Any = None) -> bytes:
        """Do what imagefield asks for, on pixels that are decoded once and scaled down early."""
        return render(self._pixels(), self._size, context.processors[0], context.ppoi)

    def _pixels(self) -> Image.Image:
        if self._decoded is None:
            with self.open("rb") as file:
                self._decoded = photo.decode(file, ENOUGH)
        return self._decoded

    def _get_image_dimensions(self) -> tuple[int, int]:
        """Return the size as the picture is looked at; Django's own is that of the sensor."""
        if not hasattr(self, "_dimensions_cache"):
            closed = self.closed
            self.open()
            self._dimensions_cache = photo.upright_size(self)
            if closed:
                self.close()
        return self._dimensions_cache


class PictureFileField(ImageField):
    attr_class = PictureFile
