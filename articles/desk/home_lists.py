"""The lists on the home of the desk, each as lines to read and follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime

from articles import permissions
from articles.desk import waiting
from articles.desk.assignment_words import assignment_tags
from articles.desk.home_words import ago, day_and_hour, due, name
from articles.desk.labels import Tag
from articles.models import Article, Assignment, Edition, User

__all__ = [
    "Entry", "Looker", "assigned", "changes", "drafts", "failing", "free", "handed_in", "late",
    "mentions", "returned", "to_review", "unsaved", "writing",
]  # fmt: skip


@dataclass
class Entry:
    """One line: what it is about, where it leads, what to know of it, and at what hour it is."""

    headline: str
    url: str
    facts: list[str]
    hour: str = ""
    quote: str = ""
    tags: list[Tag] = field(default_factory=list)


@dataclass
class Looker:
    """Who looks, and when."""

    person: User
    now: datetime


def article_url(article_id: int) -> str:
    return reverse("admin:articles_article_change", args=[article_id])


def _article(article: Article, facts: list[str], **more: Any) -> Entry:
    where = [str(article.section)] if article.section else []
    return Entry(article.headline, article_url(article.pk), [*facts, *where], **more)


def _moved(article: Any) -> datetime:
    """Return since when the article stands where it does; without an act, when it was saved."""
    stored = article.moved and parse_datetime(article.moved["at"])
    return stored or article.updated_at


def _by_waiting(articles: Iterable[Any], wanted: Callable[[Any], bool]) -> list[Any]:
    """Return those that are wanted, longest waiting first."""
    return sorted(filter(wanted, articles), key=_moved)[: waiting.AT_MOST + 1]


def returned(articles: list[Any], look: Looker) -> list[Entry]:
    def wanted(article: Any) -> bool:
        sent_back = article.moved is not None and article.moved["verb"] == "send_back"
        draft = article.state == Article.State.DRAFT and not article.spiked_at
        return sent_back and draft and permissions.owns(look.person, article)

    return [
        _article(
            each,
            [f"by {name(each.moved['by'])}, {ago(_moved(each), look.now)}"],
            quote=each.moved["note"],
        )
        for each in _by_waiting(articles, wanted)
    ]


def _reviews(person: User, article: Article) -> bool:
    """Say whether it is for this person to review: on their desk, and by somebody else."""
    if article.state != Article.State.REVIEW or not permissions.is_desk(person, article):
        return False
    others = not permissions.wrote_or_submitted(person, article)
    return others or permissions.may_publish_unreviewed(person)


def to_review(articles: list[Any], look: Looker) -> list[Entry]:
    found = _by_waiting(articles, lambda article: _reviews(look.person, article))
    return [
        _article(
            each,
            [f"submitted {ago(_moved(each), look.now)}", f"by {each.submitted_by}"],
            quote=each.moved["note"] if each.moved else "",
        )
        for each in found
    ]


def drafts(articles: list[Any], plans: list[Assignment], look: Looker) -> list[Entry]:
    """Return what this person has begun, last saved first; what is listed elsewhere isn't here."""
    assigned_copy = {each.article_id for each in plans if each.person_id == look.person.pk}

    def wanted(article: Any) -> bool:
        draft = article.state == Article.State.DRAFT and not article.spiked_at
        sent_back = article.moved is not None and article.moved["verb"] == "send_back"
        listed = sent_back or article.pk in assigned_copy
        return draft and not listed and permissions.owns(look.person, article)

    last_first = sorted(filter(wanted, articles), key=lambda each: each.updated_at, reverse=True)
    return [
        _article(each, [f"saved {ago(each.updated_at, look.now)}"])
        for each in last_first[: waiting.AT_MOST + 1]
    ]


def handed_in(articles: list[Any], look: Looker) -> list[Entry]:
    def wanted(article: Any) -> bool:
        review = article.state == Article.State.REVIEW and not _reviews(look.person, article)
        return review and permissions.wrote_or_submitted(look.person, article)

    return [
        _article(each, [f"submitted {ago(_moved(each), look.now)}"])
        for each in _by_waiting(articles, wanted)
    ]


