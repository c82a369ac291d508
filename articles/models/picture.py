"""Pictures: files with what has to be said about them, and how long we may show them."""

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from imagefield.fields import PPOIField

from articles import photo
from articles.models.picture_file import PictureFileField
from articles.models.renditions import AT_THE_DESK, PLACED, THUMBNAIL, Source, formats

__all__ = ["Picture", "PictureQuerySet", "Source"]

#: Where the originals are, within `MEDIA_ROOT`.
FOLDER = "pictures"
#: What lacks a text for those who can't see it, or a credit, as the database has it too.
INCOMPLETE = Q(alt="") | Q(credit="")


def unguessable_name(_picture: "Picture", filename: str) -> str:
    """Return a name from which nobody finds the file before an edition shows it."""
    ending = filename.rpartition(".")[2].lower()
    return f"{FOLDER}/{uuid4().hex}.{ending}"


def search_vector() -> SearchVector:
    """Return what the library searches in; the index is on the very same expression."""
    return SearchVector("alt", "caption", "credit", "source", config="simple")


class PictureQuerySet(models.QuerySet["Picture"]):
    def licensed(self, at: datetime) -> Self:
        """Return the pictures we may show at this moment."""
        return self.filter(
            Q(licence_from=None) | Q(licence_from__lte=at),
            Q(licence_until=None) | Q(licence_until__gt=at),
        )

    def running_out(self, at: datetime, within: timedelta) -> Self:
        """Return the pictures whose licence ends within this time."""
        return self.filter(licence_until__gt=at, licence_until__lte=at + within)

    def of_rendition(self, stem: str) -> Self:
        """Return the picture whose renditions' names begin with this, as their files' names do."""
        return self.filter(file__in=[f"{FOLDER}/{stem}.{kind.lower()}" for kind in photo.KINDS])

    def incomplete(self) -> Self:
        """Return the pictures that can't be published yet: they lack a text or a credit."""
        return self.filter(INCOMPLETE)

    def unused(self) -> Self:
        """Return the pictures that no article shows or has shown, nor an author's page."""
        nowhere = self.filter(uses=None, portrayed_authors=None)
        return nowhere.filter(replaces=None, stood_in=None, replacements=None)

    def search(self, words: str) -> Self:
        """Return the pictures of which alt text, caption, credit and source have all the words.

        The last word may be unfinished. Nothing but words is read, so no operator can fail.
        """
        terms = ["".join(filter(str.isalnum, word)) for word in words[:200].split()]
        raw = " & ".join(f"'{term}'" for term in terms if term)
        if not raw:
            return self
        query = SearchQuery(f"{raw}:*", config="simple", search_type="raw")
        return self.annotate(found=search_vector()).filter(found=query)


