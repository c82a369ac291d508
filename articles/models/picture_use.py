"""Where pictures are used: one row for each working copy and each edition that has one."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

__all__ = ["PictureUse", "PictureUseQuerySet"]


class PictureUseQuerySet(models.QuerySet["PictureUse"]):
    def in_editions(self) -> Self:
        """Return the uses that readers have seen, see, or will see."""
        return self.filter(edition__isnull=False)

    def current(self, at: datetime) -> Self:
        """Return the uses in what is live at this moment or waits to be."""
        return self.in_editions().filter(Q(edition__ends_at=None) | Q(edition__ends_at__gt=at))


class PictureUse(models.Model):
    """A picture in an article, leading it or in its body. Triggers write the rows (migration 0010).

    So a picture's articles are found without reading a million bodies, and none that is used
    anywhere can be deleted.
    """

    picture = models.ForeignKey(
        "articles.Picture", on_delete=models.PROTECT, related_name="uses", db_index=False
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    edition = models.ForeignKey(
        "articles.Edition",
        on_delete=models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        help_text="Null: in the working copy.",
    )

    objects = PictureUseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("picture", "article", "edition"),
                name="picture_used_once",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(
                fields=("article",), name="picture_use_in_copy", condition=Q(edition=None)
            ),
            models.Index(
                fields=("edition",),
                name="picture_use_in_edition",
                condition=Q(edition__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"picture {self.picture_id} in article {self.article_id}"
