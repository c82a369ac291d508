"""Assignments at the desk: the list and the form."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles import permissions, workflow
from articles.desk import assignment_acts
from articles.desk.assignment_forms import AssignmentForm
from articles.desk.assignment_lists import (
    PlannedSection,
    PlannedStand,
    PlannedWhose,
    PlansPaginator,
    views,
    with_live,
)
from articles.desk.assignment_words import assignment_tags, four_times, goes_live
from articles.desk.labels import short_moment
from articles.desk.pages import UncountedList
from articles.desk.schedule import in_words
from articles.desk.signed_in import DeskRequest
from articles.models import Assignment

__all__ = ["AssignmentAdmin"]

FIELDS = ("title", "brief", "section", "person", "deadline", "planned_at")
#: For those who may look only: all else is told above the form.
READING = ("brief",)


@admin.register(Assignment)
class AssignmentAdmin(ModelAdmin):
    form = AssignmentForm
    compressed_fields = False
    list_fullwidth = True
    when_empty = (
        "Stories that are planned, and for whom and when. Editors plan them for their desks; "
        "what is assigned to you, or free to be taken, appears here."
    )
    list_display = (
        "title", "shown_stand", "shown_person", "section", "shown_deadline", "shown_slot",
        "shown_embargo", "shown_live",
    )  # fmt: skip
    list_filter = (PlannedStand, PlannedWhose, PlannedSection)
    list_filter_submit = True
    list_per_page = 50
    list_max_show_all = 0
    list_before_template = "desk/assignment_views.html"
    paginator = PlansPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()
    search_fields = ("title",)
    search_help_text = "Words of what is planned"
    actions = None

    # Who may do what: articles.permissions

    def has_module_permission(self, request: DeskRequest) -> bool:
        return request.user.has_perm("articles.view_article")

    def has_view_permission(self, request: DeskRequest, obj: Assignment | None = None) -> bool:
        if obj is None:
            return request.user.has_perm("articles.view_article")
        return permissions.sees_assignment(request.user, obj)

    def has_add_permission(self, request: DeskRequest) -> bool:
        return permissions.plans(request.user, None)

    def has_change_permission(self, request: DeskRequest, obj: Assignment | None = None) -> bool:
        if obj is None:
            return permissions.plans(request.user, None)
        return not obj.dropped_at and permissions.plans_assignment(request.user, obj)

    def has_delete_permission(self, request: DeskRequest, obj: Assignment | None = None) -> bool:
        """Assignments are dropped, never deleted."""
        return False

    # The list

    def get_queryset(self, request: DeskRequest) -> QuerySet[Assignment]:
        plans = permissions.visible_assignments(request.user).for_list()
        return with_live(plans, timezone.now()).soonest_first()

    def get_changelist(self, request: DeskRequest, **kwargs: Any) -> type[UncountedList]:
        return UncountedList

    def changelist_view(
        self, request: DeskRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"title": "Assignments", "views": views(request, request.user)}
        return super().changelist_view(request, context | (extra_context or {}))

    @display(description="How far")
    def shown_stand(self, plan: Assignment) -> SafeString:
        tags = assignment_tags(plan, timezone.now())
        return format_html_join(" ", '<span class="desk-tag desk-tag-{}">{}</span>', tags)

    @display(description="Who")
    def shown_person(self, plan: Assignment) -> str:
        return str(plan.person or "—")

    @display(description="Deadline")
    def shown_deadline(self, plan: Assignment) -> str:
        return short_moment(plan.deadline) or "—"

    @display(description="Planned slot")
    def shown_slot(self, plan: Assignment) -> str:
        return short_moment(plan.planned_at) or "—"

    @display(description="Embargo")
    def shown_embargo(self, plan: Assignment) -> str:
        return short_moment(plan.article.embargo_until if plan.article else None) or "—"

    @display(description="Goes live")
    def shown_live(self, plan: Any) -> str:
        return goes_live(plan.next_at, plan.live_since, short_moment) or "—"

    # The form

    def get_urls(self) -> list[URLPattern]:
        return [*assignment_acts.urls(self.admin_site), *super().get_urls()]

    def get_fieldsets(self, request: DeskRequest, obj: Assignment | None = None) -> Any:
        writes = obj is None or self.has_change_permission(request, obj)
        return [(None, {"fields": FIELDS if writes else READING})]

    def get_form(
        self, request: DeskRequest, obj: Assignment | None = None, **kwargs: Any
    ) -> type[AssignmentForm]:
        form = super().get_form(request, obj, **kwargs)
        form.planner, form.refused = request.user, getattr(request, "plan_refused", None)
        return form

    def changeform_view(self, request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except workflow.Refused as refused:
            # The form says so beside what was typed; nothing was stored.
            request.plan_refused = refused  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if plan := context["original"]:
            stored = permissions.visible_assignments(request.user).for_list().get(pk=plan.pk)
            context |= {
                "plan": stored,
                "tags": assignment_tags(stored, timezone.now()),
                "times": four_times(stored, stored.article, timezone.now()),
                "acts": assignment_acts.acts_for(stored, request.user),
                "article": self._copy(request, stored),
                "changed": f"{stored.changed_by}, {in_words(stored.changed_at)}",
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _copy(self, request: DeskRequest, plan: Assignment) -> str:
        """Return the address of the copy; empty: there is none that this person sees."""
        if plan.article is None or not permissions.sees(request.user, plan.article):
            return ""
        return reverse("admin:articles_article_change", args=[plan.article.pk])

    def save_form(self, request: DeskRequest, form: AssignmentForm, change: bool) -> Assignment:
        """Save through the workflow, which checks who may and whether somebody was quicker."""
        super().save_form(request, form, change)
        if not change:
            return workflow.assign(request.user, **form.plan())
        seen = Assignment.objects.get(pk=form.instance.pk)
        seen.version = form.cleaned_data["seen"] or 0
        return workflow.change_assignment(seen, request.user, **form.plan())

    def save_model(
        self, request: DeskRequest, obj: Assignment, form: AssignmentForm, change: bool
    ) -> None:
        """Nothing is left to do: `save_form` has saved it."""
