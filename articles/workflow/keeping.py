"""Keeping what is typed until it is saved or discarded: never in the article, nor its history."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import permissions
from articles.models import Article, Buffer, Presence, SavedForm, User, database_now
from articles.workflow.refusals import Refused

__all__ = ["OpenForm", "close_form", "discard", "forget", "keep", "keep_again", "saved_as"]

#: How many unsaved texts one person may have, and how long each may be, in characters.
BUFFERS_A_PERSON = 100
CONTENT_LIMIT = 2_000_000


@dataclass(frozen=True)
class OpenForm:
    """A form that is open in somebody's browser: on an article, or on one not stored yet."""

    id: UUID
    article: Article | None = None
    based_on: int | None = None
    #: The stamp of the buffer that the form went on from.
    restored: str = ""


def keep(
    by: User, form: OpenForm, content: dict[str, list[str]], typed_at: datetime
) -> Buffer | None:
    """Store what this person has in the form, over what was kept of it before.

    An older text never replaces a newer one. Once the form has been saved, what was typed before
    the save is in it (None is returned); what was typed after it is kept as a text of its own that
    builds on it. Raises `Refused`.
    """
    _allow(by, form, content)
    with transaction.atomic():
        if saved := saved_as(by, form.id):
            if typed_at <= saved.saved_at:
                return None
            form = OpenForm(uuid5(form.id, "after its save"), saved.article, saved.version)
        own = Buffer.objects.filter(person=by, form=form.id)
        kept = {"content": content, "typed_at": typed_at, "discarded_at": None}
        if not own.filter(typed_at__lte=typed_at).update(**kept):
            _begin(by, form, kept)
        _move_on_from(by, form)
        return own.get()


def _allow(by: User, form: OpenForm, content: dict[str, list[str]]) -> None:
    if form.article is None and not permissions.writes(by):
        raise Refused("You may not write articles here.")
    if form.article is not None and not permissions.sees(by, form.article):
        raise Refused("This article isn't yours to see.")
    if sum(len(text) for texts in content.values() for text in texts) > CONTENT_LIMIT:
        raise Refused("This is too long to be kept while you type. Save it.")


def _begin(by: User, form: OpenForm, kept: dict) -> None:
    """Store the first text of a form; the rows that have outlived their time go."""
    now = timezone.now()
    Buffer.objects.outlived(now).delete()
    SavedForm.objects.filter(saved_at__lt=now - SavedForm.KEPT).delete()
    if Buffer.objects.filter(person=by).count() >= BUFFERS_A_PERSON:
        raise Refused(f"{BUFFERS_A_PERSON} texts of yours are unsaved. Save or discard some first.")
    begun = Buffer(person=by, form=form.id, article=form.article, based_on=form.based_on, **kept)
    # Two requests of one form at once: the second finds the row, which is at most as old.
    Buffer.objects.bulk_create([begun], ignore_conflicts=True)


def _move_on_from(by: User, form: OpenForm) -> None:
    """Delete the buffer that a form went on from, unless more was typed into it elsewhere."""
    number = form.restored.partition(".")[0]
    if not number.isdecimal() or len(number) > 18:
        return
    others = Buffer.objects.filter(person=by).exclude(form=form.id)
    restored = others.select_for_update().filter(pk=number).first()
    if restored and restored.stamp == form.restored:
        restored.delete()


def forget(by: User, form_id: UUID) -> None:
    """Delete what was kept of a form whose person has put everything back as it was."""
    Buffer.objects.filter(person=by, form=form_id).delete()


def discard(buffer: Buffer, by: User) -> None:
    """Offer this text no more; for a day its person may look at it, and keep it again."""
    buffers = Buffer.objects.filter(pk=buffer.pk, person=by, discarded_at=None)
    buffers.update(discarded_at=timezone.now())


def keep_again(buffer: Buffer, by: User) -> None:
    """Offer a discarded text again."""
    Buffer.objects.filter(pk=buffer.pk, person=by).update(discarded_at=None)


def saved_as(by: User, form_id: UUID) -> SavedForm | None:
    """Return what this person's form was saved as, if it was."""
    return SavedForm.objects.filter(person=by, form=form_id).select_related("article").first()


def close_form(by: User, form: OpenForm, article: Article) -> None:
    """Note in the transaction of the save that the form is saved, and let go of its text.

    Of two saves of one form the second waits here for the first, and is `Refused`.
    """
    try:
        with transaction.atomic():
            SavedForm.objects.create(
                person=by,
                form=form.id,
                article=article,
                version=article.version,
                saved_at=database_now(),
            )
    except IntegrityError as twice:
        raise Refused("This form has been saved already.") from twice
    forget(by, form.id)
    _move_on_from(by, form)
    Presence.objects.filter(article=article, person=by).update(writes=False)
