"""Embargoes: a moment before which no edition of the article may start."""

from datetime import datetime

from articles import permissions
from articles.models import Article, Event, User
from articles.workflow.acting import acting
from articles.workflow.publishing import end_now
from articles.workflow.refusals import Refused
from articles.workflow.standing import moment

__all__ = ["lift_embargo", "set_embargo"]


def set_embargo(article: Article, by: User, until: datetime, note: str = "") -> Event:
    """Keep every edition of the article from starting before `until`.

    What is live is pulled back at once, as if it never was (its address answers 404); that takes
    the right to withdraw. Versions waiting for an earlier moment stand in the way.
    """
    with acting("set_embargo", article, by) as act:
        if act.article.embargo_until == until and (done := act.earlier("set_embargo")):
            return done
        act.allow()
        live = act.standing.live
        if until <= act.standing.now:
            raise Refused(f"{moment(until)} is past. An embargo ends in the future.", "until")
        if live and (reason := permissions.refusal(by, "withdraw", act.article)):
            raise Refused(f"Readers see it now; the embargo would pull it back. {reason}")
        early = [edition for edition in act.standing.waiting if edition.starts_at < until]
        if early:
            raise act.refusal(
                f"A version starts on {moment(early[0].starts_at)}, before the embargo ends. "
                "Reschedule or cancel it first.",
                "until",
            )
        end_now(act, [])
        act.article.embargo_until = until
        pulled_back = live is not None and not act.standing.waiting
        state = Article.State.DRAFT if pulled_back else act.article.state
        return act.record(state, note, edition=live, embargo_until=until.isoformat())


def lift_embargo(article: Article, by: User, note: str = "") -> Event:
    """Take the embargo off; nothing starts by that alone."""
    with acting("lift_embargo", article, by) as act:
        if act.article.embargo_until is None and (done := act.earlier("lift_embargo")):
            return done
        act.allow()
        act.article.embargo_until = None
        return act.record(act.article.state, note)
