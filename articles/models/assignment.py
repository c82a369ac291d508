"""Assignments: stories that are planned, with or without copy yet."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

__all__ = ["Assignment", "AssignmentQuerySet"]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> Self:
        """Return the plans that nobody gave up."""
        return self.filter(dropped_at=None)

    def open(self) -> Self:
        """Return the plans whose copy nobody has submitted yet."""
        return self.standing().filter(awaits_copy=True)

    def late(self, at: datetime) -> Self:
        """Return the open plans whose deadline has passed at this moment."""
        return self.open().filter(deadline__lte=at)

    def free(self) -> Self:
        """Return the plans that anybody who writes may take."""
        return self.standing().filter(person=None, article=None)

    def soonest_first(self) -> Self:
        """Return them by deadline; those without one come last."""
        return self.order_by("deadline", "pk")

    def for_list(self) -> Self:
        """Return what a list of assignments shows, in one query: no body of the copy."""
        return self.select_related("section__parent", "person", "article").defer(
            "article__body", "article__notices"
        )


class Assignment(models.Model):
    """Who writes what, until when, for which place and time.

    Four times are kept apart: the deadline and the planned slot are here, the embargo is the
    article's, the go-live is its edition's. `workflow.planning` alone writes it.
    """

    title = models.CharField("what", max_length=200, help_text="The story, in a line.")
    brief = models.TextField(
        blank=True, max_length=4000, help_text="What to find out, whom to ask, how long."
    )
    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where it is to appear, and whose desk plans it.",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="who",
        help_text="Who writes it; empty while nobody does.",
    )
    deadline = models.DateTimeField(
        null=True, blank=True, help_text="When the copy has to be submitted."
    )
    planned_at = models.DateTimeField(
        "planned slot",
        null=True,
        blank=True,
        help_text="When readers are to see it. A plan: it publishes nothing.",
    )
    article = models.OneToOneField(
        "articles.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignment",
        help_text="The copy, once it was begun.",
    )
    awaits_copy = models.BooleanField(
        default=True,
        editable=False,
        help_text="There is no copy, or it is a draft. The database keeps it: see migration 0007.",
    )
    dropped_at = models.DateTimeField(
        null=True, editable=False, help_text="When the plan was given up."
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts the changes of the plan."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("deadline", "pk")
        indexes = [
            models.Index(fields=("deadline", "id"), name="assignment_by_deadline"),
            models.Index(
                fields=("planned_at",),
                condition=Q(dropped_at=None),
                name="assignment_by_slot",
            ),
            models.Index(
                fields=("deadline", "id"),
                condition=Q(dropped_at=None, awaits_copy=True),
                name="assignment_open",
            ),
            models.Index(
                fields=("person", "deadline", "id"),
                condition=Q(dropped_at=None, awaits_copy=True),
                name="assignment_by_person",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="assignment_says_what"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, at: datetime) -> bool:
        """Say whether its copy should have been submitted by this moment, and isn't."""
        overdue = self.deadline is not None and self.deadline <= at
        return overdue and self.awaits_copy and self.dropped_at is None
