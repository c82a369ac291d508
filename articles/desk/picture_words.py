"""The forms of a picture: all of it, and the words alone, as they are asked for after an upload."""

from typing import Any

from django import forms

from articles import workflow
from articles.desk.upload import PictureFileField
from articles.desk.widgets import FocalPointField
from articles.models import Picture

__all__ = ["PictureForm", "WordsForm"]

WORDS = ("alt", "caption", "credit")
NEEDED = {
    "alt": "Say what it shows, for readers who can’t see it.",
    "credit": "Say who is owed: the photographer or agency.",
}


def told(field: str) -> str:
    """Return the model's help text for a field that the form declares anew."""
    return str(getattr(Picture._meta.get_field(field), "help_text", ""))


class PictureForm(forms.ModelForm):
    file = PictureFileField(
        # No link to what is stored: the original is never served.
        widget=forms.FileInput({"class": "desk-input"}),
        help_text=told("file"),
    )
    focal_point = FocalPointField(help_text=told("focal_point"))

    class Meta:
        model = Picture
        fields = (
            "file", "focal_point", "alt", "caption", "credit", "taken_at", "source",
            "licence_from", "licence_until",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "caption" in self.fields:
            self.fields["caption"].widget.attrs["rows"] = 3
        if "focal_point" in self.fields and self.instance.pk:
            self.fields["focal_point"].widget.picture = self.instance
        if "file" in self.fields and self.instance.pk:
            self.fields["file"].label, self.fields["file"].required = "Another file", False
            if self.instance.is_published():
                # What readers have seen stays the file it was: it is replaced by another picture.
                del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        """Let a new picture's file speak where nobody has typed anything."""
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk is None and cleaned.get("file"):
            for name, said in workflow.said_by(cleaned["file"]).items():
                cleaned[name] = cleaned.get(name) or said
        return cleaned


class WordsForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = WORDS
        widgets = {
            "alt": forms.Textarea({"rows": 2, "class": "desk-input"}),
            "caption": forms.Textarea({"rows": 2, "class": "desk-input"}),
            "credit": forms.TextInput({"class": "desk-input"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.prefix = f"picture{self.instance.pk}"
        for name in WORDS:
            self.fields[name].help_text = ""  # there is no room for it beside each picture
        for name, missing in NEEDED.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = missing
