"""The filter of the picture library: what somebody has to look after."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import DropdownFilter

from articles.desk.signed_in import DeskRequest
from articles.models import Picture
from articles.models.picture import PictureQuerySet

__all__ = ["CareFilter"]

SOON = timedelta(days=30)

CARES: dict[str, tuple[str, Callable[[PictureQuerySet], QuerySet[Picture]]]] = {
    "incomplete": ("Lacks a text or a credit", lambda pictures: pictures.incomplete()),
    "soon": (
        "Licence runs out within 30 days",
        lambda pictures: pictures.running_out(timezone.now(), SOON),
    ),
    "over": (
        "Licence is over",
        lambda pictures: pictures.filter(licence_until__lte=timezone.now()),
    ),
    "unused": ("Used nowhere", lambda pictures: pictures.unused()),
    "replaced": ("Replaced by another", lambda pictures: pictures.exclude(replaced_by=None)),
}


class CareFilter(DropdownFilter):
    title = "what to look after"
    parameter_name = "care"

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(value, title) for value, (title, _condition) in CARES.items()]

    def queryset(self, request: DeskRequest, queryset: PictureQuerySet) -> QuerySet[Picture]:
        care = CARES.get(self.value() or "")
        return care[1](queryset) if care else queryset
