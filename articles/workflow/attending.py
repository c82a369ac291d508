"""Who has an article open, and who of them holds it: a soft lock, which refuses no save."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles import permissions
from articles.models import Article, Presence, User
from articles.workflow.refusals import Refused

__all__ = ["attend", "leave", "take_over"]


def attend(article: Article, by: User, typed_at: datetime | None = None) -> list[Presence]:
    """Note that this person has the article open, and return everybody who has, them included.

    With `typed_at`, the moment of their last key, they come to hold it if nobody else does.
    """
    now = timezone.now()
    noted = {"seen_at": now} | ({"typed_at": typed_at} if typed_at else {})
    if not Presence.objects.filter(article=article, person=by).update(**noted):
        _arrive(article, by, noted)
    present = _present(article, now)
    types = typed_at is not None and typed_at > now - Presence.HELD_FOR
    if types and not any(each.holds(now) for each in present) and permissions.edits(by, article):
        _hold(article, by, now)
        return _present(article, now)
    return present


def take_over(article: Article, by: User) -> list[Presence]:
    """Let this person hold the article from now on, and return everybody who has it open.

    Whoever held it keeps what they typed, in their buffer and in their browser. Raises `Refused`.
    """
    if not permissions.edits(by, article):
        raise Refused("You may not change this article now.")
    now = timezone.now()
    attend(article, by)
    with transaction.atomic():
        list(Presence.objects.select_for_update().filter(article=article).order_by("pk"))
        _give(article, by)
        Presence.objects.filter(article=article, person=by).update(typed_at=now)
    return _present(article, now)


def leave(article: Article, by: User) -> None:
    """Note that this person has closed the article."""
    Presence.objects.filter(article=article, person=by).delete()


def _arrive(article: Article, by: User, noted: dict[str, datetime]) -> None:
    now = noted["seen_at"]
    Presence.objects.filter(seen_at__lt=now - Presence.FORGOTTEN_AFTER).delete()
    arrived = Presence(article=article, person=by, opened_at=now, **noted)
    Presence.objects.bulk_create([arrived], ignore_conflicts=True)


def _present(article: Article, at: datetime) -> list[Presence]:
    present = Presence.objects.filter(article=article).open(at)
    return list(present.select_related("person").order_by("opened_at", "pk"))


def _hold(article: Article, by: User, at: datetime) -> None:
    """Let this person hold the article unless somebody else came first: asked under lock."""
    with transaction.atomic():
        rows = Presence.objects.select_for_update().filter(article=article).order_by("pk")
        if not any(each.holds(at) for each in rows):
            _give(article, by)


def _give(article: Article, to: User) -> None:
    """Move the hold; all rows of the article are locked."""
    rows = Presence.objects.filter(article=article)
    rows.filter(writes=True).exclude(person=to).update(writes=False)
    rows.filter(person=to).update(writes=True)
