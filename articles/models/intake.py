"""What was brought in at one time: the report on it, item by item."""

from django.conf import settings
from django.db import models

__all__ = ["Intake", "IntakeItem", "Outcome"]


class Outcome(models.TextChoices):
    """What became of an item."""

    DRAFT = "draft", "new draft"
    PUBLISHED = "published", "published"
    SCHEDULED = "scheduled", "scheduled"
    SPIKED = "spiked", "spiked draft"
    UPDATED = "updated", "new version"
    UNCHANGED = "unchanged", "here already"
    CHANGED = "changed", "changed since, left as it is here"
    EDITED = "edited", "changed since and edited here, left as it is here"
    LEFT = "left", "left out"
    REFUSED = "refused", "refused"


class Intake(models.Model):
    """One run over some files."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="intakes"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    names = models.TextField(help_text="The files, a line each.")
    options = models.JSONField(default=dict)
    #: Beside the outcomes of items, what was counted and left: comments and the like.
    counted = models.JSONField(default=dict)

    class Meta:
        ordering = ("-started_at", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.names.splitlines()[0]}"


class IntakeItem(models.Model):
    """What became of one item, with what its editor should look at."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=500)
    kind = models.CharField(max_length=20)
    headline = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    #: Sentences: why it was left or refused, what was guessed, what is missing.
    notes = models.JSONField(default=list)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        indexes = [models.Index(fields=("intake", "outcome", "id"), name="intake_item_by_outcome")]

    def __str__(self) -> str:
        return self.headline or self.key
