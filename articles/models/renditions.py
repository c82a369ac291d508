"""Renditions: the crops, sizes and formats in which readers get a picture."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

from PIL import Image

__all__ = [
    "AT_THE_DESK",
    "CARDS",
    "CARD_WIDTH",
    "ENOUGH",
    "PLACED",
    "SHAPES",
    "THUMBNAIL",
    "Shape",
    "Source",
    "fitted",
    "formats",
    "render",
    "widths",
]

Size = tuple[int, int]
Box = tuple[float, float, float, float]


class Source(NamedTuple):
    """One rendition: its address and its size in pixels."""

    url: str
    width: int
    height: int


class Shape(NamedTuple):
    """A crop, and the widths it comes in; few browsers take WebP and no AVIF, so it has fewer."""

    #: Width to height; None: the whole picture.
    ratio: Size | None
    avif: tuple[int, ...]
    webp: tuple[int, ...]


#: Each width is at most 1.6 times the one before, so that nobody loads much more than is shown.
SHAPES = {
    # The lead, and the picture on top of a card.
    "wide": Shape((16, 9), (256, 400, 640, 1024, 1600), (400, 1024)),
    # Beside the words of a card.
    "standard": Shape((4, 3), (160, 256, 400, 640), (256,)),
    # Portraits.
    "square": Shape((1, 1), (160, 256, 400), (256,)),
    # In the body of an article.
    "full": Shape(None, (400, 640, 1024, 1600), (640, 1600)),
}
#: For machines, in the three shapes and the width that search engines ask for
#: (https://developers.google.com/search/docs/appearance/structured-data/article); JPEG, since not
#: all social networks read others.
CARDS = ("wide", "standard", "square")
CARD_WIDTH = 1200
#: A picture that fills this has what every rendition is made of.
ENOUGH = (1600, 1200)
#: What the desk shows itself, so it is made first: in its lists, and where it is placed in a body.
THUMBNAIL, PLACED = ("wide", "webp", 400), ("full", "webp", 640)
AT_THE_DESK = tuple(f"{shape}_{width}_{kind}" for shape, kind, width in (THUMBNAIL, PLACED))

SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 55, "speed": 9},
    "WEBP": {"quality": 78, "method": 2},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
}


class Recipe(NamedTuple):
    """How a rendition is made. Its name comes from this, so another recipe is another file."""

    kind: str
    width: int
    ratio: Size | None
    options: dict[str, Any]


def render(image: Image.Image, original: Size, recipe: Recipe, focus: list[float]) -> bytes:
    """Return the rendition, without any notes of the original's.

    `image` is upright and RGB, and may be smaller than the original, whose size is given.
    """
    box = _crop(image.size, recipe.ratio, focus) if recipe.ratio else None
    size = fitted(original, recipe.ratio, recipe.width)
    made = io.BytesIO()
    # Large steps down go through a cheap one first, to what is still three times the result.
    small = image.resize(size, Image.Resampling.LANCZOS, box, reducing_gap=3.0)
    small.save(made, recipe.kind, **recipe.options)
    return made.getvalue()


def fitted(original: Size, ratio: Size | None, width: int) -> Size:
    """Return the size of a rendition of this width: nothing is made larger than the original."""
    own, height = original
    across, down = ratio or original
    width = max(1, min(width, own, height * across // down))
    return width, max(1, round(width * down / across))


def widths(original: Size, shape: str, kind: str) -> list[int]:
    """Return the widths worth making: no more than one of them takes all that the original has."""
    offered: tuple[int, ...] = getattr(SHAPES[shape], kind)
    own = fitted(original, SHAPES[shape].ratio, max(offered))[0]
    smaller = [width for width in offered if width < own]
    return [*smaller, *(width for width in offered if width >= own)][: len(smaller) + 1]


def _crop(size: Size, ratio: Size, focus: list[float]) -> Box:
    """Return the largest part of these proportions, with the focus as near its middle as can be."""
    width, height = size
    across = min(width, height * ratio[0] / ratio[1])
    down = across * ratio[1] / ratio[0]
    left = min(max(width * focus[0] - across / 2, 0), width - across)
    top = min(max(height * focus[1] - down / 2, 0), height - down)
    return left, top, left + across, top + down


def formats() -> dict[str, Callable[[Any, Any], None]]:
    """Return every rendition by name: `wide_400_avif`, `full_640_webp`, ..., `card_wide_jpeg`."""
    made = {f"card_{name}_jpeg": _format("JPEG", CARD_WIDTH, SHAPES[name].ratio) for name in CARDS}
    for name, shape in SHAPES.items():
        for kind in ("avif", "webp"):
            for width in getattr(shape, kind):
                made[f"{name}_{width}_{kind}"] = _format(kind.upper(), width, shape.ratio)
    return made


def _format(kind: str, width: int, ratio: Size | None) -> Callable[[Any, Any], None]:
    """Return the rendition as imagefield asks for it: by what it sets on its context."""
    recipe = Recipe(kind, width, ratio, SAVE_OPTIONS[kind])

    def spec(_file: object, context: Any) -> None:
        context.extension = f".{kind.lower()}"
        context.processors = [recipe]

    return spec