class Picture(models.Model):
    """A picture in the library. Its original is never served; its renditions are.

    It may be stored before somebody has said what it shows and who is owed for it. Until then no
    edition may have it and readers don't get it; afterwards neither can be taken away again.
    Triggers keep both, and what `replaced_by` says below (see migration 0010).
    """

    file = PictureFileField(
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
        blank=True,
        help_text="What the picture shows, for readers who can't see it.",
    )
    caption = models.TextField(blank=True, help_text="Who or what is shown, where and when.")
    credit = models.CharField(
        max_length=120, blank=True, help_text="Who is owed: the photographer or agency."
    )
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
    taken_at = models.DateTimeField(
        "taken", null=True, blank=True, help_text="When it was taken, as the camera says."
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        help_text="What readers are shown in its place since `replaced_at`; never itself replaced.",
    )
    replaced_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Since when it is so, or since when readers are shown the picture itself again.",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")
        indexes = [
            models.Index(fields=("-added_at", "-id"), name="picture_newest"),
            models.Index(
                fields=("-added_at", "-id"), name="picture_incomplete", condition=INCOMPLETE
            ),
            models.Index(fields=("licence_until",), name="picture_licence_until"),
            models.Index(fields=("file",), name="picture_file"),
            GinIndex(search_vector(), name="picture_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(licence_from=None)
                | Q(licence_until=None)
                | Q(licence_from__lt=F("licence_until")),
                name="picture_licence_in_order",
                violation_error_message="The licence ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(replaced_at__isnull=False),
                name="picture_replaced_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")),
                name="picture_replaced_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.caption[:80] or self.alt[:80] or f"Picture {self.pk}"

    def clean(self) -> None:
        """Keep what readers need where it was said once; the database keeps it too."""
        stored = type(self).objects.filter(pk=self.pk).first()
        self.alt, self.credit = self.alt.strip(), self.credit.strip()
        words = ("alt", "credit") if stored else ()
        gone = [name for name in words if getattr(stored, name) and not getattr(self, name)]
        if gone:
            raise ValidationError(dict.fromkeys(gone, "This can't be blank any more."))

    def is_published(self) -> bool:
        """Say whether an edition has the picture, be it over, live or waiting: one query."""
        return self.uses.in_editions().exists()

    @property
    def complete(self) -> bool:
        """Whether it is said what the picture shows and who is owed: readers need both."""
        return bool(self.alt.strip() and self.credit.strip())

    def licensed_at(self, at: datetime) -> bool:
        """Say whether we may show the picture at this moment."""
        begun = self.licence_from is None or self.licence_from <= at
        return begun and (self.licence_until is None or at < self.licence_until)

    def standing_in(self, at: datetime) -> "Picture":
        """Return the picture that readers get in this one's place at this moment, or itself.

        No query where `select_related("replaced_by")` was asked for, but one for a moment before
        the last change: only time travel comes there.
        """
        if self.replaced_at is None or self.replaced_at <= at:
            return self.replaced_by or self
        then = self.replacements.filter(starts_at__lte=at, ends_at__gt=at)
        past = then.select_related("by").first()
        return past.by if past else self

    def given_at(self, at: datetime) -> "Picture | None":
        """Return the picture that readers get at this moment, itself or another; None: neither."""
        picture = self.standing_in(at)
        given = picture.prepared and picture.complete and picture.licensed_at(at)
        return picture if given else None

    def shown_at(self, at: datetime) -> bool:
        """Say whether readers get the picture, or the one in its place, at this moment."""
        return self.given_at(at) is not None

    def prepare(self) -> None:
        """Make all renditions that don't exist yet, and note that readers may have the picture."""
        self.file.make(self.file.renditions)
        if not self.prepared:
            self.prepared = True
            type(self).objects.filter(pk=self.pk).update(prepared=True)

    def prepare_for_desk(self) -> None:
        """Make what the desk shows, so the picture can be looked at and placed at once."""
        self.file.make(AT_THE_DESK)

    @property
    def at_the_desk(self) -> bool:
        """Whether the desk can show it."""
        return self.prepared or all(map(self.file.exists, AT_THE_DESK))

    @property
    def thumbnail(self) -> Source:
        """The rendition that the desk shows in its lists."""
        return self.file.source(*THUMBNAIL)

    @property
    def placed(self) -> Source:
        """The rendition that the desk shows in the body of a text."""
        return self.file.source(*PLACED)

    def sources(self, shape: str, kind: str) -> list[Source]:
        """Return the renditions of a shape in a format (`avif`, `webp`), ordered by width.

        Shapes are `wide` (16:9), `standard` (4:3), `square` and `full` (see `renditions.SHAPES`).
        There is one at least, and none is larger than the original.
        """
        return self.file.sources(shape, kind)

    @property
    def cards(self) -> list[Source]:
        """The renditions for machines, JPEGs of 1200 pixels' width: 16:9, 4:3 and 1:1.

        Only those that the original is large enough for; where it is for none, 16:9 in its own.
        """
        return self.file.cards()

    @property
    def card(self) -> Source:
        """The rendition for cards in social networks: 16:9."""
        return self.file.card()
