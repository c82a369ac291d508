"""Topics: what articles are about, across sections."""

from django.db import models

from articles.models.addresses import path_of

__all__ = ["Topic"]


class Topic(models.Model):
    """What an article is about."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The topic's part of the address."
    )
    intro = models.TextField(
        blank=True, help_text="One or two sentences at the head of the topic's page."
    )
    series = models.BooleanField(
        default=False,
        help_text=(
            "Its articles are the parts of a series: readers are led from part to part, in the "
            "order in which they were published."
        ),
    )

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("reader:topic", self.slug)
