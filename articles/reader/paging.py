"""Keyset pages: each begins where another ended, so the oldest costs no more than the newest."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from django.db.models import Q
from django.http import Http404, HttpRequest

from articles.models import Edition
from articles.models.edition import EditionQuerySet

__all__ = ["PAGE_SIZE", "Key", "Page", "first_page", "page_of"]

PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY = re.compile(r"(0|-?[1-9a-f][0-9a-f]{0,12})\.([1-9a-f][0-9a-f]{0,14})")


class Key(NamedTuple):
    """A place in a list that is sorted newest first; as text, two hexadecimal numbers."""

    published_at: datetime
    pk: int

    @classmethod
    def of(cls, edition: Edition) -> Self:
        return cls(edition.published_at, edition.pk)

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the key; raise Http404 for anything that we didn't write."""
        match = KEY.fullmatch(text)
        if not match:
            raise Http404
        try:
            moment = EPOCH + timedelta(microseconds=int(match[1], 16))
        except OverflowError as error:
            raise Http404 from error
        return cls(moment, int(match[2], 16))

    def __str__(self) -> str:
        return f"{(self.published_at - EPOCH) // timedelta(microseconds=1):x}.{self.pk:x}"

    @property
    def older(self) -> Q:
        """What comes after this place; the first condition alone is what the index answers."""
        return Q(published_at__lte=self.published_at) & (
            Q(published_at__lt=self.published_at) | Q(pk__lt=self.pk)
        )

    @property
    def newer(self) -> Q:
        return Q(published_at__gte=self.published_at) & (
            Q(published_at__gt=self.published_at) | Q(pk__gt=self.pk)
        )


class Page(NamedTuple):
    """The editions of a page, newest first, and the queries of its neighbours' addresses."""

    editions: list[Edition]
    #: `?before=...`, or empty where nothing is older.
    older: str
    #: `?after=...`, `?` for the first page, or empty on it.
    newer: str
    #: This page's own: empty for the first page.
    query: str


def first_page(found: list[Edition], size: int) -> Page:
    """Return the first page of what was found, newest first: more than `size` if there is more."""
    shown = found[:size]
    return Page(shown, _before(shown) if len(found) > size else "", "", "")


def page_of(editions: EditionQuerySet, request: HttpRequest) -> Page:
    """Return the page that the request asks for, in one query.

    Raise Http404 for a key that isn't one, for two at once, and past the end.
    """
    before, after = request.GET.get("before"), request.GET.get("after")
    if before is not None and after is not None:
        raise Http404
    if after is not None:
        return _newer_than(editions, Key.read(after))
    if before is not None:
        key = Key.read(before)
        found, more = _first(editions.filter(key.older).newest_first(), PAGE_SIZE)
        if not found:
            raise Http404
        return Page(found, _before(found) if more else "", _after(found), f"?before={key}")
    return first_page(list(editions.newest_first()[: PAGE_SIZE + 1]), PAGE_SIZE)


def _newer_than(editions: EditionQuerySet, key: Key) -> Page:
    found, more = _first(editions.filter(key.newer).order_by("published_at", "pk"), PAGE_SIZE)
    if not found:
        raise Http404
    found.reverse()
    return Page(found, _before(found), _after(found) if more else "?", f"?after={key}")


def _first(editions: EditionQuerySet, size: int) -> tuple[list[Edition], bool]:
    """Return the first editions, and whether there are more."""
    found = list(editions[: size + 1])
    return found[:size], len(found) > size


def _before(found: list[Edition]) -> str:
    return f"?before={Key.of(found[-1])}"


def _after(found: list[Edition]) -> str:
    return f"?after={Key.of(found[0])}"
