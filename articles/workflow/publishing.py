"""Verbs that change what readers see: publish, correct, clarify, update, withdraw, bring in."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from articles import permissions, preflight
from articles.models import Article, Edition, Event, NoticeKind, User
from articles.workflow.acting import Act, acting
from articles.workflow.periods import allow_period, refuse_same_start, settle
from articles.workflow.refusals import Refused
from articles.workflow.saving import store_copy
from articles.workflow.standing import moment

__all__ = ["bring_in", "clarify", "correct", "publish", "update", "withdraw"]


def publish(
    article: Article, by: User, at: datetime | None = None, until: datetime | None = None
) -> Event:
    """Freeze the working copy into an edition that starts now, or at `at`, and ends at `until`.

    What is live stays until the new edition starts. Now, with a version waiting, is a hotfix: it
    ends where the waiting one starts. Without `until`, the end asked for earlier stays.
    """
    with acting("publish", article, by) as act:
        if done := _published_already(act, article, at, until):
            return done
        act.allow()
        act.allow_seen(article)
        starts_at = at or act.standing.now
        until = until or _inherited_end(act, starts_at)
        allow_period(act, starts_at, until)
        refuse_same_start(act, starts_at)
        _preflight(act, starts_at)
        return _freeze(act, starts_at, until, **_eyes(act))


def _published_already(
    act: Act, seen: Article, at: datetime | None, until: datetime | None
) -> Event | None:
    candidates = act.standing.waiting if at else [act.standing.live]
    for edition in filter(None, candidates):
        same_moment = at is None or edition.starts_at == at
        same_end = until is None or edition.until == until
        if edition.article_version == seen.version and same_moment and same_end:
            return act.earlier("publish", "correct", "clarify", "update", edition=edition.pk)
    return None


def _inherited_end(act: Act, starts_at: datetime) -> datetime | None:
    live = act.standing.live
    return live.until if live and live.until and live.until > starts_at else None


def _preflight(act: Act, starts_at: datetime) -> None:
    if found := preflight.blocks(act.article, starts_at):
        raise Refused("It isn't ready. " + " ".join(finding.message for finding in found))


def _freeze(
    act: Act, starts_at: datetime, until: datetime | None, note: str = "", **details: Any
) -> Event:
    edition = act.article.as_edition(starts_at)
    edition.until = until
    if starts_at == act.standing.now and act.standing.waiting:
        details["hotfix"] = True
    settle(act.article, [*act.standing.current, edition], act.standing.now)
    return act.record(Article.State.PUBLISHED, note, edition, **details)


def _waives_four_eyes(act: Act) -> bool:
    reviewed = act.article.state == Article.State.REVIEW
    return not reviewed or permissions.wrote_or_submitted(act.by, act.article)


def _eyes(act: Act) -> dict[str, Any]:
    """Return what the record has to say of who looked at the copy besides who publishes it."""
    said = {
        "unreviewed": _waives_four_eyes(act),
        "changed_by_publisher": _changed_in_review(act),
    }
    return {name: holds for name, holds in said.items() if holds}


def _changed_in_review(act: Act) -> bool:
    """Say whether who publishes changed the copy since it was submitted: the record says so."""
    submitted = act.article.events.filter(verb="submit").first()
    if submitted is None or act.article.state != Article.State.REVIEW:
        return False
    since = act.article.history.filter(version__gt=submitted.details["version"])
    return bool(since.filter(history_user=act.by).exists())


def correct(article: Article, by: User, notice: str) -> Event:
    """Publish the working copy now, with a notice that a mistake was put right."""
    return _with_notice("correct", NoticeKind.CORRECTION, article, by, notice)


def clarify(article: Article, by: User, notice: str) -> Event:
    """Publish the working copy now, with a notice that something was made clearer."""
    return _with_notice("clarify", NoticeKind.CLARIFICATION, article, by, notice)


def update(article: Article, by: User, notice: str) -> Event:
    """Publish the working copy now, with a notice of what is new."""
    return _with_notice("update", NoticeKind.UPDATE, article, by, notice)


def _with_notice(verb: str, kind: NoticeKind, article: Article, by: User, notice: str) -> Event:
    notice = notice.strip()
    if not notice:
        raise Refused("Say to readers what was changed, and why.", "notice")
    with acting(verb, article, by) as act:
        live = act.standing.live
        if live and (done := act.earlier(verb, edition=live.pk)) and done.note == notice:
            return done
        act.allow()
        act.allow_seen(article)
        starts_at = act.standing.now
        until = _inherited_end(act, starts_at)
        allow_period(act, starts_at, until)
        _preflight(act, starts_at)
        entry = {"kind": kind.value, "text": notice, "at": starts_at.isoformat()}
        eyes = _eyes(act)  # before the notice itself changes the copy
        act.article.notices = [*act.article.notices, entry]
        store_copy(act.article, by, f"{kind.label}: {notice}")
        _carry_on(entry, act.standing.waiting)
        return _freeze(act, starts_at, until, notice, **eyes)


def _carry_on(entry: dict[str, str], waiting: list[Edition]) -> None:
    """Freeze what waits anew with the notice, so readers still find it when that version begins."""
    for edition in waiting:
        pk = edition.pk
        edition.delete()
        edition.pk, edition._state.adding = pk, True
        edition.notices = [*edition.notices, entry]


def withdraw(article: Article, by: User, notice: str) -> Event:
    """End what readers see now; the address says the notice. Waiting versions are cancelled."""
    notice = notice.strip()
    if not notice:
        raise Refused("Say to readers why it was withdrawn.", "notice")
    with acting("withdraw", article, by) as act:
        if act.standing.withdrawn and (done := act.earlier("withdraw")):
            return done
        act.allow()
        cancelled = end_now(act, act.standing.waiting, notice)
        return act.record(
            Article.State.DRAFT, notice, edition=act.standing.live, cancelled=cancelled
        )


def end_now(act: Act, cancelled: list[Edition], notice: str = "") -> list[str]:
    """End what is live at once and delete the given waiting editions; return when they were due."""
    due = [edition.starts_at.isoformat() for edition in cancelled]
    for edition in cancelled:
        edition.delete()
    if live := act.standing.live:
        live.ends_at, live.withdrawal_notice = act.standing.now, notice
        live.save(update_fields=["ends_at", "withdrawal_notice"])
    return due


def bring_in(
    article: Article, by: User, starts_at: datetime, ends_at: datetime | None = None
) -> Edition:
    """Publish with its own past dates what was published elsewhere: an archive, a demo.

    Only for articles that were never published here. Needs `publish_unreviewed`.
    """
    with acting("bring_in", article, by) as act:
        if not permissions.may_publish_unreviewed(by):
            raise Refused("Only a chief editor may bring in articles with their own dates.")
        act.allow_state()
        _allow_own_dates(act.article, starts_at, ends_at)
        first = act.article.editions.order_by("starts_at").first()
        edition = act.article.as_edition(starts_at)
        edition.published_at = min(first.published_at, starts_at) if first else starts_at
        edition.ends_at = edition.until = ends_at
        edition.brought_in = True
        edition.save(force_insert=True)
        act.record(Article.State.PUBLISHED, edition=edition)
        return edition


def _allow_own_dates(article: Article, starts_at: datetime, ends_at: datetime | None) -> None:
    if article.editions.filter(brought_in=False).exists():
        raise Refused("It was published here, so nothing can be added to its past.")
    if not (article.section_id and article.slug):
        raise Refused("It has no address yet. Choose a section and a slug.")
    if article.embargo_until and starts_at < article.embargo_until:
        raise Refused(f"It is under embargo until {moment(article.embargo_until)}.", "at")
    if ends_at and ends_at <= starts_at:
        raise Refused("It would end before it begins.", "until")
    others = article.editions.filter(Q(ends_at=None) | Q(ends_at__gt=starts_at))
    if ends_at:
        others = others.filter(starts_at__lt=ends_at)
    if other := others.first():
        begun = moment(other.starts_at)
        raise Refused(f"Readers saw the version of {begun} at the same time.", "at")
