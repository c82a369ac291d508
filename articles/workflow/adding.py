"""Pictures come into the library: with what their files say of them, and ready to be placed."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from articles import photo
from articles.models import Picture, User
from articles.workflow.refusals import Refused

__all__ = ["add_picture", "said_by"]


def add_picture(by: User, file: File, **said: Any) -> Picture:
    """Store a picture, and make of it what the desk shows; the rest is for a task.

    What the file says of itself fills in what isn't `said`. Raises `Refused` where it is none that
    we take: the file is decoded whole, so a damaged one is found here.
    """
    if not by.has_perm("articles.add_picture"):
        raise Refused("You may not add pictures here.")
    try:
        photo.check(file, file.size)
        fields = said_by(file) | {name: value for name, value in said.items() if value}
        file.seek(0)
        picture = Picture(file=ContentFile(file.read(), name=file.name or "picture"), **fields)
        with transaction.atomic():
            picture.save()
            _show_at_the_desk(picture)
    except photo.Unusable as unusable:
        raise Refused(str(unusable)) from unusable
    return picture


def said_by(file: File) -> dict[str, Any]:
    """Return what the file says of its picture, by the names of the library's fields."""
    notes = photo.notes(file)
    said = {name: getattr(notes, name) for name in ("alt", "caption", "credit", "source")}
    return {**said, "taken_at": _aware(notes.taken_at)}


def _aware(taken_at: datetime | None) -> datetime | None:
    """Return the moment with its zone: cameras that don't say are taken to be on local time."""
    if taken_at is None or timezone.is_aware(taken_at):
        return taken_at
    return timezone.make_aware(taken_at)


def _show_at_the_desk(picture: Picture) -> None:
    try:
        picture.prepare_for_desk()
    except photo.Unusable:
        picture.file.delete(save=False)
        raise
