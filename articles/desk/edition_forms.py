"""The verbs on a version that is waiting to go live, as forms."""

from typing import Any, ClassVar

from django import forms

from articles import workflow
from articles.desk.schedule import NewsroomTimeField
from articles.desk.verb_forms import WHICH_VERSION, note_field, until_field
from articles.models import Edition, Event, User

__all__ = ["EDITION_FORMS", "EditionForm"]


class EditionForm(forms.Form):
    """One verb on a version that is waiting."""

    verb: ClassVar[str]
    label: ClassVar[str]
    explanation: ClassVar[str]

    #: When it was to go live as this person saw it.
    starts_at = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": WHICH_VERSION}
    )

    @classmethod
    def starting_with(cls, edition: Edition) -> dict[str, Any]:
        """Return what the fields hold when the page opens."""
        return {"starts_at": edition.starts_at.isoformat()}

    def act(self, edition: Edition, by: User) -> Event:
        """Do it; raises what the workflow raises."""
        raise NotImplementedError


class RescheduleForm(EditionForm):
    verb = "reschedule"
    label = "Reschedule"
    explanation = "The waiting version goes live at another moment. What is live stays until then."
    at = NewsroomTimeField(label="Goes live")
    until = until_field("Empty: until further notice.")

    @classmethod
    def starting_with(cls, edition: Edition) -> dict[str, Any]:
        moments = {"at": edition.starts_at, "until": edition.until}
        return super().starting_with(edition) | moments

    def act(self, edition: Edition, by: User) -> Event:
        data = self.cleaned_data
        return workflow.reschedule(edition, by, data["at"], data["until"])


class CancelForm(EditionForm):
    verb = "cancel"
    label = "Cancel the schedule"
    explanation = "The waiting version doesn't go live. What is live stays, and the copy stays too."
    note = note_field()

    def act(self, edition: Edition, by: User) -> Event:
        return workflow.cancel(edition, by, self.cleaned_data["note"])


EDITION_FORMS: dict[str, type[EditionForm]] = {"reschedule": RescheduleForm, "cancel": CancelForm}
