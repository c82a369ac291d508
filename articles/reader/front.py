"""The front page: what is placed and newest, laid out by weight, then every section's newest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Extract, JSONObject

from articles.models import Edition, Section
from articles.models.placement import SLOTS
from articles.models.prepared import Prepared
from articles.reader.cards import THUMBNAIL, Card, card, cards
from articles.reader.navigation import Navigation
from articles.reader.newest import newest_in
from articles.reader.pictures import WIDEST
from articles.reader.placements import fill

__all__ = ["FRONT_SIZE", "Band", "Front", "lay_out", "sections_with_newest", "top"]

SECONDS = 2
UNDER = SLOTS - 1 - SECONDS
RAIL = 7
BAND = 4
#: How many the top of the front shows: those in its slots, then the rail's. None of them comes
#: again below.
FRONT_SIZE = SLOTS + RAIL
#: How wide pictures come out, as `paper.css` has it: the page is 78rem wide at most.
LEAD_SIZES = (
    "(min-width: 83rem) 36.5rem, (min-width: 60rem) calc(51.2vw - 6.2rem), "
    "(min-width: 42rem) 92vw, 100vw"
)
#: Beside the words on phones.
BESIDE = THUMBNAIL._replace(below="40rem")
SECOND_SIZES = (
    "(min-width: 83rem) 17.25rem, (min-width: 60rem) calc(24.4vw - 3rem), calc(46vw - 1.25rem)"
)


#: By section: when readers first saw its newest editions, in seconds, and the editions' ids.
Newest = dict[int, list[tuple[float, int]]]


class Band(NamedTuple):
    """A section on the front."""

    section: Section
    lead: Card
    cards: list[Card]


class Front(NamedTuple):
    lead: Card | None
    seconds: list[Card]
    #: Under the lead.
    under: list[Card]
    rail: list[Card]
    bands: list[Band]


def _with_newest(at: datetime) -> "QuerySet[Any]":
    pairs = newest_in(OuterRef("pk"), at).values(
        pair=JSONObject(time=Extract("published_at", "epoch"), pk="pk")
    )
    newest = ArraySubquery(pairs[: BAND + FRONT_SIZE])
    return Section.objects.in_order().annotate(newest=newest)


WITH_NEWEST = Prepared(_with_newest, at=datetime)
OF_IDS = Prepared(lambda ids: Edition.objects.filter(pk__any_of=ids).for_list(), ids=list)


def sections_with_newest(at: datetime) -> tuple[Navigation, Newest]:
    """Return the navigation, and the newest editions of each section.

    One query, with a subquery for each section.
    """
    sections = WITH_NEWEST(at=at)
    return Navigation(sections), {
        section.pk: [(each["time"], each["pk"]) for each in section.newest] for section in sections
    }


def top(placed: Mapping[int, Edition], newest: list[Edition], at: datetime) -> list[Edition]:
    """Return what the top of the front shows, from the lead on.

    Where nobody placed a lead, the newest of the first few that has a picture to open with is it.
    """
    if 1 not in placed:
        pictured = (
            edition
            for edition in newest[: 1 + SECONDS]
            if edition.lead_picture and edition.lead_picture.shown_at(at)
        )
        if lead := next(pictured, None):
            newest = [lead, *(edition for edition in newest if edition is not lead)]
    return fill(placed, newest)


def lay_out(
    editions: list[Edition], navigation: Navigation, by_section: Newest, at: datetime
) -> Front:
    """Arrange the front; one query for the sections' articles, the rest is at hand."""
    if not editions:
        return Front(None, [], [], [], [])
    lead, *others = editions
    seconds, rest = others[:SECONDS], others[SECONDS:]
    under, rail = rest[:UNDER], rest[UNDER:]
    on_top = {edition.pk for edition in editions}
    return Front(
        card(lead, at, sizes=LEAD_SIZES, most=WIDEST, narrow=None, first=True),
        [card(edition, at, sizes=SECOND_SIZES, narrow=BESIDE) for edition in seconds],
        cards(under, at),
        cards(rail, at),
        _bands(navigation, by_section, on_top, at),
    )


def _bands(
    navigation: Navigation, by_section: Newest, on_top: set[int], at: datetime
) -> list[Band]:
    """Return the sections, each with its newest and its subsections' that aren't on top."""
    wanted: list[tuple[Section, list[int]]] = []
    for section in navigation.top:
        places = (place for pk in navigation.ids(section) for place in by_section[pk])
        pks = [pk for _, pk in sorted(places, reverse=True) if pk not in on_top]
        wanted.append((section, pks[:BAND]))
    found = {each.pk: each for each in OF_IDS(ids=[pk for _, pks in wanted for pk in pks])}
    bands = []
    for section, pks in wanted:
        if pks:
            lead, *others = (found[pk] for pk in pks)
            opening = card(lead, at, sizes=_lead_sizes(len(others)), most=WIDEST, narrow=None)
            sizes = f"{_columns(len(others), 1)}, calc(30.7vw - 1.7rem)"
            beside = [card(each, at, sizes=sizes, narrow=BESIDE) for each in others]
            bands.append(Band(section, opening, beside))
    return bands


def _lead_sizes(others: int) -> str:
    """Return how wide the picture that opens a section comes out beside so many others."""
    alone = "(min-width: 83rem) 38.25rem, (min-width: 60rem) calc(50vw - 3.25rem)"
    wide = _columns(others, 2) if others else alone
    return f"{wide}, (min-width: 40rem) calc(46vw - .75rem), 92vw"


def _columns(others: int, span: int) -> str:
    """Return how wide so many of a section's columns come out: two for its lead, one for others."""
    share, gaps = span / (others + 2), 2.5 * others
    most, less = (78 - gaps) * share, (5 + gaps) * share
    return (
        f"(min-width: 83rem) {most:.1f}rem, "
        f"(min-width: 60rem) calc({100 * share:.1f}vw - {less:.1f}rem)"
    )
