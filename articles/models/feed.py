"""Calendar feeds: the secret address at which a person's calendar program reads the plan."""

from django.conf import settings
from django.db import models

__all__ = ["CalendarFeed"]


class CalendarFeed(models.Model):
    """One a person. Of the secret only the hash is kept; renewing it closes the old address."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret.")
    renewed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, help_text="When a program last asked for it.")

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
