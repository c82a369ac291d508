"""What an answer is made of: the keys under which it is dropped when that changes.

The database names the same keys: see migration 0019.
"""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from articles.models import Edition

__all__ = ["EVERYTHING", "LISTS", "Printed", "keys_of", "printed", "say_printed"]

#: Sections, authors, topics and pictures stand on any page.
EVERYTHING = "*"
#: Whatever shows articles other than those it names.
LISTS = "lists"
#: Where an answer says what it is made of, on its way to the door.
PRINTED = "newsroom.printed"


class Printed(NamedTuple):
    """What the press must know of an answer to keep it."""

    keys: frozenset[str]
    #: It is kept no longer than this; None: until it changes.
    seconds: int | None


def keys_of(edition: Edition) -> frozenset[str]:
    """Return the keys of an article's page: with what it leads to, by topic and section."""
    keys = {f"article-{edition.article_id}", f"section-{edition.section_id}"}
    return frozenset(keys.union(f"topic-{pk}" for pk in edition.topic_ids))


def say_printed(request: HttpRequest, response: HttpResponse, seconds: int | None = None) -> None:
    """Let the door know that the answer may be kept; its keys are its own, or those of lists."""
    keys = getattr(response, "keys", None) or frozenset({LISTS})
    own: int | None = getattr(response, "seconds", None)
    request.META[PRINTED] = Printed(keys, seconds if own is None else own)


def printed(environ: dict[str, Any]) -> Printed | None:
    """Return what an answer said of itself, if it did."""
    found: Printed | None = environ.get(PRINTED)
    return found
