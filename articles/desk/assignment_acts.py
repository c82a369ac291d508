"""What is done to an assignment, an address each: begin, take, give back, drop, take up again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views import View
from psycopg.errors import DeadlockDetected, LockNotAvailable

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.models import Article, Assignment, User

__all__ = ["ACTS", "acts_for", "assignment_for", "urls"]

BUSY = "Somebody else is changing this plan just now. Nothing was changed: try again shortly."


@dataclass(frozen=True)
class Act:
    """One act: its button, the verb behind it, what is said once it is done, and for whom it is."""

    name: str
    label: str
    verb: Callable[[Assignment, User], Any]
    done: str
    offered: Callable[[Assignment, User], bool]


def _begins(plan: Assignment, by: User) -> bool:
    theirs = plan.person_id == by.pk or permissions.plans_assignment(by, plan)
    return plan.article_id is None and (theirs or plan.person_id is None)


def _takes(plan: Assignment, by: User) -> bool:
    return plan.person_id is None and plan.article_id is None and permissions.writes(by)


def _gives_back(plan: Assignment, by: User) -> bool:
    return plan.person_id == by.pk and plan.article_id is None


#: In the order of the buttons. A dropped plan can only be taken up again.
ACTS = (
    Act("begin", "Begin writing", workflow.begin, "This is its draft.", _begins),
    Act("take", "Take it", workflow.take, "It is yours now.", _takes),
    Act(
        "give_back", "Give it back", workflow.give_back,
        "It isn't yours any more. Somebody else may take it.", _gives_back,
    ),
    Act(
        "drop", "Drop it", workflow.drop,
        "Dropped. You can take it up again at any time.",
        lambda plan, by: permissions.plans_assignment(by, plan),
    ),
)  # fmt: skip
RESUME = Act(
    "resume",
    "Take it up again",
    workflow.resume,
    "It is planned again.",
    lambda plan, by: permissions.plans_assignment(by, plan),
)


def acts_for(plan: Assignment, by: User) -> list[tuple[str, str]]:
    """Return the acts this person may do now: label and address of each."""
    acts = (RESUME,) if plan.dropped_at else ACTS
    return [
        (act.label, reverse(f"admin:articles_assignment_{act.name}", args=[plan.pk]))
        for act in acts
        if act.offered(plan, by)
    ]


def assignment_for(reader: User, assignment_id: int) -> Assignment:
    """Return the assignment; raise `Http404` where it doesn't exist for this person."""
    plans = permissions.visible_assignments(reader).for_list()
    return get_object_or_404(plans, pk=assignment_id)


class ActView(View):
    """Do one act by POST, say what came of it, and lead on."""

    http_method_names = ["post"]
    act: Act = RESUME

    def post(self, request: HttpRequest, assignment_id: int) -> HttpResponse:
        plan = assignment_for(person(request), assignment_id)
        address = reverse("admin:articles_assignment_change", args=[plan.pk])
        try:
            outcome = self.act.verb(plan, person(request))
        except workflow.Refused as refused:
            messages.error(request, str(refused))
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                raise
            messages.error(request, BUSY)
        else:
            messages.success(request, self.act.done)
            if isinstance(outcome, Article) and permissions.sees(person(request), outcome):
                address = reverse("admin:articles_article_change", args=[outcome.pk])
        return HttpResponseRedirect(address)


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the acts, below the assignments' own."""
    return [
        path(
            f"<int:assignment_id>/{act.name}/",
            site.admin_view(ActView.as_view(act=act)),
            name=f"articles_assignment_{act.name}",
        )
        for act in (*ACTS, RESUME)
    ]
