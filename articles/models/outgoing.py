"""The outbox: what must leave the house, written in the transaction that it tells of."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

__all__ = ["ATTEMPTS", "GATHERING", "Outgoing", "OutgoingQuerySet"]

#: For so long after a digest what comes next for the same person gathers.
GATHERING = timedelta(minutes=10)
#: After so many attempts, some 20 hours, nobody tries any more unless asked to.
ATTEMPTS = 12


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    def waiting(self) -> Self:
        """Return what is to be sent: now, later, or again."""
        return self.filter(sent_at=None, given_up_at=None)

    def due_people(self, now: datetime) -> list[int]:
        """Return the ids of those whose digest is due, longest waiting first: one query.

        What joins something that failed waits with it, so a flood of news can't shorten the pauses.
        """
        told_lately = self.model.objects.filter(
            person=OuterRef("person"), sent_at__gt=now - GATHERING
        )
        waiting = self.waiting().filter(~Exists(told_lately)).order_by().values("person")
        due = waiting.annotate(due=Max("next_attempt_at")).filter(due__lte=now).order_by("due")
        return [row["person"] for row in due]

    def failing(self) -> Self:
        """Return what was tried and hasn't left the house, oldest first, with whom it is for."""
        unsent = self.filter(sent_at=None, attempts__gt=0)
        return unsent.select_related("person", "article").order_by("created_at", "pk")


class Outgoing(models.Model):
    """One thing to tell one person by mail. Several of them go out as one digest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="+"
    )
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=300, help_text="Where at the desk it leads.")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(help_text="Not tried before this moment.")
    error = models.TextField(blank=True, help_text="Why the last attempt failed.")
    given_up_at = models.DateTimeField(
        null=True, help_text="Since when nobody tries any more, unless somebody asks for it."
    )

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        indexes = [
            models.Index(
                fields=("person", "next_attempt_at"),
                condition=Q(sent_at=None, given_up_at=None),
                name="outgoing_waiting",
            ),
            models.Index(
                fields=("created_at", "id"),
                condition=Q(sent_at=None, attempts__gt=0),
                name="outgoing_failing",
            ),
            models.Index(fields=("person", "sent_at"), name="outgoing_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None), name="outgoing_sent_or_given_up"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
