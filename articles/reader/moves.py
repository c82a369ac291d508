"""Moves: a section, author or topic whose slug changed is found at its former address too."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Author, Edition, FormerAddress, Topic
from articles.reader.answers import moment

__all__ = ["follows_moves"]

View = Callable[..., HttpResponse]


def follows_moves(kind: str) -> Callable[[View], View]:
    """Where the view of a `section`, `author` or `topic` finds none, lead to where it is now.

    What readers see at the address itself comes first. Whatever else stands in the address stays:
    the file of a feed, and the place in a list.
    """

    def following(view: View) -> View:
        @wraps(view)
        def followed(request: HttpRequest, **given: str) -> HttpResponse:
            try:
                return view(request, **given)
            except Http404:
                address = _now(kind, given, moment(request))
                if not address:
                    raise
            address += given.get("file", "")
            query = request.GET.urlencode()
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

        return followed

    return following


def _now(kind: str, given: dict[str, Any], at: datetime) -> str:
    """Return the present address, or nothing where readers don't know of it: one or two queries."""
    path = f"{given['parent']}/{given['slug']}" if given.get("parent") else given["slug"]
    former = FormerAddress.objects.at(kind, path).first()
    found = getattr(former, kind) if former else None
    if found is None or not _known(found, at):
        return ""
    address: str = found.get_absolute_url()
    return address


def _known(found: Any, at: datetime) -> bool:
    """Say whether readers know of it. Every section is in the navigation; names are in bylines."""
    visible = Edition.objects.visible(at)
    if isinstance(found, Author):
        return visible.by_author(found).exists()
    if isinstance(found, Topic):
        return visible.about(found).exists()
    return True
