"""The list of assignments: its filters, its pages, and the links above it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import DropdownFilter

from articles import permissions
from articles.desk.filters import Choices
from articles.desk.pages import UncountedPaginator
from articles.desk.section_tree import section_tree
from articles.desk.signed_in import DeskRequest
from articles.models import Edition, Section, User
from articles.models.assignment import AssignmentQuerySet

__all__ = ["PlannedSection", "PlannedStand", "PlannedWhose", "PlansPaginator", "views", "with_live"]

Condition = Callable[[AssignmentQuerySet, datetime], AssignmentQuerySet]

STANDS: dict[str, tuple[str, Condition]] = {
    "": ("Open", lambda plans, at: plans.open()),
    "late": ("Late", lambda plans, at: plans.late(at)),
    "unbegun": ("Without copy", lambda plans, at: plans.standing().filter(article=None)),
    "done": ("Done", lambda plans, at: plans.standing().filter(awaits_copy=False)),
    "dropped": ("Dropped", lambda plans, at: plans.filter(dropped_at__isnull=False)),
    "all": ("All", lambda plans, at: plans),
}
#: The links above the list, as their words and the filters they stand for.
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("Open", {}),
    ("Mine", {"whose": "mine"}),
    ("My desks", {"whose": "desk"}),
    ("Unassigned", {"whose": "unassigned"}),
    ("Late", {"stands": "late"}),
    ("Done", {"stands": "done"}),
    ("Dropped", {"stands": "dropped"}),
)


def with_live(plans: AssignmentQuerySet, at: datetime) -> AssignmentQuerySet:
    """Add `next_at` and `live_since` of the copy's editions, each null where there is none."""
    editions = Edition.objects.filter(article=OuterRef("article")).order_by("starts_at")
    return plans.annotate(
        next_at=Subquery(editions.filter(starts_at__gt=at).values("starts_at")[:1]),
        live_since=Subquery(editions.visible(at).values("starts_at")[:1]),
    )


class PlannedStand(DropdownFilter):
    """How far a plan is. Without a choice, what is still to be written."""

    title = "how far it is"
    parameter_name = "stands"
    all_option = None

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> Choices:
        return [(value, title) for value, (title, _condition) in STANDS.items()]

    def queryset(self, request: DeskRequest, queryset: AssignmentQuerySet) -> AssignmentQuerySet:
        _title, condition = STANDS.get(self.value() or "", STANDS[""])
        return condition(queryset, timezone.now())


class PlannedWhose(DropdownFilter):
    title = "whose"
    parameter_name = "whose"

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> Choices:
        return [("mine", "Mine"), ("desk", "My desks"), ("unassigned", "Unassigned")]

    def queryset(self, request: DeskRequest, queryset: AssignmentQuerySet) -> AssignmentQuerySet:
        match self.value():
            case "mine":
                return queryset.filter(person=request.user)
            case "desk":
                planned = permissions.planned_sections(request.user)
                return queryset.filter(section__in=planned.values("pk"))
            case "unassigned":
                return queryset.filter(person=None)
            case _:
                return queryset


class PlannedSection(DropdownFilter):
    title = "section"
    parameter_name = "section"

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> Choices:
        return [(str(each.pk), str(each)) for each in section_tree()]

    def queryset(self, request: DeskRequest, queryset: AssignmentQuerySet) -> AssignmentQuerySet:
        """A section's plans are those of its subsections too."""
        value = self.value() or ""
        if not value.isdecimal() or len(value) > 18:
            return queryset
        within = Section.objects.filter(Q(pk=value) | Q(parent=value))
        return queryset.filter(section__in=within.values("pk"))


class PlansPaginator(UncountedPaginator):
    template_name = "desk/assignment_pages.html"


def views(request: DeskRequest, person: User) -> list[dict[str, Any]]:
    """Return the links above the list: label, address, and whether it is the one shown."""
    shown = {name: request.GET[name] for name in ("whose", "stands") if request.GET.get(name)}
    address = reverse("admin:articles_assignment_changelist")
    offered = [
        (label, filters)
        for label, filters in VIEWS
        if filters.get("whose") != "desk" or permissions.plans(person, None)
    ]
    return [
        {
            "label": label,
            "url": f"{address}?{urlencode(filters)}" if filters else address,
            "shown": filters == shown,
        }
        for label, filters in offered
    ]
