"""Sections: where an article appears, and whose desk it is on."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models.addresses import path_of

__all__ = ["RESERVED_SLUGS", "Section", "SectionQuerySet"]

#: First parts of addresses that belong to the site itself.
RESERVED_SLUGS = (
    "about",
    "accounts",
    "admin",
    "api",
    "archive",
    "authors",
    "corrections",
    "desk",
    "feed",
    "feeds",
    "front",
    "healthz",
    "latest",
    "media",
    "metrics",
    "page",
    "preview",
    "print",
    "readyz",
    "rss",
    "search",
    "share",
    "sitemap",
    "static",
    "tags",
    "topics",
    "wire",
)


class SectionQuerySet(models.QuerySet["Section"]):
    def in_order(self) -> Self:
        """Return the sections as the navigation shows them, their parents at hand."""
        return self.select_related("parent").order_by("order", "name", "pk")

    def with_path(self, path: str) -> Self:
        """Return the section whose address is `path`, such as `sport` or `sport/football`."""
        first, _, second = path.strip("/").partition("/")
        if second:
            return self.filter(parent__slug=first, parent__parent=None, slug=second)
        return self.filter(parent=None, slug=first)

    def on_desks_of(self, person: settings.AUTH_USER_MODEL) -> Self:  # type: ignore[name-defined]
        """Return the sections this person edits; a subsection belongs to its parent's desk too."""
        return self.filter(
            Q(pk__in=person.desks.values("pk")) | Q(parent__in=person.desks.values("pk"))
        )


class Section(models.Model):
    """A section (World, Sport) or, with a parent, a subsection (Football); no third level."""

    name = models.CharField(max_length=60, help_text="As readers see it in the navigation.")
    slug = models.SlugField(
        max_length=60, help_text="The section's part of the address, such as world."
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subsections",
        limit_choices_to={"parent": None},
        help_text="Only for a subsection: the section it is part of.",
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in the navigation."
    )
    intro = models.TextField(
        blank=True, help_text="One or two sentences at the head of the section's page."
    )
    desk = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="desks",
        help_text="Who edits this section and its subsections.",
    )
    claims_block = models.BooleanField(
        "every claim is checked",
        default=False,
        help_text="Nothing is published here while a claim of it is unchecked.",
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ("order", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("parent", "slug"),
                name="section_address_unique",
                nulls_distinct=False,
                violation_error_message="Another section has this address already.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | ~Q(slug__in=RESERVED_SLUGS),
                name="section_slug_not_reserved",
                violation_error_message=(
                    "This address is used by the site itself. Choose another slug."
                ),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(slug__regex=r"-[0-9]+$"),
                name="subsection_slug_unlike_article",
                violation_error_message=(
                    "A subsection's slug can't end in a hyphen and a number, "
                    "since articles' addresses do. Choose another slug."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parent.name} / {self.name}" if self.parent else self.name

    def get_absolute_url(self) -> str:
        if self.parent:
            return path_of("reader:subsection", self.parent.slug, self.slug)
        return path_of("reader:section", self.slug)

    def clean(self) -> None:
        """Refuse a third level; the database refuses it too, in words meant for engineers."""
        if self.parent and (self.parent_id == self.pk or self.parent.parent_id):
            raise ValidationError({"parent": "A subsection can't have subsections of its own."})
        if self.parent and self.pk and self.subsections.exists():
            raise ValidationError(
                {"parent": "This section has subsections, so it can't become one itself."}
            )

    @property
    def asks_for_checks(self) -> bool:
        """Whether every claim has to be checked here; what a section asks holds for its parts."""
        return self.claims_block or bool(self.parent and self.parent.claims_block)

    @property
    def path(self) -> str:
        """The section's address without slashes at the ends: `sport` or `sport/football`."""
        return f"{self.parent.slug}/{self.slug}" if self.parent else self.slug
