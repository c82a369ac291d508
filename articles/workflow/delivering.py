"""Delivering the outbox: digests by mail, tried again with growing pauses.

Any number of deliverers may run: a lock on each person keeps them apart. What is sent is marked in
the transaction that holds the lock; where that commit is lost, the same digest goes out again under
the same Message-ID, by which mail programs know it for the same.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import close_old_connections, connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from articles import permissions
from articles.models import Article, Outgoing, User, database_now
from articles.models.outgoing import ATTEMPTS
from articles.workflow.telling import gets_mail

__all__ = ["deliver_due", "deliver_until"]

logger = logging.getLogger(__name__)

LOOK_EVERY = 15  #: seconds
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
#: What was sent is kept so long, for those who look into what became of it.
KEPT = timedelta(days=30)
ERROR_LENGTH = 500
#: The first half of the advisory locks on people, so that they mean nothing else's rows.
LOCK = 7209


def deliver_until(
    stop: threading.Event,
    every: float = LOOK_EVERY,
    deliver: Callable[[threading.Event], int] | None = None,
) -> None:
    """Send what is due, then look again after so many seconds, until told to stop.

    `deliver` sends something else than mail. Whatever goes wrong, as where the database is away, it
    goes on: what is to leave is late, nothing is lost.
    """
    deliver = deliver or deliver_due
    failing = False
    while not stop.is_set():
        try:
            deliver(stop)
            failing = False
        except Exception:
            if not failing:
                logger.exception("What is to leave the house waits until this is over.")
            failing = True
        finally:
            close_old_connections()
        stop.wait(every)


def deliver_due(stop: threading.Event | None = None) -> int:
    """Send the digests that are due, and return how many were: one query where none is."""
    sent = 0
    for person_id in Outgoing.objects.due_people(database_now()):
        if stop and stop.is_set():
            break
        sent += _deliver_to(person_id)
    return sent


def _deliver_to(person_id: int) -> bool:
    """Send this person's digest, if it is still due and nobody else is at it."""
    with transaction.atomic():
        now = database_now()
        theirs = Outgoing.objects.filter(person=person_id)
        if not _locked(person_id) or not theirs.due_people(now):
            return False
        found = theirs.waiting().select_related("article__section", "person")
        rows = _still_wanted(list(found.select_for_update(skip_locked=True, of=("self",))))
        if not rows:
            return False
        sent = _attempt(rows, now)
        theirs.filter(sent_at__lt=now - KEPT).delete()
        return sent


def _locked(person_id: int) -> bool:
    """Lock this person's digest until the transaction ends; say whether nobody else had it.

    Not the person's row: a slow mail server would then keep them from signing in.
    """
    with connection.cursor() as cursor:
        key = [LOCK, person_id % 2**31]
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", key)
        return bool(cursor.fetchone()[0])


def _still_wanted(rows: list[Outgoing]) -> list[Outgoing]:
    """Drop what this person may not see or doesn't want any more, and return the rest."""
    kept = [row for row in rows if _wanted(rows[0].person, row.article)]
    dropped = {row.pk for row in rows} - {row.pk for row in kept}
    if dropped:
        Outgoing.objects.filter(pk__in=dropped).delete()
    return kept


def _wanted(person: User, article: Article | None) -> bool:
    if not gets_mail(person):
        return False
    return article is None or permissions.sees(person, article)


def _attempt(rows: list[Outgoing], now: datetime) -> bool:
    try:
        digest(rows).send()
    except Exception as error:  # whatever it is, others' mail goes on, and it is shown
        _put_off(rows, now, f"{type(error).__name__}: {error}"[:ERROR_LENGTH])
        return False
    ids = [row.pk for row in rows]
    Outgoing.objects.filter(pk__in=ids).update(sent_at=now, error="")
    return True


def _put_off(rows: list[Outgoing], now: datetime, error: str) -> None:
    """Store why it failed, and when to try again: after pauses that double."""
    for row in rows:
        row.attempts += 1
        row.error = error
        row.given_up_at = now if row.attempts >= ATTEMPTS else None
    tried = max(row.attempts for row in rows)
    pause = min(FIRST_PAUSE * 2 ** (tried - 1), LONGEST_PAUSE)
    for row in rows:
        row.next_attempt_at = now + pause
    Outgoing.objects.bulk_update(rows, ["attempts", "error", "given_up_at", "next_attempt_at"])
    logger.warning("Mail to person %s failed: %s", rows[0].person_id, error)


def digest(rows: list[Outgoing]) -> EmailMessage:
    """Return the one message that tells a person all of this."""
    person = rows[0].person
    more = len(rows) > 1
    subject = f"{len(rows)} things wait for you" if more else rows[0].subject
    context = {
        "rows": rows,
        "site": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "outbox": reverse("desk:outbox"),
    }
    return EmailMessage(
        subject=f"{subject} · {settings.SITE_NAME}",
        body=render_to_string("desk/digest.txt", context),
        to=[person.email],
        headers={
            "Message-ID": _message_id(rows),
            "Auto-Submitted": "auto-generated",
        },
    )


def _message_id(rows: list[Outgoing]) -> str:
    """Return the same id for the same rows of this site."""
    ids = " ".join(str(row.pk) for row in rows)
    name = hashlib.sha256(f"{settings.SECRET_KEY} {ids}".encode()).hexdigest()[:32]
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    return f"<outbox-{name}@{host}>"
