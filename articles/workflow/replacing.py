"""Replacing a picture everywhere by one act: readers get another in its place from now on.

Editions stay as they were frozen, and of every moment before, the database keeps what readers saw.
What is replaced leads to its replacement in one step, however often that is replaced again.
"""

from django.db import transaction

from articles import permissions
from articles.models import Article, Event, Picture, PictureUse, User, database_now
from articles.workflow.refusals import Refused

__all__ = ["replace_picture", "restore_picture"]


def replace_picture(picture: Picture, by: User, replacement: Picture) -> list[Event]:
    """Show readers another picture wherever this one is, from now on.

    Returns an event for each article that is live or waits with it; none where it was done already.
    """
    with transaction.atomic():
        rows = _locked(by, picture, replacement)
        old, new = rows[picture.pk], rows[replacement.pk]
        if old.replaced_by_id == new.pk:
            return []
        if new.replaced_by_id == old.pk:  # the other way round: it gets its own place back
            _store(new, None)
        _allow(old, new)
        before = [row for row in rows.values() if row.replaced_by_id == old.pk and row is not new]
        for row in before:
            _store(row, new)
        _store(old, new)
        return _record("replace_picture", by, [old, *before], old=old.pk, new=new.pk)


def restore_picture(picture: Picture, by: User) -> list[Event]:
    """Show readers the picture itself again, from now on; what it replaced meanwhile stays so."""
    with transaction.atomic():
        old = _locked(by, picture)[picture.pk]
        if old.replaced_by_id is None:
            return []
        new = old.replaced_by_id
        _store(old, None)
        return _record("restore_picture", by, [old], old=old.pk, new=new)


def _locked(by: User, *pictures: Picture) -> dict[int, Picture]:
    """Return these pictures and those they stand in for, locked, by id."""
    if reason := permissions.replacing_refusal(by):
        raise Refused(reason)
    ids = {each.pk for each in pictures}
    rows = Picture.objects.select_for_update().order_by("pk")
    found = rows.in_bulk(ids)
    if found.keys() != ids:
        raise Refused("This picture isn't in the library any more.")
    return found | {each.pk: each for each in rows.filter(replaced_by=pictures[0])}


def _allow(old: Picture, new: Picture) -> None:
    """Raise `Refused` where readers can't be shown the new one in the old one's place."""
    if old.pk == new.pk:
        raise Refused("That is the same picture. Choose another.")
    if new.replaced_by_id:
        raise Refused("That picture has been replaced itself. Choose the one in its place.")
    if not new.complete:
        raise Refused("That picture lacks a text or a credit. Fill them in first.")
    if not new.prepared:
        raise Refused("That picture is still being prepared. Try again in a moment.")
    if not new.licensed_at(database_now()):
        raise Refused("We may not show that picture now: its licence doesn't cover this moment.")


def _store(picture: Picture, by: Picture | None) -> None:
    """Store what stands in for the picture from now on; the database keeps what did before."""
    picture.replaced_by, picture.replaced_at = by, database_now()
    picture.save(update_fields=["replaced_by", "replaced_at"])


def _record(verb: str, by: User, pictures: list[Picture], **details: int) -> list[Event]:
    now = database_now()
    uses = PictureUse.objects.current(now).filter(picture__in=pictures)
    articles = Article.objects.filter(pk__in=uses.values("article")).only("state", "version")
    return Event.objects.bulk_create(
        [
            Event(
                article=article,
                person=by,
                at=now,
                verb=verb,
                from_state=article.state,
                to_state=article.state,
                details={"version": article.version, **details},
            )
            for article in articles
        ],
        batch_size=500,
    )
