"""The sections as readers find their way through them: one query a page."""

from collections.abc import Iterable
from functools import cached_property
from typing import Self

from django.db.models.expressions import BaseExpression

from articles.models import Section
from articles.models.prepared import Prepared

__all__ = ["Navigation"]

IN_ORDER = Prepared(Section.objects.in_order)


class Navigation:
    """All sections, in the editors' order."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self.sections = list(sections)

    @classmethod
    def load(cls, **more: BaseExpression) -> Self:
        """Return it as stored; each section also gets what is asked for by name."""
        return cls(Section.objects.in_order().annotate(**more) if more else IN_ORDER())

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What it looks like depends on this alone."""
        return tuple((each.pk, each.name, each.slug, each.parent_id) for each in self.sections)

    @property
    def top(self) -> list[Section]:
        return [section for section in self.sections if section.parent_id is None]

    def find(self, path: str) -> Section | None:
        """Return the section at an address such as `sport/football`."""
        return next((section for section in self.sections if section.path == path), None)

    def within(self, section: Section) -> list[Section]:
        return [other for other in self.sections if other.parent_id == section.pk]

    def ids(self, section: Section) -> list[int]:
        """Return the ids of the section and its subsections, whose articles it shows too."""
        return [section.pk, *(inner.pk for inner in self.within(section))]
