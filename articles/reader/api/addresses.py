"""Addresses that answers lead on to."""

from django.http import HttpRequest

from articles.reader.paging import Key
from articles.reader.structured import absolute

__all__ = ["following"]


def following(address: str, request: HttpRequest, **place: Key) -> str:
    """Return where the request goes on from this place in the list, all else as it was asked."""
    query = request.GET.copy()
    for name, key in place.items():
        query[name] = str(key)
    return absolute(f"{address}?{query.urlencode()}" if query else address)
