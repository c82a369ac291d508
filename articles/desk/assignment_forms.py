"""The forms of an assignment: the whole plan, and its times alone beside the article."""

from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from articles import permissions, workflow
from articles.desk.form import SectionField
from articles.desk.schedule import NewsroomTimeField
from articles.desk.section_tree import section_tree
from articles.models import Assignment, Section, User

__all__ = ["AssignmentForm", "TimesForm", "writers"]

HELP = {field.name: getattr(field, "help_text", "") for field in Assignment._meta.get_fields()}
WHICH = "It isn't clear which plan you looked at. Open this page again."


def writers(kept: User | None = None) -> QuerySet[User]:
    """Return whom something can be assigned to, by name; `kept` too, who has it already."""
    may = Q(groups__permissions__codename="add_article") | Q(is_superuser=True)
    may |= Q(user_permissions__codename="add_article")
    wanted = Q(pk__in=User.objects.filter(may, is_active=True).values("pk"))
    if kept:
        wanted |= Q(pk=kept.pk)
    return User.objects.filter(wanted).order_by("first_name", "last_name", "username")


def planned_sections(person: User, kept: Section | None = None) -> QuerySet[Section]:
    """Return the sections this person plans, in the order of the tree; `kept` too."""
    wanted = Q(pk__in=permissions.planned_sections(person).values("pk"))
    return section_tree().filter(wanted | Q(pk=kept.pk) if kept else wanted)


class TimesForm(forms.Form):
    """Deadline and planned slot, typed as local times in the newsroom's zone."""

    deadline = NewsroomTimeField(label="Deadline", required=False, help_text=HELP["deadline"])
    planned_at = NewsroomTimeField(
        label="Planned slot", required=False, help_text=HELP["planned_at"]
    )
    #: The version of the plan that this person looks at; 0: there was no plan.
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": WHICH})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "id_plan_%s", **options})

    @classmethod
    def of(cls, plan: Assignment | None) -> "TimesForm":
        """Return the form as it opens for this plan."""
        seen = {"seen": plan.version if plan else 0}
        times = {"deadline": plan.deadline, "planned_at": plan.planned_at} if plan else {}
        return cls(initial=seen | times)

    def times(self) -> dict[str, Any]:
        """Return the two times by the names of the plan's fields."""
        return {name: self.cleaned_data[name] for name in ("deadline", "planned_at")}


class AssignmentForm(forms.ModelForm):
    """The whole plan, and the version of it that the person looked at while typing."""

    section = SectionField(
        Section.objects.none(),
        empty_label="Choose one",
        widget=UnfoldAdminSelectWidget,
        help_text=HELP["section"],
        error_messages={"required": "Choose the section whose desk plans it."},
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Who",
        required=False,
        empty_label="Nobody yet: who writes may take it",
        widget=UnfoldAdminSelectWidget,
        help_text=HELP["person"],
    )
    deadline = NewsroomTimeField(label="Deadline", required=False, help_text=HELP["deadline"])
    planned_at = NewsroomTimeField(
        label="Planned slot", required=False, help_text=HELP["planned_at"]
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    #: Set by the admin for each request: who plans, and why the workflow refused what was typed.
    planner: User
    refused: workflow.Refused | None = None

    class Meta:
        model = Assignment
        fields = ("title", "brief", "section", "person", "deadline", "planned_at")
        widgets = {
            "title": UnfoldAdminTextInputWidget,
            "brief": UnfoldAdminTextareaWidget(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" not in self.fields:
            return  # somebody who may only look: there is nothing to fill in
        plan = self.instance
        section = cast(SectionField, self.fields["section"])
        section.queryset = planned_sections(self.planner, plan.section if plan.pk else None)
        person = cast(forms.ModelChoiceField, self.fields["person"])
        person.queryset = writers(plan.person)
        self.initial["seen"] = plan.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refused:
            self.add_error(self.refused.field or None, str(self.refused))
        return cleaned

    def plan(self) -> dict[str, Any]:
        """Return what was typed, by the names of the plan's fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
