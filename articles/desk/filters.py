"""The filters of the article list. Each is one condition that an index serves; none counts."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import DropdownFilter, RangeDateFilter

from articles.desk.section_tree import section_tree
from articles.desk.signed_in import DeskRequest
from articles.models import Article, Author, Edition, Section

__all__ = ["AuthorFilter", "SectionFilter", "StateFilter", "UpdatedFilter", "WhoseFilter"]

Choices = list[tuple[str, str]]


#: What few articles are is looked up first, by an index of its own; else the database might read
#: the whole archive, newest first, in search of them. Where they are more, the latest are listed.
FEW = 3000


def _in_state(state: str) -> Callable[[], Q]:
    return lambda: Q(state=state, spiked_at=None)


def _among(editions: QuerySet[Edition]) -> Q:
    """Return the condition on the articles of these editions, the latest of them."""
    return Q(pk__in=list(editions.values_list("article", flat=True)[:FEW]))


def _has(editions: QuerySet[Edition]) -> Q:
    """Return the condition that one of these editions is the article's, asked row by row."""
    return Q(Exists(editions.filter(article=OuterRef("pk"))))


def _live() -> Q:
    return _has(Edition.objects.visible(timezone.now()))


def _scheduled() -> Q:
    return _among(Edition.objects.filter(starts_at__gt=timezone.now()).order_by("starts_at"))


def _changed() -> Q:
    saved_again = Article.objects.filter(version__gt=1).order_by("-updated_at", "-pk")
    ids = list(saved_again.values_list("pk", flat=True)[:FEW])
    return Q(pk__in=ids, live_version__isnull=False) & ~Q(live_version=F("version"))


def _ended() -> Q:
    """What ended because an editor had asked for that end, and not since another version began."""
    over = Edition.objects.filter(until=F("ends_at"), ends_at__lte=timezone.now())
    withdrawn = Edition.objects.filter(withdrawal_notice__gt="")
    return _among(over.order_by("-ends_at")) & ~_live() & ~_has(withdrawn)


def _withdrawn() -> Q:
    withdrawn = Edition.objects.filter(withdrawal_notice__gt="")
    return _among(withdrawn.order_by("-ends_at")) & ~_live()


def _spiked() -> Q:
    return Q(spiked_at__isnull=False)


STATES: dict[str, tuple[str, Callable[[], Q]]] = {
    "draft": ("Draft", _in_state("draft")),
    "review": ("In review", _in_state("review")),
    "published": ("Published", _in_state("published")),
    "live": ("Live", _live),
    "changed": ("Live, with unpublished changes", _changed),
    "scheduled": ("Scheduled", _scheduled),
    "ended": ("Ended", _ended),
    "withdrawn": ("Withdrawn", _withdrawn),
    "spiked": ("Spiked", _spiked),
}


class WhoseFilter(DropdownFilter):
    title = "whose"
    parameter_name = "whose"

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> Choices:
        return [("mine", "Mine")]

    def queryset(self, request: DeskRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() != "mine":
            return queryset
        signs_as = Author.objects.filter(user=request.user).values_list("pk", flat=True).first()
        mine = Q(created_by=request.user)
        return queryset.filter(mine | Q(author_ids__contains=[signs_as]) if signs_as else mine)


class StateFilter(DropdownFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> Choices:
        return [(value, title) for value, (title, _condition) in STATES.items()]

    def queryset(self, request: DeskRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        state = STATES.get(self.value() or "")
        return queryset.filter(state[1]()) if state else queryset


class SectionFilter(DropdownFilter):
    title = "section"
    parameter_name = "section"

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> Choices:
        return [("none", "None yet"), *((str(each.pk), str(each)) for each in section_tree())]

    def queryset(self, request: DeskRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """A section's articles are those of its subsections too."""
        value = self.value() or ""
        if value == "none":
            return queryset.filter(section=None)
        if not value.isdecimal():
            return queryset
        within = Section.objects.filter(Q(pk=value) | Q(parent=value)).values_list("pk", flat=True)
        return queryset.filter(section__in=list(within))


class AuthorFilter(DropdownFilter):
    title = "author"
    parameter_name = "author"

    def lookups(self, request: DeskRequest, model_admin: ModelAdmin) -> Choices:
        return [(str(pk), name) for pk, name in Author.objects.values_list("pk", "name")]

    def queryset(self, request: DeskRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        value = self.value() or ""
        known = value.isdecimal() and len(value) < 19
        return queryset.filter(author_ids__contains=[int(value)]) if known else queryset


class UpdatedFilter(RangeDateFilter):
    """From one day to another, both included, as days are in the newsroom's zone."""

    def queryset(self, request: DeskRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if first := self._midnight("from"):
            queryset = queryset.filter(updated_at__gte=first)
        if after := self._midnight("to", days=1):
            queryset = queryset.filter(updated_at__lt=after)
        return queryset

    def _midnight(self, end: str, days: int = 0) -> datetime | None:
        try:
            day = parse_date(self.used_parameters.get(f"{self.parameter_name}_{end}") or "")
        except ValueError:
            return None
        if day is None or not 1900 <= day.year <= 9000:
            return None
        return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))
