"""Shares: secret addresses at which an outsider may look at one version of an article."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

__all__ = ["LONGEST", "Share", "ShareOpening", "ShareQuerySet"]

#: No link is good for longer.
LONGEST = timedelta(days=30)


class ShareQuerySet(models.QuerySet["Share"]):
    def open(self, at: datetime) -> Self:
        """Return those that are neither revoked nor expired at this moment."""
        return self.filter(revoked_at=None, expires_at__gt=at)

    def with_openings(self, most: int) -> Self:
        """Add `opened`: the latest openings as dicts of `at` (ISO 8601) and `browser`."""
        latest = ShareOpening.objects.filter(share=OuterRef("pk"))
        opening = JSONObject(at="at", browser="browser")
        return self.annotate(opened=ArraySubquery(latest.values(opening=opening)[:most]))


class Share(models.Model):
    """A link for one outsider; of its secret, only the hash is kept.

    A trigger refuses every change but revoking it, once.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(help_text="The version it shows, and no other.")
    recipient = models.CharField("for whom", max_length=120)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = [models.Index(fields=("article", "-made_at"), name="share_by_article")]
        constraints = [
            models.CheckConstraint(condition=~Q(recipient=""), name="share_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at"), expires_at__lte=F("made_at") + LONGEST),
                name="share_expires_within_30_days",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="share_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.version} for {self.recipient}"

    def open_at(self, at: datetime) -> bool:
        """Say whether the link itself is still good at this moment."""
        return self.revoked_at is None and at < self.expires_at


class ShareOpening(models.Model):
    """One time somebody opened the link."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    browser = models.CharField(max_length=300, blank=True, help_text="What it calls itself.")

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("share", "-at", "-id"), name="share_opening_latest")]

    def __str__(self) -> str:
        return f"{self.share}, opened {self.at:%Y-%m-%d %H:%M}"
