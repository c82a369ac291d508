"""The pixels of a picture, as screens show them."""

import io
from typing import IO

from PIL import Image, ImageCms, ImageOps

from articles.photo.checking import opened

__all__ = ["decode"]

Size = tuple[int, int]
SRGB = ImageCms.createProfile("sRGB")
#: One plane of numbers wider than eight bits, which Pillow would cut off instead of scaling.
DEEP_MODES = ("I;16", "I;16B", "I;16L", "I;16N", "I")


def decode(file: IO[bytes], enough: Size) -> Image.Image:
    """Return the picture upright, as RGB in sRGB, on white where it is transparent.

    No larger than is needed to fill `enough` (width and height), which makes all that follows
    fast. Raises `Unusable` where the file is damaged.
    """
    with opened(file) as image:
        if image.format in ("JPEG", "MPO"):
            # The decoder itself leaves out what would be thrown away, in steps of a half.
            image.draft(None, _scaled(image.size, (max(enough), max(enough))))
        image.load()
        upright = ImageOps.exif_transpose(image)
        profile = image.info.get("icc_profile")
    size = _scaled(upright.size, enough)
    if size != upright.size:
        upright = _scalable(upright).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _in_srgb(_scalable(upright), profile)


def _scaled(size: Size, enough: Size) -> Size:
    """Return the smallest size of these proportions that fills `enough`, or the size itself."""
    width, height = size
    scale = max(enough[0] / width, enough[1] / height)
    return size if scale >= 1 else (round(width * scale), round(height * scale))


def _scalable(image: Image.Image) -> Image.Image:
    """Return the image in a mode that can be scaled, and that has no transparency."""
    if image.mode in DEEP_MODES:
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        above = image.convert("RGBA")
        below = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(below, above).convert("RGB")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the image in the colours of the web; a profile that doesn't fit is as good as none."""
    plain = Image.new("RGB", (1, 1))  # nothing of the file's own notes comes along
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            image = image.convert("RGB")
    image = image.convert("RGB")
    image.info = plain.info
    return image
