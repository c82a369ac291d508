"""A front page that is locked: what stands on it and will, and where each placement must end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from articles import permissions
from articles.models import Article, Event, Placement, Section, User, database_now
from articles.workflow.acting import Act
from articles.workflow.periods import Keep
from articles.workflow.refusals import Refused
from articles.workflow.shown import shown_until, why_not_shown
from articles.workflow.standing import Standing, moment

__all__ = ["Front", "arranging", "front_name", "lock_front"]

#: The advisory locks of fronts are this number and the section's id; the site's is the number.
LOCKS = 0x66726F6E << 32
#: One article's place from one moment on: what a rearrangement compares.
Stands = dict[int, Placement]
JUST_NOW = (
    "Something else begins in this place at that very moment. Look at the front again before "
    "you go on, or choose another moment."
)


def front_name(section: Section | None) -> str:
    """Return what a front is called within a sentence."""
    return f"the front page of {section}" if section else "the site's front page"


@dataclass
class Front:
    """One front, locked together with the articles on it, and who arranges it."""

    section: Section | None
    by: User
    now: datetime
    articles: dict[int, Article]
    placements: list[Placement]
    #: As they are stored.
    stored: dict[int, tuple[datetime, datetime | None, datetime | None]] = field(init=False)

    def __post_init__(self) -> None:
        self.stored = {each.pk: _period(each) for each in self.placements}

    @property
    def section_id(self) -> int | None:
        return self.section.pk if self.section else None

    def standing(self, at: datetime) -> Stands:
        """Return what stands at this moment, by article."""
        return {
            each.article_id: each
            for each in self.placements
            if each.starts_at <= at and (each.ends_at is None or at < each.ends_at)
        }

    def add(self, slot: int, article_id: int, at: datetime, until: datetime | None) -> None:
        placement = Placement(
            section=self.section,
            slot=slot,
            article=self.articles[article_id],
            starts_at=at,
            until=until,
            placed_by=self.by,
            placed_at=self.now,
        )
        self.placements.append(placement)

    def drop(self, dropped: list[Placement]) -> None:
        """Delete placements that haven't begun; what they would have taken over from goes on."""
        Placement.objects.filter(pk__in=[each.pk for each in dropped]).delete()
        self.placements = [each for each in self.placements if each not in dropped]
        self.settle()

    def settle(self) -> None:
        """Let each end when it was asked to, or where its slot or its article is placed anew."""
        self.placements.sort(key=lambda each: each.starts_at)
        for number, each in enumerate(self.placements):
            following = (
                other.starts_at
                for other in self.placements[number + 1 :]
                if other.slot == each.slot or other.article_id == each.article_id
            )
            each.ends_at = min(filter(None, (each.until, next(following, None))), default=None)
            if each.ends_at is not None and each.ends_at <= each.starts_at:
                raise Refused(JUST_NOW, "at")

    def save(self) -> None:
        """Store what is new or has another period."""
        self.settle()
        with connection.cursor() as cursor:
            rules = "placement_one_a_slot, placement_article_once_a_front"
            cursor.execute(f"SET CONSTRAINTS {rules} DEFERRED")
            for each in self.placements:
                if each._state.adding:
                    each.save(force_insert=True)
                elif _period(each) != self.stored[each.pk]:
                    each.save(update_fields=["starts_at", "ends_at", "until"])
            cursor.execute(f"SET CONSTRAINTS {rules} IMMEDIATE")

    def moment_of(self, at: datetime | None) -> datetime:
        """Return when something is to begin: now, unless a moment ahead is given."""
        if at is not None and at < self.now:
            raise Refused(f"{moment(at)} is past. Choose a moment that lies ahead, or now.", "at")
        return at or self.now

    def end_of(
        self, article: Article, at: datetime, until: datetime | Keep | None, kept: datetime | None
    ) -> datetime | None:
        """Return the end to ask for: as long as readers see it, unless another is given or kept.

        Raises `Refused` where readers don't see the article for the whole of that period.
        """
        standing = Standing.of(article, self.now)
        asked = None if isinstance(until, Keep) else until
        if asked is not None and asked <= at:
            raise Refused(f"It would leave on {moment(asked)}, before it comes.", "until")
        if reason := why_not_shown(standing, at, asked):
            wrong = "until" if not why_not_shown(standing, at) else "at"
            raise Refused(f"“{article}” can't stand there then. {reason}", wrong)
        if isinstance(until, Keep) and kept is not None and kept > at:
            asked = kept
        return min(filter(None, (asked, shown_until(standing, at))), default=None)

    def record(self, verb: str, placement: Placement, **details: Any) -> Event:
        article = self.articles[placement.article_id]
        standing = Standing(article, self.now, None, [], None)
        return Act(verb, article, self.by, standing).record(
            article.state,
            front=front_name(self.section),
            section=self.section_id,
            slot=placement.slot,
            placement=placement.pk,
            starts_at=placement.starts_at.isoformat(),
            until=placement.ends_at.isoformat() if placement.ends_at else None,
            **details,
        )


def _period(placement: Placement) -> tuple[datetime, datetime | None, datetime | None]:
    return placement.starts_at, placement.ends_at, placement.until


def lock_front(section_id: int | None) -> None:
    """Lock a front until the transaction ends. Several are locked in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCKS + (section_id or 0)])


@contextmanager
def arranging(section: Section | None, by: User, wanted: Iterable[int] = ()) -> Iterator[Front]:
    """Open the transaction of one act on a front: the front is locked, then the articles, in order.

    The clock is read after the locks are had, as in `acting`.
    """
    try:
        with transaction.atomic():
            if reason := permissions.arranging_refusal(by, section):
                raise Refused(reason)
            pk = section.pk if section else None
            lock_front(pk)
            there = Placement.objects.current(pk, database_now()).values_list("article", flat=True)
            articles = _locked({*there, *wanted})
            now = database_now()
            yield Front(section, by, now, articles, list(Placement.objects.current(pk, now)))
    except IntegrityError as clash:
        if clash.__cause__.diag.constraint_name != "placement_past_is_past":  # type: ignore[union-attr]
            raise
        raise Refused(
            "Something on this front began or ended at this very moment. Look at it again before "
            "you go on."
        ) from clash


def _locked(ids: set[int]) -> dict[int, Article]:
    rows = Article.objects.select_for_update(of=("self",)).select_related("section__parent")
    return {article.pk: article for article in rows.filter(pk__in=ids).order_by("pk")}
