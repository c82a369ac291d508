"""Placements: which article stands in which slot of a front page, for which period."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce

__all__ = ["SLOTS", "Placement", "PlacementQuerySet"]

#: How many slots a front has, the site's and every section's: as many as stand out from its list.
SLOTS = 5


def period() -> Func:
    return Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField())


def point(expression: object) -> Func:
    """Return a range of one number, since the server has no btree_gist to compare numbers."""
    return Func(
        expression,
        expression,
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


def front() -> Coalesce:
    return Coalesce("section_id", Value(0))


class PlacementQuerySet(models.QuerySet["Placement"]):
    def on_front(self, section_id: int | None) -> Self:
        """Return those on a section's front; None: on the site's."""
        return self.filter(section=section_id) if section_id else self.filter(section=None)

    def standing(self, section_id: int | None, at: datetime) -> Self:
        """Return what stands on a front at this moment, by slot: never an article or a slot twice.

        Said with ranges, as the index of the constraint has them: what has ended costs nothing.
        """
        place = section_id or 0
        return (
            self.alias(front=point(front()), period=period())
            .filter(
                front__contains=Cast(Value(place), models.BigIntegerField()), period__contains=at
            )
            .order_by("slot")
        )

    def current(self, section_id: int | None, now: datetime) -> Self:
        """Return what stands on a front or will, in the order in which it begins."""
        unended = self.on_front(section_id).filter(Q(ends_at=None) | Q(ends_at__gt=now))
        return unended.order_by("starts_at", "slot")


class Placement(models.Model):
    """An article in a slot of a front, seen by readers in `[starts_at, ends_at)`.

    While readers don't see the article itself, the slot is filled as if nothing were placed there.
    Triggers keep the past as it was: only the period changes, and only ahead of now.
    """

    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose front; null: the site's.",
    )
    slot = models.PositiveSmallIntegerField(help_text="1 is the first.")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="placements"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    until = models.DateTimeField(
        null=True,
        help_text=(
            "The end that was asked for; ends_at is earlier where the slot's or the article's "
            "next placement begins."
        ),
    )
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ("slot", "starts_at", "pk")
        indexes = [
            models.Index(fields=("section", "starts_at"), name="placement_by_start"),
            models.Index(fields=("section", "ends_at"), name="placement_by_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(slot__gte=1), name="placement_slot_from_one"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__lt=F("ends_at")),
                name="placement_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(ends_at__isnull=False, ends_at__lte=F("until")),
                name="placement_ends_when_asked",
            ),
            ExclusionConstraint(
                name="placement_one_a_slot",
                expressions=[(point(front()), "&&"), (point("slot"), "&&"), (period(), "&&")],
                # Deferrable, so that a whole front is rearranged in one transaction.
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            ExclusionConstraint(
                name="placement_article_once_a_front",
                expressions=[(point(front()), "&&"), (point("article_id"), "&&"), (period(), "&&")],
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} in slot {self.slot}"
