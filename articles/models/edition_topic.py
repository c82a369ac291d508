"""Which topics editions are about, in rows: what a topic has, newest first, along an index."""

from django.db import models

__all__ = ["EditionTopic"]


class EditionTopic(models.Model):
    """One of the topics that an edition names.

    The array on the edition is what was frozen; an index on an array knows no order, though, so a
    topic's newest would be sorted out of all it ever had. Triggers alone write these rows, from
    the edition, so that they can't say anything else.
    """

    pk = models.CompositePrimaryKey("edition_id", "topic_id")
    edition = models.ForeignKey(
        "articles.Edition", on_delete=models.DO_NOTHING, related_name="in_topics", db_index=False
    )
    topic = models.ForeignKey(
        "articles.Topic", on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    #: The edition's own.
    article_id = models.BigIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=("topic", "-published_at", "-article_id"), name="edition_topic_newest"
            ),
        ]

    def __str__(self) -> str:
        return f"edition {self.edition_id} about topic {self.topic_id}"
