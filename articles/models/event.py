"""Events: who did what to an article, when; written once, never changed."""

from django.conf import settings
from django.db import models

__all__ = ["Event"]


class Event(models.Model):
    """One act on an article. A trigger refuses changing or deleting it."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="events")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="events"
    )
    at = models.DateTimeField()
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10)
    to_state = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    details = models.JSONField(
        default=dict,
        blank=True,
        help_text="What else is worth keeping: version, starts_at, until, headline, unreviewed.",
    )

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("article", "-at", "-id"), name="event_by_article")]

    def __str__(self) -> str:
        return f"{self.person}: {self.verb.replace('_', ' ')}"
