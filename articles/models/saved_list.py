"""A person's own lists of articles: filters kept under a name, and which columns they want."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

__all__ = ["ListColumns", "SavedList"]


class SavedList(models.Model):
    """Filters of the article list, under a name."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_lists"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, help_text="The filters, as in an address.")

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("person", "name"), name="saved_list_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_list_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ListColumns(models.Model):
    """The columns one person wants beside the headline, in their order."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_columns"
    )
    columns = ArrayField(models.CharField(max_length=40))

    def __str__(self) -> str:
        return f"Columns of {self.person}"
