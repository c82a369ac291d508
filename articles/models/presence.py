"""Presence: who has which article open at the desk, and who of them writes."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

__all__ = ["Presence", "PresenceQuerySet"]


class PresenceQuerySet(models.QuerySet["Presence"]):
    def open(self, at: datetime) -> Self:
        """Return those whose form has been heard of lately enough to be open still."""
        return self.filter(seen_at__gt=at - Presence.HEARD_WITHIN)

    def writing(self, at: datetime) -> Self:
        """Return who writes which article: who holds it and has typed lately, last key first.

        One query, with person, article and section; the body stays in the database. Whether
        somebody may see the article is for the caller to ask.
        """
        typed = self.open(at).filter(writes=True, typed_at__gt=at - Presence.HELD_FOR)
        fetched = typed.select_related("person", "article__section").defer("article__body")
        return fetched.order_by("-typed_at", "pk")


class Presence(models.Model):
    """One person with one article open."""

    #: Open forms are heard of every 10 seconds; hidden tabs once a minute, as browsers have it.
    HEARD_WITHIN = timedelta(seconds=90)
    #: How long after the last key an article is still held.
    HELD_FOR = timedelta(minutes=5)
    #: When a row may go.
    FORGOTTEN_AFTER = timedelta(days=1)

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="When the open form was last heard of.")
    typed_at = models.DateTimeField(null=True, help_text="When the last key came from it.")
    writes = models.BooleanField(
        default=False, help_text="Holds the article: others are told before they type into it."
    )

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("article", "person"), name="presence_once"),
            models.UniqueConstraint(
                fields=("article",), condition=Q(writes=True), name="presence_one_writes"
            ),
        ]
        indexes = [models.Index(fields=("seen_at",), name="presence_seen")]

    def __str__(self) -> str:
        return f"{self.person} has {self.article} open"

    def holds(self, at: datetime) -> bool:
        """Say whether the article is this person's to type into at this moment."""
        return (
            self.writes
            and self.typed_at is not None
            and self.typed_at > at - self.HELD_FOR
            and self.seen_at > at - self.HEARD_WITHIN
        )
