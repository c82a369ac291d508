"""Notes: written, answered, resolved, reopened, taken back; those concerned are told."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse

from articles import permissions
from articles.models import Article, Event, Note, User, database_now
from articles.models.note import CONTEXT_LENGTH, NOTE_LENGTH, PASSAGE_LENGTH
from articles.richtext.anchor import Passage, flat
from articles.workflow.refusals import Refused
from articles.workflow.telling import tell_all, untell

__all__ = [
    "answer_note",
    "mentioned",
    "note_event",
    "note_path",
    "reopen_note",
    "resolve_note",
    "take_back_note",
    "write_note",
]

#: Django's user names, behind an @ that isn't part of an address.
MENTION = re.compile(r"(?<![\w.+-])@([\w.@+-]+)")
#: The same words by the same person within this time were sent twice, not written twice.
TWICE = timedelta(minutes=1)
NOT_YOURS = "This article isn't yours to see."


def write_note(article: Article, by: User, text: str, passage: Passage | None = None) -> Note:
    """Write a note on the article or on a passage of it; the mentioned and its owners are told.

    Written twice within a minute it is one. Raises `Refused` where there is nothing in it, too
    much, or the article isn't this person's to see.
    """
    with noting(article, by) as locked:
        return _store(locked, by, text, passage=_kept(passage))


def answer_note(note: Note, by: User, text: str) -> Note:
    """Write a reply below a note; whoever took part there, and the mentioned, are told."""
    with noting(note.article, by) as locked:
        return _store(locked, by, text, parent=_there(note))


def note_event(event: Event) -> Note:
    """Write the note that comes with an act, in its transaction; the article's owners are told."""
    return _store(event.article, event.person, event.note, event=event)


def resolve_note(note: Note, by: User) -> Note:
    """Say that nothing is left to do about a note. Called twice, it acts once."""
    with noting(note.article, by):
        note = _settleable(note, by)
        if note.resolved_at is None:
            note.resolved_at, note.resolved_by = database_now(), by
            note.save(update_fields=["resolved_at", "resolved_by"])
        return note


def reopen_note(note: Note, by: User) -> Note:
    """Take up a resolved note again."""
    with noting(note.article, by):
        note = _settleable(note, by)
        note.resolved_at = note.resolved_by = None
        note.save(update_fields=["resolved_at", "resolved_by"])
        return note


def take_back_note(note: Note, by: User) -> None:
    """Delete a note of one's own that nobody has answered, and what wasn't mailed of it yet."""
    with noting(note.article, by) as locked:
        if not (stored := Note.objects.filter(pk=note.pk).first()):
            return
        if reason := permissions.take_back_refusal(by, stored):
            raise Refused(reason)
        untell(locked, note_path(stored))
        stored.delete()


def mentioned(article: Article, text: str) -> tuple[list[User], list[str]]:
    """Return who is mentioned as `@username`, and the names of nobody who sees the article.

    Whether such a name is somebody's isn't told, lest people learn of accounts by guessing.
    """
    names = {name.lower(): name for found in MENTION.findall(text) for name in _endings(found)}
    if not names:
        return [], []
    usernames = User.objects.annotate(lowered=Lower("username")).filter(lowered__in=names)
    seeing = permissions.who_sees(article).filter(pk__in=usernames.values("pk"))
    people = list(seeing.order_by("pk"))
    known = {person.username.lower() for person in people}
    written = MENTION.findall(text)
    unknown = [found for found in written if known.isdisjoint(map(str.lower, _endings(found)))]
    return people, [name.rstrip(".+-@") for name in dict.fromkeys(unknown)]


def note_path(note: Note) -> str:
    """Return where at the desk the note is: its thread beside the article's form."""
    form = reverse("admin:articles_article_change", args=[note.article_id])
    return f"{form}#note-{note.pk}"


@contextmanager
def noting(article: Article, by: User) -> Iterator[Article]:
    """Open the transaction of one act on the article's notes, one at a time.

    The lock lets others save the article's rows that point to it, and read it.
    """
    with transaction.atomic():
        rows = Article.objects.select_related("section__parent", "submitted_by", "created_by")
        locked = rows.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
        if not permissions.sees(by, locked):
            raise Refused(NOT_YOURS)
        yield locked


def _store(
    article: Article,
    by: User,
    text: str,
    passage: Passage | None = None,
    parent: Note | None = None,
    event: Event | None = None,
) -> Note:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused("Write something first.", "text")
    if event is None and len(text) > NOTE_LENGTH:
        raise Refused(f"A note has {NOTE_LENGTH:,} characters at most.", "text")
    now = database_now()
    quoted = passage or Passage("")
    written = Note.objects.filter(article=article, person=by, parent=parent, event=event, text=text)
    again = written.filter(passage=quoted.words, written_at__gt=now - TWICE).first()
    if again:
        return again
    note = Note.objects.create(
        article=article, parent=parent, person=by, event=event, text=text, written_at=now,
        passage=quoted.words, before=quoted.before, after=quoted.after,
    )  # fmt: skip
    people, _ = mentioned(article, text)
    note.mentions.set(people)
    _tell(note, people)
    return note


def _tell(note: Note, people: list[User]) -> None:
    article, by = note.article, note.person
    if note.event:
        subject = f"{by} sent it back: {article}"
    elif note.parent:
        subject = f"{by} replied on {article}"
    else:
        subject = f"{by} wrote a note on {article}"
    quoted = f"“{note.passage}”\n\n" if note.passage else ""
    others = _taking_part(note.parent) if note.parent else _owners(article)
    tell_all(
        [*people, *others], by=by, article=article, subject=subject,
        text=f"{quoted}{note.text}", path=note_path(note),
    )  # fmt: skip


def _owners(article: Article) -> list[User]:
    signed = User.objects.filter(author__in=article.author_ids)
    handed_in = [article.submitted_by] if article.submitted_by else []
    return [article.created_by, *handed_in, *signed]


def _taking_part(note: Note) -> list[User]:
    replies = note.replies.select_related("person")
    return [note.person, *(reply.person for reply in replies), *note.mentions.all()]


def _there(note: Note) -> Note:
    """Return the note that a reply belongs below, which is the whole thread's first."""
    found = Note.objects.filter(pk=note.pk).select_related("person", "parent__person").first()
    if not found:
        raise Refused("This note was taken back meanwhile.")
    return found.parent or found


def _settleable(note: Note, by: User) -> Note:
    stored = _there(note)
    if not permissions.settles(by, stored):
        raise Refused("Whoever wrote a note, the article's owners and its desk resolve it.")
    return stored


def _kept(passage: Passage | None) -> Passage | None:
    """Return the passage as it is stored; raises `Refused` where it is too long to be one."""
    words = flat(passage.words) if passage else ""
    if not passage or not words:
        return None
    if len(words) > PASSAGE_LENGTH:
        raise Refused(
            f"A passage has {PASSAGE_LENGTH:,} characters at most. Choose a part of it.", "passage"
        )
    return Passage(words, passage.before[-CONTEXT_LENGTH:], passage.after[:CONTEXT_LENGTH])


def _endings(name: str) -> list[str]:
    """Return what a name may be where a full stop or the like follows it, longest first."""
    shorter = name.rstrip(".+-@")
    return [name, shorter] if shorter != name else [name]
