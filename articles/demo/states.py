"""How a story gets where it stands: the same verbs, by the same people, as in a real newsroom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from articles import workflow
from articles.demo.reading import Later, Story
from articles.models import Article, User

__all__ = ["BRINGING", "Hands", "first_body"]


@dataclass(frozen=True)
class Hands:
    """Whose hands a story goes through."""

    writer: User
    editor: User
    chief: User


def first_body(story: Story) -> str:
    """Return the body as it was at first, before any notice."""
    body = story.content["body"]
    for change in story.notice.changes if story.notice else ():
        body = _replaced(body, change.now, change.before)
    return body


def _replaced(body: str, old: str, new: str) -> str:
    if body.count(old) != 1:
        raise ValueError(f"has to stand in the body once: {old}")
    return body.replace(old, new)


def _draft(article: Article, story: Story, hands: Hands) -> None:
    """A draft is what it is already."""


def _review(article: Article, story: Story, hands: Hands) -> None:
    workflow.submit(article, hands.writer, story.note)


def _returned(article: Article, story: Story, hands: Hands) -> None:
    workflow.submit(article, hands.writer)
    workflow.send_back(article, hands.editor, story.note)


def _spiked(article: Article, story: Story, hands: Hands) -> None:
    workflow.spike(article, hands.editor, story.note)


def _embargo(article: Article, story: Story, hands: Hands) -> None:
    workflow.submit(article, hands.writer)
    workflow.set_embargo(article, hands.editor, _given(story.until), story.note)


def _scheduled(article: Article, story: Story, hands: Hands) -> None:
    workflow.submit(article, hands.writer)
    workflow.publish(article, hands.editor, at=story.since)


def _live(article: Article, story: Story, hands: Hands) -> None:
    workflow.submit(article, hands.writer)
    until = story.notice.at if story.notice else story.until
    workflow.bring_in(article, hands.chief, _given(story.since), until)
    if story.notice:
        _put_right(article, story, story.notice, hands)
    if story.next:
        _write_on(article, story, story.next, hands)


def _withdrawn(article: Article, story: Story, hands: Hands) -> None:
    _live(article, story, hands)
    workflow.withdraw(article, hands.chief, story.withdrawal_notice)


def _put_right(article: Article, story: Story, notice: Later, hands: Hands) -> None:
    """Bring in the second edition, which tells readers what was changed."""
    stored = Article.objects.get(pk=article.pk)
    at = notice.at.astimezone(UTC).isoformat()
    stored.notices = [{"kind": notice.kind, "text": notice.text, "at": at}]
    stored.body = story.content["body"]
    workflow.save_copy(stored, hands.writer, reason=notice.text, based_on=stored.version)
    workflow.bring_in(stored, hands.chief, notice.at)


def _write_on(article: Article, story: Story, later: Later, hands: Hands) -> None:
    """Schedule the next version, while the one before it stays live."""
    stored = Article.objects.get(pk=article.pk)
    for name, text in later.content.items():
        setattr(stored, name, text)
    stored.body = story.content["body"]
    for change in later.changes:
        stored.body = _replaced(stored.body, change.before, change.now)
    workflow.save_copy(stored, hands.writer, reason=later.text, based_on=stored.version)
    workflow.submit(stored, hands.writer, later.text)
    workflow.publish(stored, hands.editor, at=later.at)


def _given(moment: datetime | None) -> datetime:
    if moment is None:
        raise ValueError("a story in this state needs its time")
    return moment


#: How to bring a fresh draft into each of the states that stories can be in.
BRINGING: dict[str, Callable[[Article, Story, Hands], None]] = {
    "draft": _draft,
    "review": _review,
    "returned": _returned,
    "scheduled": _scheduled,
    "embargo": _embargo,
    "live": _live,
    "ended": _live,
    "withdrawn": _withdrawn,
    "spiked": _spiked,
}
