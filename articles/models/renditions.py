"""Renditions: the sizes and formats in which readers get a picture."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

from imagefield.backend_base import calculate_crop_box
from PIL import Image

__all__ = [
    "AT_THE_DESK",
    "CARD",
    "ENOUGH",
    "FULL_WIDTHS",
    "WIDE_WIDTHS",
    "formats",
    "render",
    "whole",
]

#: 16:9 crops around the focal point, for lists and the lead picture.
WIDE_WIDTHS = (400, 800, 1600)
#: The whole picture, for the body of an article.
FULL_WIDTHS = (800, 1600)
#: What social networks ask for, https://ogp.me/ as they practise it.
CARD = (1200, 630)
#: A picture that fills this has what every rendition is made of.
ENOUGH = (1600, 900)
#: What the desk shows itself, so it is made first.
AT_THE_DESK = ("wide_400_webp", "full_800_webp")

Size = tuple[int, int]
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 55, "speed": 9},
    "WEBP": {"quality": 78, "method": 2},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
}


class Recipe(NamedTuple):
    """How a rendition is made. Its name comes from this, so another recipe is another file."""

    kind: str
    width: int
    #: None: the whole picture, as high as it comes out.
    height: int | None
    options: dict[str, Any]


def render(image: Image.Image, original: Size, recipe: Recipe, focus: list[float]) -> bytes:
    """Return the rendition, without any notes of the original's.

    `image` is upright and RGB, and may be smaller than the original, whose size is given.
    """
    if recipe.height is None:
        box, size = None, whole(original, recipe.width)
    else:
        size = (recipe.width, recipe.height)
        crop = calculate_crop_box(*image.size, *size, focus)
        box = (crop.left, crop.top, crop.left + crop.width, crop.top + crop.height)
    made = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS, box).save(made, recipe.kind, **recipe.options)
    return made.getvalue()


def whole(original: Size, width: int) -> Size:
    """Return the size of a whole picture in this width, or in its own where that is less."""
    own, height = original
    return (own, height) if own <= width else (width, max(1, round(height * width / own)))


def formats() -> dict[str, Callable[[Any, Any], None]]:
    """Return every rendition by name: `wide_400_avif`, `full_800_webp`, ..., `card_jpeg`."""
    made = {"card_jpeg": _format("JPEG", *CARD)}
    for kind in ("AVIF", "WEBP"):
        for width in WIDE_WIDTHS:
            made[f"wide_{width}_{kind.lower()}"] = _format(kind, width, width * 9 // 16)
        for width in FULL_WIDTHS:
            made[f"full_{width}_{kind.lower()}"] = _format(kind, width, None)
    return made


def _format(kind: str, width: int, height: int | None) -> Callable[[Any, Any], None]:
    """Return the rendition as imagefield asks for it: by what it sets on its context."""
    recipe = Recipe(kind, width, height, SAVE_OPTIONS[kind])

    def spec(_file: object, context: Any) -> None:
        context.extension = f".{kind.lower()}"
        context.processors = [recipe]

    return spec
