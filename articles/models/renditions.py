"""Renditions: the sizes and formats in which readers get a picture."""

from collections.abc import Callable
from typing import Any

from imagefield.processing_pillow import register_pillow

__all__ = ["CARD", "FULL_WIDTHS", "WIDE_WIDTHS", "formats"]

#: 16:9 crops around the focal point, for lists and the lead picture.
WIDE_WIDTHS = (400, 800, 1600)
#: The whole picture, for the body of an article.
FULL_WIDTHS = (800, 1600)
#: What social networks ask for, https://ogp.me/ as they practise it.
CARD = (1200, 630)

Processor = Callable[[Any, Any], Any]
SAVE_OPTIONS: dict[str, dict[str, object]] = {
    "AVIF": {"quality": 55, "speed": 8},
    "WEBP": {"quality": 78, "method": 2},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
}


@register_pillow
def encode_as(get_image: Processor, name: str) -> Processor:
    """Encode as the format of this name, without the camera's notes (place, serial number)."""

    def processor(image: Any, context: Any) -> Any:
        context.save_kwargs["format"] = name
        image = get_image(image.convert("RGB"), context)
        context.save_kwargs.update(SAVE_OPTIONS[name], exif=b"")
        return image

    return processor


def _format(name: str, *steps: object) -> Callable[[Any, Any], None]:
    def spec(_file: object, context: Any) -> None:
        context.extension = f".{name.lower()}"
        context.processors = ["autorotate", ("encode_as", name), "preserve_icc_profile", *steps]

    return spec


def formats() -> dict[str, Callable[[Any, Any], None]]:
    """Return every rendition by name: `wide_400_avif`, `full_800_webp`, ..., `card_jpeg`."""
    made = {"card_jpeg": _format("JPEG", ("crop", CARD))}
    for name in ("AVIF", "WEBP"):
        for width in WIDE_WIDTHS:
            made[f"wide_{width}_{name.lower()}"] = _format(name, ("crop", (width, width * 9 // 16)))
        for width in FULL_WIDTHS:
            step = ("thumbnail", (width, 10 * width))
            made[f"full_{width}_{name.lower()}"] = _format(name, step)
    return made
