"""Pictures: files with what has to be said about them, and how long we may show them."""

from datetime import datetime
from typing import NamedTuple, Self
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from imagefield.fields import ImageField, PPOIField

from articles.models.renditions import CARD, FULL_WIDTHS, WIDE_WIDTHS, formats

__all__ = ["Picture", "PictureQuerySet", "Source"]


class Source(NamedTuple):
    """One rendition: its address and its size in pixels."""

    url: str
    width: int
    height: int


def unguessable_name(_picture: "Picture", filename: str) -> str:
    """Return a name from which nobody finds the file before an edition shows it."""
    ending = filename.rpartition(".")[2].lower()
    return f"pictures/{uuid4().hex}.{ending}"


class PictureQuerySet(models.QuerySet["Picture"]):
    def licensed(self, at: datetime) -> Self:
        """Return the pictures we may show at this moment."""
        return self.filter(
            Q(licence_from=None) | Q(licence_from__lte=at),
            Q(licence_until=None) | Q(licence_until__gt=at),
        )


class Picture(models.Model):
    """A picture in the library. Its original is never served; its renditions are."""

    file = ImageField(
        upload_to=unguessable_name,
        width_field="width",
        height_field="height",
        ppoi_field="focal_point",
        formats=formats(),
        help_text="JPEG, PNG, WebP or AVIF, best at 1600 pixels or wider.",
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    focal_point = PPOIField(
        "focal point", help_text="What must stay in view when the picture is cropped."
    )
    alt = models.CharField(
        "text instead of the picture",
        max_length=300,
        help_text="What the picture shows, for readers who can't see it.",
    )
    caption = models.TextField(blank=True, help_text="Who or what is shown, where and when.")
    credit = models.CharField(max_length=120, help_text="Who is owed: the photographer or agency.")
    source = models.CharField(
        max_length=200, blank=True, help_text="Where it came from; not shown to readers."
    )
    licence_from = models.DateTimeField(
        null=True, blank=True, help_text="Readers don't see it before this moment."
    )
    licence_until = models.DateTimeField(
        null=True, blank=True, help_text="From this moment on it disappears from every page."
    )
    prepared = models.BooleanField(
        default=False,
        editable=False,
        help_text="All renditions are made; until then it isn't shown.",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="picture_has_alt"),
            models.CheckConstraint(condition=~Q(credit=""), name="picture_has_credit"),
            models.CheckConstraint(
                condition=Q(licence_from=None)
                | Q(licence_until=None)
                | Q(licence_from__lt=F("licence_until")),
                name="picture_licence_in_order",
                violation_error_message="The licence ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.caption[:80] or self.alt[:80]

    def clean(self) -> None:
        for field in ("alt", "credit"):
            if not getattr(self, field).strip():
                raise ValidationError({field: "This can't be blank."})

    def licensed_at(self, at: datetime) -> bool:
        """Say whether we may show the picture at this moment."""
        begun = self.licence_from is None or self.licence_from <= at
        return begun and (self.licence_until is None or at < self.licence_until)

    def shown_at(self, at: datetime) -> bool:
        """Say whether readers get the picture at this moment."""
        return self.prepared and self.licensed_at(at)

    def prepare(self) -> None:
        """Make all renditions that don't exist yet, and note that they are there."""
        for name in self.file.field.formats:
            self.file.process(name)
        if not self.prepared:
            self.prepared = True
            type(self).objects.filter(pk=self.pk).update(prepared=True)

    def sources(self, shape: str, kind: str) -> list[Source]:
        """Return the renditions of a shape (`wide`, `full`) in a format (`avif`, `webp`).

        Only sizes up to the original's own, the smallest always; ordered by width.
        """
        widths = WIDE_WIDTHS if shape == "wide" else FULL_WIDTHS
        fitting = [width for width in widths if width <= self.width] or [widths[0]]
        return [
            Source(getattr(self.file, f"{shape}_{width}_{kind}"), *self.size(shape, width))
            for width in fitting
        ]

    def size(self, shape: str, width: int) -> tuple[int, int]:
        """Return width and height in pixels of the rendition of this shape and nominal width."""
        if shape == "wide":
            return width, width * 9 // 16
        scale = min(1.0, width / self.width)
        return int(scale * self.width), int(scale * self.height)

    @property
    def card(self) -> Source:
        """The rendition for cards in social networks, a JPEG since not all of them read others."""
        return Source(self.file.card_jpeg, *CARD)
