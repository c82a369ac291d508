"""The home of the desk: what waits for somebody, what is about to happen, what went wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles import permissions
from articles.desk import home_lists as lists
from articles.desk import waiting
from articles.desk.act_page import person as signed_in
from articles.desk.home_lists import Entry, Looker
from articles.models import Section, User

__all__ = ["dashboard"]

#: How many of a list are shown; its heading says how many there are, up to `waiting.AT_MOST`.
SHOWN = 6


@dataclass
class Block:
    """One list of the page; `rest` is where all of it is found, with what the link says."""

    key: str
    title: str
    entries: list[Entry]
    rest: str = ""
    rest_label: str = ""
    urgent: bool = False

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:SHOWN]

    @property
    def hidden(self) -> list[Entry]:
        """What is folded away until asked for."""
        return self.entries[SHOWN : waiting.AT_MOST]

    @property
    def count(self) -> str:
        many = len(self.entries) > waiting.AT_MOST
        return f"{waiting.AT_MOST}+" if many else str(len(self.entries))


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the context of the index what `admin/index.html` shows; Unfold calls it."""
    look = Looker(signed_in(request), timezone.now())
    at_work = permissions.has(look.person, "view_article")
    mine = list(filter_empty(waits_for(look))) if at_work else []
    around = list(filter_empty(goes_on(look))) if at_work else []
    return context | {
        "title": "Home",
        "waits": mine,
        "goes_on": around,
        "steps": [] if mine or around else first_steps(look.person),
        "hint": hint(look.person),
        "now": look.now,
    }


def filter_empty(blocks: Iterable[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.entries)


def waits_for(look: Looker) -> Iterator[Block]:
    """Yield what waits for this person, what is lost soonest first."""
    # Above the list of articles each of them stands with its buttons.
    kept = articles_at("")
    yield Block("unsaved", "You haven’t saved", lists.unsaved(look), kept, "Restore or discard")
    articles = list(waiting.articles(look.person))
    plans = list(waiting.assignments(look.person, look.now))
    yield Block("returned", "Sent back to you", lists.returned(articles, look))
    yield Block(
        "assigned",
        "Assigned to you",
        lists.assigned(plans, look),
        plans_at("?whose=mine"),
        "All of yours",
    )
    yield Block("mentions", "Notes that mention you", lists.mentions(articles, look))
    yield Block(
        "review",
        "To review",
        lists.to_review(articles, look),
        articles_at("?state=review"),
        "All in review",
    )
    yield Block(
        "late",
        "Late on your desks",
        lists.late(plans, look),
        plans_at("?stands=late"),
        "All that is late",
        urgent=True,
    )
    yield Block(
        "drafts",
        "Your drafts",
        lists.drafts(articles, plans, look),
        articles_at("?whose=mine&state=draft"),
        "All of your drafts",
    )
    yield Block("handed_in", "Yours, with the desk", lists.handed_in(articles, look))
    yield Block(
        "free",
        "Free to take",
        lists.free(plans, look),
        plans_at("?whose=unassigned"),
        "All that are free",
    )


def goes_on(look: Looker) -> Iterator[Block]:
    """Yield what is about to happen, what went wrong, and who is at work."""
    tomorrow = timezone.localdate(look.now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    until = timezone.make_aware(datetime.combine(tomorrow + timedelta(days=1), time.min))
    moments = lists.changes(look, until)
    today = [entry for at, entry in moments if at < midnight]
    later = [entry for at, entry in moments if at >= midnight]
    rest = articles_at("?state=scheduled")
    yield Block("today", "Today", today)
    yield Block("tomorrow", "Tomorrow", later, rest, "All that is scheduled")
    mail = reverse("desk:outbox")
    yield Block(
        "failing", "Didn’t leave the house", lists.failing(look), mail, "All mail", urgent=True
    )
    yield Block("writing", "Who is writing", lists.writing(look))


def articles_at(query: str) -> str:
    return reverse("admin:articles_article_changelist") + query


def plans_at(query: str) -> str:
    return reverse("admin:articles_assignment_changelist") + query


def hint(person: User) -> str:
    """Return what somebody has to know who can't do much here yet; empty: nothing."""
    if not permissions.has(person, "view_article"):
        return (
            "You can sign in, but you are in no group yet, so there is nothing for you here. Ask "
            "a chief editor to make you a reporter or an editor."
        )
    if permissions.has(person, "review_article") and not permissions.plans(person, None):
        return "You are on no desk yet. Ask a chief editor to put you on a section’s desk."
    return ""


def first_steps(person: User) -> list[tuple[str, str, str]]:
    """Return what to do first where nothing waits: label, address and why, by what they may do."""
    steps = []
    if permissions.has(person, "add_section") and not Section.objects.exists():
        steps.append(("Make the sections", "section_add", "Every article appears in one."))
        steps.append(("Let people in", "user_add", "Reporters write, editors publish."))
    if permissions.plans(person, None):
        steps.append(("Plan a story", "assignment_add", "Who writes what, until when."))
    if permissions.writes(person):
        steps.append(("Write an article", "article_add", "It is yours until you submit it."))
        steps.append(("Bring in copy", "article_bring_in", "Text you have becomes a draft."))
    return [(label, reverse(f"admin:articles_{url}"), why) for label, url, why in steps]
