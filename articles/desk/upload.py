"""Pictures as forms take them."""

from typing import Any

from django import forms
from django.core.files.base import File

from articles import photo

__all__ = ["ACCEPTED", "PictureFileField"]

#: What a file dialog offers first.
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"


class PictureFileField(forms.FileField):
    """A picture of a kind and a size that we can show, whole."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ACCEPTED

    def to_python(self, data: File | None) -> File | None:
        file = super().to_python(data)
        if file is None:
            return None
        try:
            photo.check(file, file.size)
            photo.decode(file, (16, 16))  # as small as can be: that it can be read is the point
        except photo.Unusable as unusable:
            raise forms.ValidationError(str(unusable)) from unusable
        return file
