"""What all verbs have in common: the lock, the checks inside it, and the Event."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from articles import permissions
from articles.models import Article, Edition, Event, User, database_now
from articles.workflow.refusals import Refused, Stale
from articles.workflow.standing import Standing, state_refusal, told

__all__ = ["Act", "acting"]


@dataclass
class Act:
    """One verb by one person on one article whose row is locked."""

    verb: str
    article: Article
    by: User
    standing: Standing

    def allow(self) -> None:
        """Raise `Refused` where this person may not, or the article's state doesn't allow it."""
        if reason := permissions.refusal(self.by, self.verb, self.article):
            raise self.refusal(reason)
        self.allow_state()

    def allow_state(self) -> None:
        """Raise `Refused` where the article's state doesn't allow it, with what happened to it."""
        if reason := state_refusal(self.verb, self.standing):
            raise self.refusal(reason)

    def refusal(self, reason: str, field: str = "") -> Refused:
        """Return the refusal, with the last act by somebody else: it may have come between."""
        last = self.article.events.select_related("person").first()
        others = last and last.person_id != self.by.pk
        return Refused(f"{reason} {told(last)}" if last and others else reason, field)

    def allow_seen(self, seen: Article) -> None:
        """Raise `Stale` where the stored copy isn't the one this person looked at."""
        if seen.version != self.article.version:
            raise Stale.of(self.article)

    def earlier(self, *verbs: str, **details: Any) -> Event | None:
        """Return the last Event of one of these verbs with these details."""
        wanted = {f"details__{name}": value for name, value in details.items()}
        events = self.article.events.select_related("person")
        return events.filter(verb__in=verbs, **wanted).first()

    def record(
        self, to_state: str, note: str = "", edition: Edition | None = None, **details: Any
    ) -> Event:
        """Move the article to this state and write the Event: the last step of each verb."""
        event = Event.objects.create(
            article=self.article,
            person=self.by,
            at=self.standing.now,
            verb=self.verb,
            from_state=self.article.state,
            to_state=to_state,
            note=note,
            details={"version": self.article.version} | _period(edition) | details,
        )
        self.article.state = to_state
        self.article.save_state()
        return event


def _period(edition: Edition | None) -> dict[str, Any]:
    if edition is None:
        return {}
    return {
        "edition": edition.pk,
        "version": edition.article_version,
        "headline": edition.headline,
        "starts_at": edition.starts_at.isoformat(),
        "until": edition.until.isoformat() if edition.until else None,
    }


@contextmanager
def acting(verb: str, article: Article, by: User) -> Iterator[Act]:
    """Open the transaction of one verb with the article's row locked.

    The clock is read after the lock is had: what came before it is then in the past. An edition
    may still begin between that reading and the verb's last statement: the database has it right.
    """
    try:
        with transaction.atomic():
            rows = Article.objects.select_for_update(of=("self",)).select_related("section__parent")
            locked = rows.get(pk=article.pk)
            if not permissions.sees(by, locked):
                raise Refused("This article isn't yours to see.")
            yield Act(verb, locked, by, Standing.of(locked, database_now()))
    except IntegrityError as clash:
        if clash.__cause__.diag.constraint_name != "edition_past_is_past":  # type: ignore[union-attr]
            raise
        raise Refused(
            "A version of it began or ended at this very moment. Look at it again before you go on."
        ) from clash