def mentions(articles: list[Any], look: Looker) -> list[Entry]:
    asked = [each for each in articles if each.mention]
    return [
        _article(
            each,
            [f"by {name(each.mention['by'])}, {ago(at, look.now)}"],
            quote=each.mention["text"],
        )
        for each in asked
        if (at := parse_datetime(each.mention["at"]))
    ]


def _plan(plan: Assignment, look: Looker, *facts: str) -> Entry:
    copy = plan.article
    leads_to_copy = copy is not None and permissions.sees(look.person, copy)
    url = (
        article_url(copy.pk)
        if copy and leads_to_copy
        else reverse("admin:articles_assignment_change", args=[plan.pk])
    )
    slot = f"planned for {day_and_hour(plan.planned_at, look.now)}" if plan.planned_at else ""
    told = [*facts, due(plan.deadline, look.now), slot, str(plan.section)]
    return Entry(plan.title, url, list(filter(None, told)), tags=assignment_tags(plan, look.now))


def assigned(plans: list[Assignment], look: Looker) -> list[Entry]:
    return [_plan(each, look) for each in plans if each.person_id == look.person.pk]


def late(plans: list[Assignment], look: Looker) -> list[Entry]:
    def wanted(plan: Assignment) -> bool:
        others = plan.person_id != look.person.pk
        return others and plan.is_late(look.now) and permissions.plans(look.person, plan.section)

    return [
        _plan(each, look, *([str(each.person)] if each.person else []))
        for each in filter(wanted, plans)
    ]


def free(plans: list[Assignment], look: Looker) -> list[Entry]:
    shown_as_late = {each.pk for each in plans if each.is_late(look.now)}
    return [
        _plan(each, look)
        for each in plans
        if each.person_id is None
        and each.article_id is None
        and not (each.pk in shown_as_late and permissions.plans(look.person, each.section))
    ]


def changes(look: Looker, until: datetime) -> list[tuple[datetime, Entry]]:
    """Return what begins and ends until then, in the order of time."""
    editions = list(waiting.changes(look.person, look.now, until))
    begun = {(each.article_id, each.starts_at) for each in editions}
    found = [
        (each.starts_at, _edition(each, each.starts_at, _begins(each), look))
        for each in editions
        if look.now < each.starts_at < until
    ]
    found += [
        (each.ends_at, _edition(each, each.ends_at, Tag("default", "Ends"), look))
        for each in editions
        # Where the next version begins at that moment, readers see that one: nothing ends.
        if each.ends_at
        and each.ends_at == each.until
        and look.now < each.ends_at < until
        and (each.article_id, each.ends_at) not in begun
    ]
    return sorted(found, key=lambda each: each[0])[: waiting.AT_MOST + 1]


def _begins(edition: Edition) -> Tag:
    first = edition.published_at == edition.starts_at
    return Tag("success", "Goes live") if first else Tag("info", "Next version")


def _edition(edition: Edition, at: datetime, tag: Tag, look: Looker) -> Entry:
    where = [str(edition.section)] if edition.section else []
    hour = day_and_hour(at, look.now).partition(", ")[2]
    return Entry(edition.headline, article_url(edition.article_id), where, hour, tags=[tag])


def failing(look: Looker) -> list[Entry]:
    return [
        Entry(
            each.subject,
            each.path,
            [f"mail to {each.person}", f"since {day_and_hour(each.created_at, look.now)}"],
            quote=each.error,
            tags=[Tag("danger", "Given up" if each.given_up_at else "Tried again soon")],
        )
        for each in waiting.failing(look.person)
    ]


def writing(look: Looker) -> list[Entry]:
    return [
        _article(each.article, [str(each.person), f"last key {ago(each.typed_at, look.now)}"])
        for each in waiting.writing(look.person, look.now)
        if each.typed_at
    ]


def unsaved(look: Looker) -> list[Entry]:
    return [
        Entry(
            each.title or "Without a headline",
            reverse("desk:unsaved_one", args=[each.pk]),
            [
                f"typed {ago(each.typed_at, look.now)}",
                _in(each),
            ],
        )
        for each in waiting.unsaved(look.person)
    ]


def _in(buffer: Any) -> str:
    """Return what a text was typed in; nothing of an article that this person doesn't see."""
    if buffer.article is None:
        return "a new article"
    return f"in “{buffer.article.headline}”" if buffer.seen else "in what you don’t see any more"
