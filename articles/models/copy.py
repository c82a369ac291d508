"""Copy: the content of an article, the same for the working copy and for what readers see."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from articles.models.author import Author
from articles.models.topic import Topic
from articles.richtext import RichTextField

__all__ = ["HEADLINE_LIMIT", "STANDFIRST_LIMIT", "Copy"]

#: What fits in lists and search results; preflight warns above it.
HEADLINE_LIMIT = 90
STANDFIRST_LIMIT = 200


class Copy(models.Model):
    """The content fields, once.

    Authors and topics are arrays of ids, in order: so an edition is frozen, compared, previewed and
    kept in history as plain columns. Triggers keep what foreign keys would (see migration 0002).
    """

    kicker = models.CharField(
        max_length=60, blank=True, help_text="One to three words above the headline."
    )
    headline = models.CharField(max_length=200, help_text="What happened, in one line.")
    short_headline = models.CharField(
        max_length=90, blank=True, help_text="For lists and search results, where space is short."
    )
    standfirst = models.TextField(
        blank=True, max_length=600, help_text="One or two sentences that make people read on."
    )
    dateline = models.CharField(
        max_length=80, blank=True, help_text="Where it was reported from, such as LISBON."
    )
    dated = models.DateField(
        "date of the story", null=True, blank=True, help_text="The date on the copy."
    )
    body: models.TextField[str, str] = RichTextField(blank=True)
    slug = models.SlugField(
        max_length=100, blank=True, help_text="The article's part of the address."
    )
    language = models.CharField(
        max_length=12,
        blank=True,
        help_text="Only if it isn't the site's language: a tag such as es or ar.",
    )
    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where it appears, and whose desk it is on.",
    )
    author_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    topic_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    lead_picture = models.ForeignKey(
        "articles.Picture", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_caption = models.TextField(
        blank=True, help_text="The lead picture's caption here; empty means its own."
    )
    notices = models.JSONField(
        default=list,
        blank=True,
        help_text="Notices to readers, oldest first: kind, text, and the moment (ISO 8601, UTC).",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.headline

    @classmethod
    def content_fields(cls) -> list[str]:
        """Return the attribute names of the content columns, those Article and Edition share."""
        return [field.attname for field in Copy._meta.local_fields]

    def content(self) -> dict[str, Any]:
        """Return the content by attribute name."""
        return {name: getattr(self, name) for name in self.content_fields()}

    @property
    def list_headline(self) -> str:
        """The headline where space is short."""
        return self.short_headline or self.headline

    def authors(self) -> list[Author]:
        """Return the authors in the order of the byline: one query."""
        found = Author.objects.in_bulk(self.author_ids)
        return [found[pk] for pk in self.author_ids if pk in found]

    def topics(self) -> list[Topic]:
        """Return the topics in the editors' order: one query."""
        found = Topic.objects.in_bulk(self.topic_ids)
        return [found[pk] for pk in self.topic_ids if pk in found]
