"""Authors: the names readers see above an article."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import BigAutoField, Lookup
from django.db.models.sql.compiler import SQLCompiler

from articles.models.addresses import path_of

__all__ = ["Author"]


@BigAutoField.register_lookup
class AnyOf(Lookup):
    """`id = ANY(array)`: find rows by a column of ids on another table, through the primary key."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: object) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)  # type: ignore[arg-type]
        right, right_params = self.process_rhs(compiler, connection)  # type: ignore[arg-type]
        return f"{left} = ANY({right})", (*left_params, *right_params)


class Author(models.Model):
    """Somebody whose byline readers see; with `user`, somebody who also works at the desk."""

    name = models.CharField(max_length=120, help_text="As it stands in the byline.")
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The author's part of the address."
    )
    biography = models.TextField(
        blank=True, help_text="Two or three sentences for the author's page."
    )
    portrait = models.ForeignKey(
        "articles.Picture",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrayed_authors",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text="The account this author signs in with; their articles are then their own.",
    )
    email = models.EmailField(blank=True, help_text="Shown to readers on the author's page.")
    website = models.URLField(blank=True, help_text="Shown to readers.")
    social = models.URLField(blank=True, help_text="A profile readers may follow.")

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("reader:author", self.slug)
