"""Periods: where each edition ends so the next can begin, and the verbs that move them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Min

from articles.models import Article, Edition, Event, User
from articles.workflow.acting import Act, acting
from articles.workflow.refusals import Refused
from articles.workflow.standing import moment, told

__all__ = ["KEEP", "allow_period", "cancel", "refuse_same_start", "reschedule", "set_end", "settle"]


class Keep:
    """The type of `KEEP`: leave the end as it is (None would mean: until further notice)."""


KEEP: Final = Keep()


@contextmanager
def rearranging() -> Iterator[None]:
    """Let neighbours overlap for a few statements; afterwards the database checks them again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS edition_periods_dont_overlap DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS edition_periods_dont_overlap IMMEDIATE")


def settle(article: Article, editions: list[Edition], now: datetime) -> None:
    """Store the given current editions of an article so that each ends where it must.

    An edition ends when an editor asked for, or where the next one starts, whichever is sooner.
    New ones are inserted. Those yet to begin learn when readers first see the article.
    """
    if not editions:
        return
    editions = sorted(editions, key=lambda edition: edition.starts_at)
    first = _first_start(article, editions, now)
    with rearranging():
        for number, edition in enumerate(editions):
            following = editions[number + 1].starts_at if number + 1 < len(editions) else None
            edition.ends_at = min(filter(None, (edition.until, following)), default=None)
            if edition._state.adding:
                edition.published_at = first
                edition.save(force_insert=True)
                continue
            fields = ["starts_at", "ends_at", "until"]
            if edition.starts_at > now:
                edition.published_at = first
                fields.append("published_at")
            edition.save(update_fields=fields)


def _first_start(article: Article, editions: list[Edition], now: datetime) -> datetime:
    begun = Edition.objects.filter(article=article, starts_at__lte=now)
    earliest: datetime | None = begun.aggregate(first=Min("published_at"))["first"]
    return earliest or min(edition.starts_at for edition in editions)


def allow_period(act: Act, starts_at: datetime, until: datetime | None) -> None:
    """Raise `Refused` where no edition may start or end at these moments."""
    now, embargo = act.standing.now, act.article.embargo_until
    if starts_at < now:
        raise Refused(
            f"{moment(starts_at)} is past. Choose a moment that lies ahead, or publish now.", "at"
        )
    if until is not None and until <= max(starts_at, now):
        raise Refused(f"It would end on {moment(until)}, before readers see it.", "until")
    if embargo and starts_at < embargo:
        raise act.refusal(
            f"It is under embargo until {moment(embargo)}. Choose that moment or a later one, "
            "or lift the embargo.",
            "at",
        )


def _waiting(act: Act, edition: Edition) -> Edition:
    """Return the stored edition if it hasn't begun; raise `Refused` with what happened to it."""
    for waiting in act.standing.waiting:
        if waiting.pk == edition.pk:
            return waiting
    cancelled = act.earlier("cancel", "withdraw")
    if cancelled and not Edition.objects.filter(pk=edition.pk).exists():
        raise Refused(f"This version isn't scheduled any more. {told(cancelled)}")
    raise Refused("This version has begun: readers see it or have seen it.")


def reschedule(
    edition: Edition, by: User, at: datetime, until: datetime | Keep | None = KEEP
) -> Event:
    """Move a version that hasn't begun to another moment, and its end if asked."""
    with acting("reschedule", edition.article, by) as act:
        act.allow()
        waiting = _waiting(act, edition)
        end = waiting.until if isinstance(until, Keep) else until
        if (waiting.starts_at, waiting.until) == (at, end) and (
            done := act.earlier("publish", "reschedule", edition=waiting.pk)
        ):
            return done
        allow_period(act, at, end)
        refuse_same_start(act, at, but=waiting)
        before = waiting.starts_at.isoformat()
        waiting.starts_at, waiting.until = at, end
        settle(act.article, act.standing.current, act.standing.now)
        return act.record(act.article.state, edition=waiting, moved_from=before)


def refuse_same_start(act: Act, at: datetime, but: Edition | None = None) -> None:
    """Raise `Refused` where another waiting version starts at this very moment."""
    for other in act.standing.waiting:
        if other is not but and other.starts_at == at:
            raise act.refusal(
                f"Another version starts on {moment(at)} already. Reschedule or cancel that one.",
                "at",
            )


def set_end(article: Article, by: User, until: datetime | None) -> Event:
    """Change when what readers see ends; None: until further notice."""
    with acting("set_end", article, by) as act:
        act.allow()
        live = act.standing.live
        if live is None:
            raise Refused("Readers don't see it now.")
        if live.until == until and (done := act.earlier("set_end", "publish", edition=live.pk)):
            return done
        if until is not None and until <= act.standing.now:
            raise Refused(f"{moment(until)} is past. To end it at once, withdraw it.", "until")
        live.until = until
        settle(act.article, act.standing.current, act.standing.now)
        return act.record(act.article.state, edition=live)


def cancel(edition: Edition, by: User, note: str = "") -> Event:
    """Take back a version that hasn't begun; what is live goes on as it would have.

    The version is deleted, its text stays in the history of the working copy.
    """
    with acting("cancel", edition.article, by) as act:
        if done := act.earlier("cancel", edition=edition.pk):
            return done
        act.allow()
        waiting = _waiting(act, edition)
        rest = [each for each in act.standing.current if each.pk != waiting.pk]
        pk = waiting.pk
        waiting.delete()
        waiting.pk = pk
        settle(act.article, rest, act.standing.now)
        return act.record(_state_after(act.article, waiting, rest), note, edition=waiting)


def _state_after(article: Article, cancelled: Edition, rest: list[Edition]) -> str:
    """Return the state once a schedule is gone: reviewed copy goes back to review, not to draft.

    Copy that was changed since is no reviewed copy.
    """
    if article.state != Article.State.PUBLISHED:
        return article.state
    if cancelled.article_version == article.version:
        if any(each.article_version == article.version for each in rest):
            return Article.State.PUBLISHED
        return Article.State.REVIEW if article.submitted_by_id else Article.State.DRAFT
    return Article.State.PUBLISHED if rest else Article.State.DRAFT
