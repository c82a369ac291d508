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

    moment: datetime
    pk: int

    @classmethod
    def of(cls, edition: Edition, by: str) -> Self:
        return cls(getattr(edition, by), edition.pk)

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
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1):x}.{self.pk:x}"

    def older(self, by: str) -> Q:
        """What comes after this place; the first condition alone is what the index answers."""
        return Q((f"{by}__lte", self.moment)) & (Q((f"{by}__lt", self.moment)) | Q(pk__lt=self.pk))

    def newer(self, by: str) -> Q:
        return Q((f"{by}__gte", self.moment)) & (Q((f"{by}__gt", self.moment)) | Q(pk__gt=self.pk))


class Page(NamedTuple):
    """The editions of a page, newest first, and the queries of its neighbours' addresses."""

    editions: list[Edition]
    #: `?before=...`, or empty where nothing is older.
    older: str
    #: `?after=...`, `?` for the first page, or empty on it.
    newer: str
    #: This page's own: empty for the first page.
    query: str


def first_page(found: list[Edition], size: int, by: str = "published_at") -> Page:
    """Return the first page of what was found, newest first: more than `size` if there is more."""
    shown = found[:size]
    return Page(shown, _before(shown, by) if len(found) > size else "", "", "")


def page_of(editions: EditionQuerySet, request: HttpRequest, by: str = "published_at") -> Page:
    """Return the page that the request asks for, in one query, newest first by a moment of theirs.

    Raise Http404 for a key that isn't one, for two at once, and past the end.
    """
    before, after = request.GET.get("before"), request.GET.get("after")
    if before is not None and after is not None:
        raise Http404
    if after is not None:
        return _newer_than(editions, Key.read(after), by)
    newest_first = editions.order_by(f"-{by}", "-pk")
    if before is not None:
        key = Key.read(before)
        found, more = _first(newest_first.filter(key.older(by)), PAGE_SIZE)
        if not found:
            raise Http404
        return Page(found, _before(found, by) if more else "", _after(found, by), f"?before={key}")
    return first_page(list(newest_first[: PAGE_SIZE + 1]), PAGE_SIZE, by)


def _newer_than(editions: EditionQuerySet, key: Key, by: str) -> Page:
    found, more = _first(editions.filter(key.newer(by)).order_by(by, "pk"), PAGE_SIZE)
    if not found:
        raise Http404
    found.reverse()
    newer = _after(found, by) if more else "?"
    return Page(found, _before(found, by), newer, f"?after={key}")


def _first(editions: EditionQuerySet, size: int) -> tuple[list[Edition], bool]:
    """Return the first editions, and whether there are more."""
    found = list(editions[: size + 1])
    return found[:size], len(found) > size


def _before(found: list[Edition], by: str) -> str:
    return f"?before={Key.of(found[-1], by)}"


def _after(found: list[Edition], by: str) -> str:
    return f"?after={Key.of(found[0], by)}"
