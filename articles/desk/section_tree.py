"""Sections in the order of the tree: each with its subsections right under it."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Section

__all__ = ["TREE_ORDER", "section_tree"]

TREE_ORDER = (
    Coalesce("parent__order", "order"),
    Coalesce("parent__name", "name"),
    Coalesce("parent_id", "id"),
    F("parent_id").asc(nulls_first=True),
    "order",
    "name",
    "pk",
)


def section_tree() -> QuerySet[Section]:
    """Return all sections in the order of the tree, their parents at hand: one query."""
    return Section.objects.select_related("parent").order_by(*TREE_ORDER)
