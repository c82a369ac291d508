"""Former addresses: where sections, authors and topics were before their slug changed."""

from typing import Self

from django.db import models
from django.db.models import Q

__all__ = ["FormerAddress", "FormerAddressQuerySet"]

KINDS = ("section", "author", "topic")


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def at(self, kind: str, path: str) -> Self:
        """Return whose address this was: of a `section`, `author` or `topic`."""
        whose = self.filter(path=path, **{f"{kind}__isnull": False})
        return whose.select_related(kind, "section__parent")


class FormerAddress(models.Model):
    """One a former slug; triggers write the rows, whoever changes the slug (migration 0016).

    What has that address now comes first: only where nothing has is this asked.
    """

    path = models.CharField(
        max_length=130, help_text="As `Section.path`, or an author's or a topic's slug."
    )
    section = models.ForeignKey(
        "articles.Section", on_delete=models.CASCADE, null=True, related_name="+"
    )
    author = models.ForeignKey(
        "articles.Author", on_delete=models.CASCADE, null=True, related_name="+"
    )
    topic = models.ForeignKey(
        "articles.Topic", on_delete=models.CASCADE, null=True, related_name="+"
    )

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False, author=None, topic=None)
                | Q(section=None, author__isnull=False, topic=None)
                | Q(section=None, author=None, topic__isnull=False),
                name="former_address_of_one",
            ),
            *(
                models.UniqueConstraint(
                    fields=("path",),
                    condition=Q(**{f"{kind}__isnull": False}),
                    name=f"former_{kind}_address",
                )
                for kind in KINDS
            ),
        ]

    def __str__(self) -> str:
        return self.path
