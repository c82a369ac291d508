"""What people are told of plans: what is theirs to write, until when, and no longer."""

from typing import Any

from django.urls import reverse

from articles.models import Assignment, User
from articles.workflow.standing import moment
from articles.workflow.telling import tell

__all__ = ["tell_changed", "tell_dropped", "tell_given_back", "tell_new"]


def tell_new(plan: Assignment, by: User) -> None:
    """Tell whom it is assigned to."""
    _tell(plan, by, plan.person, f"Assigned to you: {plan.title}", [*_times(plan), plan.brief])


def tell_changed(plan: Assignment, by: User, before: dict[str, Any]) -> None:
    """Tell the writer of a new deadline; of two writers, each what changed for them."""
    if plan.person != before["person"]:
        _tell(plan, by, before["person"], f"No longer yours: {plan.title}", [])
        tell_new(plan, by)
    elif plan.deadline != before["deadline"]:
        subject = f"New deadline: {plan.title}" if plan.deadline else f"No deadline: {plan.title}"
        _tell(plan, by, plan.person, subject, _times(plan))


def tell_dropped(plan: Assignment, by: User, what: str) -> None:
    """Tell the writer that the plan was given up, or that it stands again."""
    _tell(plan, by, plan.person, f"“{plan.title}” {what}", [])


def tell_given_back(plan: Assignment, by: User) -> None:
    """Tell who planned it that it needs another writer."""
    _tell(plan, by, plan.created_by, f"Given back: {plan.title}", _times(plan))


def _times(plan: Assignment) -> list[str]:
    told = [("Deadline", plan.deadline), ("Planned slot", plan.planned_at)]
    return [f"{name}: {moment(at)}." for name, at in told if at]


def _tell(plan: Assignment, by: User, person: User | None, subject: str, lines: list[str]) -> None:
    """Tell this person, unless there is nobody to tell or they did it themselves."""
    if person is None or person == by:
        return
    tell(
        person,
        article=plan.article,
        subject=subject,
        text="\n".join([f"By {by}, in {plan.section}.", *filter(None, lines)]),
        path=reverse("admin:articles_assignment_change", args=[plan.pk]),
    )
