"""Notes among colleagues: on an article, or on a passage of it; readers never see them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

__all__ = ["CONTEXT_LENGTH", "NOTE_LENGTH", "PASSAGE_LENGTH", "Note", "NoteQuerySet"]

NOTE_LENGTH = 4000
PASSAGE_LENGTH = 2000
#: Characters kept of what stands before and after a passage.
CONTEXT_LENGTH = 64


class NoteQuerySet(models.QuerySet["Note"]):
    def threads(self) -> Self:
        """Return the notes that aren't replies, for a page: with their people, events, replies."""
        replies = Note.objects.select_related("person").prefetch_related("mentions")
        return (
            self.filter(parent=None)
            .select_related("person", "resolved_by", "event")
            .prefetch_related("mentions", models.Prefetch("replies", replies))
        )

    def open(self) -> Self:
        """Return the notes that somebody still has to see to."""
        return self.filter(parent=None, resolved_at=None)


class Note(models.Model):
    """A note, or a reply to one. Replies go one level deep. A trigger keeps what was written."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="notes")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.OneToOneField(
        "articles.Event",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The act it came with, such as sending the article back.",
    )
    text = models.TextField(max_length=NOTE_LENGTH)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    written_at = models.DateTimeField()
    # The passage, by its words and those around it, as in the Web Annotation Data Model's
    # TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector). Where it is
    # now, and whether it is there at all, follows from the text: articles.richtext.anchor.
    passage = models.TextField(blank=True, max_length=PASSAGE_LENGTH)
    before = models.CharField(max_length=CONTEXT_LENGTH, blank=True)
    after = models.CharField(max_length=CONTEXT_LENGTH, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        indexes = [
            models.Index(fields=("article", "written_at"), name="note_by_article"),
            models.Index(
                fields=("article",), condition=Q(parent=None, resolved_at=None), name="note_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="note_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(passage="", resolved_at=None, event=None),
                name="reply_is_plain",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="reply_to_another"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
