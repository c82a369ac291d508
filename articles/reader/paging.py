"""Keyset pages: each begins where another ended, so the oldest costs no more than the newest."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self

from django.db.models import Q
from django.http import Http404, HttpRequest

from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.models.prepared import Prepared

__all__ = ["PAGE_SIZE", "Key", "Listing", "Page", "first_page", "page_of"]

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


class Listing:
    """A list of editions, newest first by a moment of theirs: one query a page, always the same.

    `build` takes the values that `kinds` names, as for `Prepared`, and returns all of the list.
    """

    def __init__(
        self,
        build: Callable[..., EditionQuerySet],
        *,
        by: str = "published_at",
        **kinds: type,
    ) -> None:
        self.by = by
        self.first = Prepared(
            lambda **values: build(**values).order_by(f"-{by}", "-pk")[: PAGE_SIZE + 1], **kinds
        )
        kinds |= {"moment": datetime, "pk": int}
        self.older = Prepared(
            lambda moment, pk, **values: (
                build(**values)
                .filter(Key(moment, pk).older(by))
                .order_by(f"-{by}", "-pk")[: PAGE_SIZE + 1]
            ),
            **kinds,
        )
        self.newer = Prepared(
            lambda moment, pk, **values: (
                build(**values)
                .filter(Key(moment, pk).newer(by))
                .order_by(by, "pk")[: PAGE_SIZE + 1]
            ),
            **kinds,
        )


def page_of(listing: Listing, request: HttpRequest, **values: Any) -> Page:
    """Return the page of the list that the request asks for, in one query.

    Raise Http404 for a key that isn't one, for two at once, and past the end.
    """
    before, after = request.GET.get("before"), request.GET.get("after")
    if before is not None and after is not None:
        raise Http404
    if after is not None:
        return _newer_than(listing, Key.read(after), values)
    if before is not None:
        return _older_than(listing, Key.read(before), values)
    return first_page(listing.first(**values), PAGE_SIZE, listing.by)


def _older_than(listing: Listing, key: Key, values: dict[str, Any]) -> Page:
    found = listing.older(**values, **key._asdict())
    if not found:
        raise Http404
    shown, by = found[:PAGE_SIZE], listing.by
    older = _before(shown, by) if len(found) > PAGE_SIZE else ""
    return Page(shown, older, _after(shown, by), f"?before={key}")


def _newer_than(listing: Listing, key: Key, values: dict[str, Any]) -> Page:
    found = listing.newer(**values, **key._asdict())
    if not found:
        raise Http404
    shown, by = found[PAGE_SIZE - 1 :: -1] if len(found) > PAGE_SIZE else found[::-1], listing.by
    newer = _after(shown, by) if len(found) > PAGE_SIZE else "?"
    return Page(shown, _before(shown, by), newer, f"?after={key}")


def _before(found: list[Edition], by: str) -> str:
    return f"?before={Key.of(found[-1], by)}"


def _after(found: list[Edition], by: str) -> str:
    return f"?after={Key.of(found[0], by)}"
