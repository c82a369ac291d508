"""What the desk says of an assignment: where it stands, and the four times, each by its name."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from articles.desk.labels import Tag
from articles.desk.schedule import in_words
from articles.models import Article, Assignment, Edition

__all__ = ["Time", "assignment_tags", "four_times", "goes_live"]


class Time(NamedTuple):
    """One of the four times: its name, the moment in words, and what it is good for."""

    name: str
    words: str
    meaning: str


def assignment_tags(plan: Assignment, at: datetime) -> list[Tag]:
    """Return the tags of an assignment fetched `for_list()`, the weightiest first."""
    if plan.dropped_at:
        return [Tag("default", "Dropped")]
    found = [Tag("danger", "Late")] if plan.is_late(at) else []
    found.append(_copy(plan.article))
    if plan.person is None:
        found.append(Tag("info", "Nobody writes it"))
    if plan.deadline and plan.planned_at and plan.planned_at < plan.deadline:
        found.append(Tag("warning", "Slot before its deadline"))
    return found


def _copy(article: Article | None) -> Tag:
    if article is None:
        return Tag("default", "No copy yet")
    if article.spiked_at:
        return Tag("default", "Copy spiked")
    if article.state == Article.State.REVIEW:
        return Tag("warning", "In review")
    if article.state == Article.State.PUBLISHED:
        return Tag("success", "Published")
    return Tag("default", "Draft")


def goes_live(
    next_at: datetime | None, live_since: datetime | None, words: Callable[[datetime], str]
) -> str:
    """Return when readers see the copy, in words; empty: nothing of it is scheduled or live."""
    if next_at:
        return words(next_at)
    return f"Live since {words(live_since)}" if live_since else ""


def four_times(plan: Assignment | None, article: Article | None, at: datetime) -> list[Time]:
    """Return deadline, planned slot, embargo and go-live: two queries where there is copy."""
    editions = Edition.objects.filter(article=article) if article else Edition.objects.none()
    starts = {
        "next_at": editions.filter(starts_at__gt=at).order_by("starts_at"),
        "live_since": editions.visible(at),
    }
    live = goes_live(
        words=in_words,
        **{name: rows.values_list("starts_at", flat=True).first() for name, rows in starts.items()},
    )
    embargo = article.embargo_until if article else None
    deadline, slot = (plan.deadline, plan.planned_at) if plan else (None, None)
    return [
        Time("Deadline", _words(deadline), "The copy is submitted by then."),
        Time("Planned slot", _words(slot), "A plan: it publishes nothing."),
        Time("Embargo", _words(embargo), "Nothing goes live before it."),
        Time("Goes live", live or "Not scheduled", "When readers see the copy."),
    ]


def _words(moment: datetime | None) -> str:
    return in_words(moment) if moment else "None"
