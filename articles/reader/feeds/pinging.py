"""Telling the hub which feeds changed, https://www.w3.org/TR/websub/#publishing.

Nothing is queued: what began or ended since the hub was last told is asked of the editions, so
what is scheduled, moved or cancelled is told at its moment by itself. It is a hint to be quick;
feeds are right without it.
"""

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from articles.models import Edition, Hub, database_now
from articles.models.edition import EditionQuerySet
from articles.reader.feeds.formats import FORMATS
from articles.reader.structured import absolute

__all__ = ["hub_now", "tell_hub", "tell_hub_again"]

logger = logging.getLogger(__name__)

#: A transaction may commit so long after the moment at which its edition begins.
LATE = timedelta(minutes=1)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
TIMEOUT = 10  #: seconds
#: So many addresses go into one message.
AT_ONCE = 100
ERROR_LENGTH = 500


class NoRedirects(HTTPRedirectHandler):
    """We speak to the hub that was configured, and to nobody it sends us to."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        return None


def tell_hub(stop: threading.Event | None = None) -> int:
    """Tell the configured hub what changed; return how many feeds that were. Two queries if none.

    Of several that try at once, one does it. What fails is tried again after pauses that double.
    """
    if not settings.WEBSUB_HUB or (stop and stop.is_set()):
        return 0
    with transaction.atomic():
        now = database_now()
        hub = _locked(settings.WEBSUB_HUB, now)
        if hub is None or hub.next_attempt_at > now:
            return 0
        happened = _happened(hub.told_until - LATE, now)
        new = [edition for key, edition in happened.items() if key not in hub.told]
        feeds = sorted(_feeds_of(new))
        if feeds:
            _attempt(hub, feeds, now)
            if not hub.attempts:
                hub.told = [key for key in happened if key.partition(" ")[0] >= _text(now - LATE)]
            hub.save()
        return 0 if hub.attempts else len(feeds)


def hub_now() -> Hub | None:
    """Return how it goes with the configured hub; None where there is none."""
    return Hub.objects.filter(url=settings.WEBSUB_HUB).first() if settings.WEBSUB_HUB else None


def tell_hub_again() -> int:
    """Have the hub told right away where that failed; return how many hubs that are."""
    failing = Hub.objects.filter(url=settings.WEBSUB_HUB, attempts__gt=0)
    return failing.update(next_attempt_at=database_now())


def _locked(url: str, now: datetime) -> Hub | None:
    """Return the hub, or None while somebody else tells it; a new one knows all that has been."""
    unlocked = Hub.objects.select_for_update(skip_locked=True).filter(url=url)
    if hub := unlocked.first():
        return hub
    new = Hub(url=url, told_until=now, next_attempt_at=now)
    Hub.objects.bulk_create([new], ignore_conflicts=True)
    return unlocked.first()


def _happened(after: datetime, until: datetime) -> dict[str, Edition]:
    """Return what began and ended between these moments, under a key for each."""
    editions: EditionQuerySet = Edition.objects.for_page().defer("body", "notices")
    within = {"gt": after, "lte": until}
    begun, ended = (
        Q(**{f"{name}__{bound}": at for bound, at in within.items()})
        for name in ("starts_at", "ends_at")
    )
    happened = {}
    for edition in editions.filter(begun | ended).order_by("pk"):
        for moment in filter(None, (edition.starts_at, edition.ends_at)):
            if after < moment <= until:
                happened[f"{_text(moment)} {edition.pk}"] = edition
    return happened


def _text(moment: datetime) -> str:
    """Return a moment as a text that sorts as moments do."""
    return moment.isoformat(timespec="microseconds")


def _feeds_of(editions: Iterable[Edition]) -> set[str]:
    """Return the addresses of all feeds that these editions are or were in."""
    pages = set()
    for edition in editions:
        pages.add(reverse("reader:front"))
        section = edition.section
        for each in filter(None, (section, section and section.parent)):
            pages.add(each.get_absolute_url())
        pages.update(reverse("reader:author", args=[each["slug"]]) for each in edition.byline)
        pages.update(reverse("reader:topic", args=[each["slug"]]) for each in edition.tags)
    return {absolute(page + file) for page in pages for file in FORMATS}


def _attempt(hub: Hub, feeds: list[str], now: datetime) -> None:
    """Tell the hub, and note on it how that went."""
    try:
        for first in range(0, len(feeds), AT_ONCE):
            _send(hub.url, feeds[first : first + AT_ONCE])
    except (OSError, HTTPException, ValueError) as error:
        hub.attempts = min(hub.attempts + 1, 30)
        hub.error = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
        hub.next_attempt_at = now + min(FIRST_PAUSE * 2 ** (hub.attempts - 1), LONGEST_PAUSE)
        logger.warning("The hub at %s wasn't told: %s", hub.url, hub.error)
    else:
        hub.attempts, hub.error = 0, ""
        hub.told_until = hub.told_at = now


def _send(url: str, feeds: list[str]) -> None:
    """POST; urllib raises an OSError for any answer but a success."""
    fields = [("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]
    request = Request(url, data=urlencode(fields).encode(), method="POST")  # noqa: S310 -- settings take http addresses alone
    with build_opener(NoRedirects).open(request, timeout=TIMEOUT):
        pass
