"""Buffers: what somebody typed and hasn't saved; theirs alone, never part of an article."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

__all__ = ["Buffer", "BufferQuerySet", "SavedForm"]


class BufferQuerySet(models.QuerySet["Buffer"]):
    def unsaved(self) -> Self:
        """Return those that wait to be saved: neither discarded, nor overtaken by their own save.

        A request that carries the last keys may arrive after the save that has them already.
        """
        saved = SavedForm.objects.filter(person=OuterRef("person"), form=OuterRef("form"))
        return self.filter(~Exists(saved), discarded_at=None)

    def outlived(self, at: datetime) -> Self:
        """Return those that nobody has touched for so long that they may go."""
        return self.filter(
            Q(typed_at__lt=at - Buffer.KEPT) | Q(discarded_at__lt=at - Buffer.KEPT_DISCARDED)
        )


class Buffer(models.Model):
    """The content of one person's open form, on one article or on one that isn't stored yet."""

    #: How long what was typed waits for its person, and how long after they discarded it.
    KEPT = timedelta(days=30)
    KEPT_DISCARDED = timedelta(days=1)

    # Added by the queries of the desk.
    lost: bool
    seen: bool
    title: str | None

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="buffers"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="+"
    )
    form = models.UUIDField(help_text="Made up by the form that was opened: one a browser tab.")
    based_on = models.PositiveIntegerField(
        null=True, help_text="The version the form began with; null: a new article."
    )
    content = models.JSONField(
        help_text="What was typed, by name of the form's field: a list of texts each."
    )
    typed_at = models.DateTimeField(help_text="When the last key came.")
    discarded_at = models.DateTimeField(null=True)

    objects = BufferQuerySet.as_manager()

    class Meta:
        ordering = ("-typed_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("person", "form"), name="buffer_one_a_form"),
            models.CheckConstraint(
                condition=Q(article=None, based_on=None)
                | Q(article__isnull=False, based_on__isnull=False),
                name="buffer_based_on_a_version",
            ),
        ]
        indexes = [
            models.Index(fields=("person", "article"), name="buffer_by_article"),
            models.Index(fields=("typed_at",), name="buffer_by_age"),
        ]

    def __str__(self) -> str:
        return f"What {self.person} typed"

    @property
    def headline(self) -> str:
        """The headline as it was typed; empty: there is none yet."""
        return "".join(self.content.get("headline", [])).strip()

    @property
    def stamp(self) -> str:
        """Which buffer, and as of which key: what a form that goes on from it sends along."""
        return f"{self.pk}.{self.typed_at.timestamp():.6f}"


class SavedForm(models.Model):
    """A form that was saved, and as which version: sent again, it makes no second one."""

    #: How long the same form may come again, out of a browser that was asleep.
    KEPT = timedelta(days=30)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.UUIDField()
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("person", "form"), name="saved_form_once"),
        ]
        indexes = [models.Index(fields=("saved_at",), name="saved_form_by_age")]

    def __str__(self) -> str:
        return f"A form saved as version {self.version} of {self.article_id}"
