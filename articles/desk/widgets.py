"""Form fields of the desk: names in order, and a picture from the library."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from articles.desk.picture_files import at_the_desk
from articles.models import Picture

__all__ = ["FocalPointField", "NamesField", "PictureChooser", "thumbnail"]


def thumbnail(picture: Picture) -> str:
    """Return the address of a small rendition; empty while it isn't made yet."""
    return at_the_desk(picture.thumbnail.url) if picture.at_the_desk else ""


class NamesWidget(forms.Widget):
    """A list of names in order: add by typing, move up and down, remove. Its value is their ids."""

    template_name = "desk/widgets/names.html"

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__()
        self.model = model

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        # The last name removed leaves nothing to send, which means none.
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        ids = known_ids(value or [])
        found = self.model._default_manager.in_bulk(ids)
        context["widget"]["chosen"] = [found[pk] for pk in ids if pk in found]
        context["widget"]["one"] = self.model._meta.verbose_name
        context["widget"]["search"] = reverse(f"admin:articles_{self.model._meta.model_name}_names")
        return context


def known_ids(values: Iterable[object]) -> list[int]:
    """Return what can be an id (PostgreSQL's have at most 19 digits) as numbers, each once."""
    texts = map(str, values)
    return list(dict.fromkeys(int(text) for text in texts if text.isdecimal() and len(text) < 19))


class NamesField(forms.Field):
    """Ids of rows of a model that has a `name`, in order, each once."""

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(widget=NamesWidget(model), required=False, **kwargs)
        self.model = model

    def clean(self, value: list[str]) -> list[int]:
        ids = known_ids(value)
        found = set(self.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
        if set(ids) - found:
            name = self.model._meta.verbose_name
            raise forms.ValidationError(
                f"One {name} doesn't exist any more. Look at the list again."
            )
        return ids

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(pk) for pk in initial or []] != [str(pk) for pk in data or []]


class PictureChooser(forms.HiddenInput):
    """A picture of the library, shown small, chosen in the library's dialog."""

    template_name = "desk/widgets/picture.html"
    # Not hidden: its label and errors belong on the page.
    input_type = "text"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        picture = Picture.objects.filter(pk__in=known_ids([value])).first()
        context["widget"]["picture"] = picture
        context["widget"]["thumbnail"] = thumbnail(picture) if picture else ""
        return context


#: What readers get of a picture, as CSS writes it: a rendition's shape, and what pages show of it.
SHAPES = (
    {"name": "Opening a story, or shared elsewhere", "ratio": "16 / 9"},
    {"name": "In a list", "ratio": "4 / 3"},
    {"name": "As a portrait", "ratio": "1 / 1"},
)


class FocalPointWidget(forms.MultiWidget):
    """Two sliders, across and down in per cent; the point and its crops on the picture itself."""

    template_name = "desk/widgets/focal_point.html"
    picture: Picture | None = None

    def __init__(self) -> None:
        slider = {"type": "range", "min": 0, "max": 100, "step": 1}
        super().__init__(
            [
                forms.NumberInput({**slider, "aria-label": "From the left, in per cent"}),
                forms.NumberInput({**slider, "aria-label": "From the top, in per cent"}),
            ]
        )

    def decompress(self, value: str | None) -> list[int]:
        try:
            return [round(float(part) * 100) for part in (value or "").split("x", 1)]
        except ValueError:
            return [50, 50]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.picture and self.picture.at_the_desk:
            placed = self.picture.placed
            context["widget"]["shown"] = placed._replace(url=at_the_desk(placed.url))
            context["widget"]["shapes"] = SHAPES
        return context


class FocalPointField(forms.MultiValueField):
    """A point in a picture as imagefield stores it: `0.25x0.4`, from the top left corner."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.IntegerField(min_value=0, max_value=100) for _ in range(2)]
        super().__init__(fields, widget=FocalPointWidget(), initial="0.5x0.5", **kwargs)

    def compress(self, parts: list[int]) -> str:
        across, down = parts or (50, 50)
        return f"{across / 100}x{down / 100}"
