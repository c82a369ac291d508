"""Verbs before publication: submit, send back, spike, revive."""

from articles.models import Article, Event, User
from articles.workflow.acting import acting
from articles.workflow.noting import note_event
from articles.workflow.refusals import Refused

__all__ = ["revive", "send_back", "spike", "submit"]


def submit(article: Article, by: User, note: str = "") -> Event:
    """Hand the working copy to its desk for review."""
    with acting("submit", article, by) as act:
        if act.article.state == Article.State.REVIEW and (done := act.earlier("submit")):
            return done
        act.allow()
        act.allow_seen(article)
        act.article.submitted_by = by
        return act.record(Article.State.REVIEW, note)


def send_back(article: Article, by: User, note: str) -> Event:
    """Give an article in review back to its reporter, with what has to be done."""
    if not note.strip():
        raise Refused("Say what has to be done before it comes back.", "note")
    with acting("send_back", article, by) as act:
        last = act.article.events.select_related("person").first()
        if last and last.verb == "send_back" and last.note == note:
            return last
        act.allow()
        event = act.record(Article.State.DRAFT, note)
        note_event(event)
        return event


def spike(article: Article, by: User, note: str = "") -> Event:
    """Give a draft up without deleting it."""
    with acting("spike", article, by) as act:
        if act.article.spiked_at and (done := act.earlier("spike")):
            return done
        act.allow()
        act.article.spiked_at = act.standing.now
        return act.record(Article.State.DRAFT, note)


def revive(article: Article, by: User, note: str = "") -> Event:
    """Take a spiked article up again, as a draft."""
    with acting("revive", article, by) as act:
        last = act.article.events.select_related("person").first()
        if last and last.verb == "revive":
            return last
        act.allow()
        act.article.spiked_at = None
        return act.record(Article.State.DRAFT, note)
