"""The hub that is told when feeds change, https://www.w3.org/TR/websub/."""

from django.db import models

__all__ = ["Hub"]


class Hub(models.Model):
    """What the hub was told, and how that went. One row for each hub there has been."""

    url = models.CharField(max_length=500, unique=True)
    told_until = models.DateTimeField(help_text="It knows of what happened up to this moment.")
    told = models.JSONField(
        default=list, help_text="What of the last minutes before that it knows of."
    )
    told_at = models.DateTimeField(null=True, help_text="When it was last told something.")
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="How often it failed since it last went well."
    )
    next_attempt_at = models.DateTimeField(help_text="Not tried before this moment.")
    error = models.TextField(blank=True, help_text="Why the last attempt failed.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.url
