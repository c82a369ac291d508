"""Where articles and pictures came from, so that what is brought in twice is there once."""

from typing import Self

from django.db import models
from django.db.models import Q

__all__ = ["Origin", "OriginQuerySet"]


class OriginQuerySet(models.QuerySet["Origin"]):
    def at(self, path: str) -> Self:
        """Return what was at this path of another site, the last that came in first."""
        return self.filter(path=path).exclude(path="").order_by("-pk")


class Origin(models.Model):
    """One item of one source, and what it became here."""

    source = models.CharField(
        max_length=200, help_text="The site, agency or folder that it came from."
    )
    key = models.CharField(max_length=500, help_text="What the source calls it; never another.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was brought in last.")
    path = models.CharField(
        max_length=1000, blank=True, help_text="Where readers had it before: /2012/03/ferry/."
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="origins"
    )
    version = models.PositiveIntegerField(
        null=True, help_text="The version of the article that was made of it."
    )
    picture = models.ForeignKey(
        "articles.Picture", on_delete=models.CASCADE, null=True, related_name="origins"
    )

    objects = OriginQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("source", "key"), name="origin_once"),
            models.CheckConstraint(
                condition=Q(article__isnull=False, version__isnull=False, picture=None)
                | Q(article=None, version=None, picture__isnull=False),
                name="origin_of_one",
            ),
        ]
        indexes = [
            models.Index(fields=("path",), condition=Q(path__gt=""), name="origin_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
