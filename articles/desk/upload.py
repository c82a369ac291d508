"""Pictures as people upload them: what is taken and what is refused, before it is decoded."""

import warnings
from typing import Any

from django import forms
from django.core.files.base import File
from PIL import Image, UnidentifiedImageError

__all__ = ["FEWEST_PIXELS", "MOST_BYTES", "MOST_PIXELS", "PictureFileField"]

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_BYTES = 30 * 1024 * 1024
#: A file of some kilobytes can unpack to gigabytes; its head says so before anything is unpacked.
MOST_PIXELS = 60_000_000
#: Less is no picture for readers, and its renditions would have no height.
FEWEST_PIXELS = 200


class PictureFileField(forms.ImageField):
    """A picture of a kind and a size that we can show."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Django's only validator goes by the name; what is in the file counts, not how it is named.
        self.validators.clear()
        self.widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/avif"

    def to_python(self, data: File | None) -> File | None:
        if data:
            check(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return super().to_python(data)


def check(file: File) -> None:
    """Raise a ValidationError that says what to do where the file is none we take."""
    if (file.size or 0) > MOST_BYTES:
        raise forms.ValidationError(
            f"This file has {(file.size or 0) / 1024**2:.0f} MB; 30 MB is the most. "
            "Save it as a JPEG, or smaller."
        )
    width, height = dimensions(file)
    if min(width, height) < FEWEST_PIXELS:
        raise forms.ValidationError(
            f"This picture has {width} × {height} pixels; "
            f"it needs at least {FEWEST_PIXELS} each way."
        )
    if width * height > MOST_PIXELS:
        raise forms.ValidationError(
            f"This picture has {width} × {height} pixels, {width * height / 1e6:.0f} megapixels; "
            "60 is the most. Make it smaller first."
        )


def dimensions(file: File) -> tuple[int, int]:
    """Return width and height as the file's head has them; nothing is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=FORMATS)
            size, moves = picture.size, getattr(picture, "is_animated", False)
    except Image.DecompressionBombError as bomb:
        raise forms.ValidationError(
            "This picture has far more than 60 megapixels. Make it smaller first."
        ) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as unknown:
        raise forms.ValidationError(
            "This is no JPEG, PNG, WebP or AVIF picture, or it is damaged."
        ) from unknown
    if moves:
        raise forms.ValidationError("This picture moves. Save one still of it, and add that.")
    file.seek(0)
    return size
