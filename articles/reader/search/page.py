"""The search page."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Edition
from articles.reader.answers import Meta, answer, moment
from articles.reader.asking import public_page
from articles.reader.cards import Card, card
from articles.reader.navigation import Navigation
from articles.reader.search.asked import Asked
from articles.reader.search.finding import REST, find
from articles.reader.search.snippets import Marking, Texts

__all__ = ["search"]

SIZE = 10
#: So many authors and topics are offered to narrow the search down.
OFFERED = 6


class Result(NamedTuple):
    card: Card
    headline: SafeString
    snippet: SafeString


class Narrowing(NamedTuple):
    """A filter that is on, with the address without it, or one that is offered."""

    name: str
    address: str


class Results(NamedTuple):
    results: list[Result]
    #: Where it goes on, if anywhere.
    onward: str
    stopped: bool
    #: As far back as everything was looked through, where time was up.
    back_to: datetime | None
    authors: list[Narrowing]
    topics: list[Narrowing]


@public_page("q", "section", "author", "topic", "from", "until", "after")
def search(request: HttpRequest) -> HttpResponse:
    """What readers find; four queries at most, whatever is asked."""
    at, navigation = moment(request), Navigation.load()
    asked = Asked.read(request.GET, navigation)
    editions: list[Edition] = []
    found = None
    if asked.searches:
        editions, found = _results(asked, at)
    context = {
        "asked": asked,
        "found": found,
        "sections": navigation.sections,
        "filters": _filters(asked, editions),
        "first": asked.address(),
        "everywhere": f"{reverse('reader:search')}?{urlencode({'q': asked.words})}",
        "meta": Meta(_("Search"), reverse("reader:search")),
    }
    status = 422 if asked.errors else 200
    page = answer("reader/search.html", context, at=at, navigation=navigation, status=status)
    if found and found.stopped:
        # Whoever asks next may get further.
        page.seconds = 1
    return page


def _results(asked: Asked, at: datetime) -> tuple[list[Edition], Results]:
    found = find(asked.terms, asked.filters, asked.after, at, SIZE)
    ids = [place.key.pk for place in found.places]
    seen = Edition.objects.visible(at).for_search().in_bulk(ids) if ids else {}
    editions = [seen[pk] for pk in ids if pk in seen]
    texts = [Texts.of(edition) for edition in editions]
    marking = Marking.of(asked.terms, texts)
    onward = found.onward
    return editions, Results(
        [
            Result(card(edition, at), marking.whole(text.headline), marking.snippet(text))
            for edition, text in zip(editions, texts, strict=True)
        ],
        asked.address(after=str(onward)) if onward else "",
        found.stopped,
        onward.key.moment if onward and onward.rank == REST else None,
        _offered(asked, "author", [name for each in editions for name in each.byline]),
        _offered(asked, "topic", [name for each in editions for name in each.tags]),
    )


def _offered(asked: Asked, kind: str, names: list[dict[str, str]]) -> list[Narrowing]:
    """Return those that most of the results have, but for what they all have."""
    if getattr(asked, kind):
        return []
    counted = Counter((name["name"], name["slug"]) for name in names)
    return [
        Narrowing(name, asked.address(**{kind: slug}))
        for (name, slug), _many in counted.most_common(OFFERED)
    ]


def _filters(asked: Asked, editions: list[Edition]) -> list[Narrowing]:
    """Return the author and topic asked for, by the names that results have for them.

    Without a result the name stays as it was typed: one that no reader has seen is no news yet.
    """
    names: dict[tuple[str, str], str] = {}
    for edition in editions:
        names |= {("author", each["slug"]): each["name"] for each in edition.byline}
        names |= {("topic", each["slug"]): each["name"] for each in edition.tags}
    return [
        Narrowing(names.get((kind, slug), slug), asked.address(**{kind: ""}))
        for kind, slug in (("author", asked.author), ("topic", asked.topic))
        if slug
    ]
