"""Calendar feeds: opening one, renewing its secret, closing it, and finding whose a secret is."""

from datetime import timedelta

from django.db.models import Q

from articles.models import CalendarFeed, User, database_now
from articles.workflow.tokens import digest_of, new_secret

__all__ = ["close_feed", "feed_of", "renew_feed"]

#: When it was read is noted at most this often.
ONCE_IN = timedelta(minutes=1)


def renew_feed(person: User) -> str:
    """Give this person's calendar a new secret (256 bits, fit for an address) and return it.

    The old one ends by that. The secret is nowhere else: only its hash is stored.
    """
    secret = new_secret()
    fresh = {"digest": digest_of(secret), "renewed_at": database_now(), "read_at": None}
    CalendarFeed.objects.update_or_create(person=person, defaults=fresh)
    return secret


def close_feed(person: User) -> None:
    """End the address; nothing is left that opens it."""
    CalendarFeed.objects.filter(person=person).delete()


def feed_of(secret: str) -> CalendarFeed | None:
    """Return the open feed with this secret, having noted that it was read.

    None where there is none, or where its person may not sign in any more.
    """
    let_in = CalendarFeed.objects.filter(person__is_active=True, person__is_staff=True)
    feeds = let_in.select_related("person")
    feed = feeds.filter(digest=digest_of(secret)).first()
    if feed:
        now = database_now()
        unread = Q(read_at=None) | Q(read_at__lt=now - ONCE_IN)
        CalendarFeed.objects.filter(unread, pk=feed.pk).update(read_at=now)
    return feed
