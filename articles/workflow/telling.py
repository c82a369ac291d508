"""Telling people by mail: what is to leave the house is written in the transaction it tells of."""

from collections.abc import Iterable

from articles import permissions
from articles.models import Article, Outgoing, User, database_now

__all__ = ["gets_mail", "refuse_mail", "tell", "tell_again", "tell_all", "untell", "want_mail"]

SUBJECT_LENGTH = 200


def tell(
    person: User, *, article: Article | None, subject: str, text: str, path: str
) -> Outgoing | None:
    """Write what this person is to be told, to leave with the transaction that runs.

    `path` is where at the desk it leads. Returns None, and writes nothing, for people who get no
    mail: without an address, not active, or who want none. Whether they still see the article is
    asked again when the digest is sent.
    """
    if not gets_mail(person):
        return None
    now = database_now()
    return Outgoing.objects.create(
        person=person,
        article=article,
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],
        text=text,
        path=path,
        created_at=now,
        next_attempt_at=now,
    )


def gets_mail(person: User) -> bool:
    """Say whether this person is told things by mail at all."""
    return bool(person.email and person.is_active and person.mails)


def tell_all(
    people: Iterable[User], *, by: User, article: Article, subject: str, text: str, path: str
) -> None:
    """Tell each of these people who sees the article, once; never whoever does it."""
    ids = {person.pk for person in people} - {by.pk}
    for person in permissions.who_sees(article).filter(pk__in=ids).order_by("pk"):
        tell(person, article=article, subject=subject, text=text, path=path)


def untell(article: Article, path: str) -> None:
    """Take back what hasn't left the house yet. What is being sent at this moment is sent."""
    unsent = Outgoing.objects.filter(article=article, path=path, sent_at=None)
    rows = unsent.select_for_update(skip_locked=True, of=("self",))
    Outgoing.objects.filter(pk__in=[row.pk for row in rows]).delete()


def tell_again(outgoing: Iterable[Outgoing]) -> int:
    """Have these tried anew right away, as often as at first; return how many that are.

    Those that are being tried at this moment, or were sent meanwhile, are left alone.
    """
    ids = [row.pk for row in outgoing]
    rows = Outgoing.objects.failing().filter(pk__in=ids)
    free = [row.pk for row in rows.select_for_update(skip_locked=True, of=("self",))]
    return Outgoing.objects.filter(pk__in=free).update(
        attempts=0, error="", given_up_at=None, next_attempt_at=database_now()
    )


def want_mail(person: User) -> None:
    """Tell this person things by mail from now on."""
    person.mails = True
    person.save(update_fields=["mails"])


def refuse_mail(person: User) -> None:
    """Tell this person nothing by mail any more; what waits is dropped when it would be sent."""
    person.mails = False
    person.save(update_fields=["mails"])
