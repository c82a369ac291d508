"""Partners: other houses that take our copy by the wire, or hand theirs in."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

__all__ = ["Delivery", "Partner", "PartnerQuerySet", "Taking"]


class PartnerQuerySet(models.QuerySet["Partner"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Partner(models.Model):
    """One house, with a token of its own; of the token only the hash is kept."""

    name = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sections = models.ManyToManyField(
        "articles.Section",
        blank=True,
        related_name="+",
        help_text="What they may take, subsections included. None chosen: all of it.",
    )
    takes = models.BooleanField("may take our copy", default=True)
    ahead = models.BooleanField(
        "also gets what is scheduled",
        default=False,
        help_text="With the moment before which they may not publish it.",
    )
    hands_in = models.BooleanField("may hand copy in", default=False)
    desk = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="On whose desk their copy lands as drafts.",
    )
    a_minute = models.PositiveIntegerField(
        "requests a minute", default=60, help_text="More are refused until the minute is over."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(hands_in=False) | Q(desk__isnull=False), name="partner_has_a_desk"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Taking(models.Model):
    """A request of a partner: what they took, or handed in."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="takings")
    at = models.DateTimeField()
    what = models.CharField(max_length=200, help_text="The request, as they made it.")
    status = models.PositiveSmallIntegerField(help_text="What was answered, as HTTP has it.")
    items = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-at", "-pk")
        default_permissions = ()
        indexes = [models.Index(fields=("partner", "-at", "-id"), name="taking_by_partner")]

    def __str__(self) -> str:
        return f"{self.partner}: {self.what}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def quarantined(self) -> Self:
        return self.filter(settled_at=None).exclude(reason="")


class Delivery(models.Model):
    """What a partner handed in, once for each key of theirs; what is bad waits here."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="deliveries")
    key = models.CharField(max_length=200, help_text="By it a partner may hand in twice safely.")
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    name = models.CharField(max_length=200, blank=True)
    #: Kept until it is settled.
    data = models.BinaryField(default=b"")
    reason = models.TextField(blank=True, help_text="Why it isn't at a desk, in a sentence.")
    article_ids = models.JSONField(default=list)
    settled_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("partner", "key"), name="delivery_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.name or self.key}"
