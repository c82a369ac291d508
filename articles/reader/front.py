"""The front page: what is placed and newest, laid out by weight, then every section's newest."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Extract, JSONObject

from articles.models import Edition, Section
from articles.models.placement import SLOTS
from articles.reader.cards import Card, card, cards
from articles.reader.navigation import Navigation
from articles.reader.newest import newest_in
from articles.reader.placements import fill

__all__ = ["FRONT_SIZE", "Band", "Front", "lay_out", "sections_with_newest", "top"]

SECONDS = 2
UNDER = SLOTS - 1 - SECONDS
RAIL = 7
BAND = 4
#: How many the top of the front shows: those in its slots, then the rail's. None of them comes
#: again below.
FRONT_SIZE = SLOTS + RAIL
LEAD_SIZES = "(min-width: 75rem) 39rem, (min-width: 60rem) 50vw, 100vw"
SECOND_SIZES = "(min-width: 60rem) 19rem, (min-width: 40rem) 46vw, 7.5rem"
BAND_LEAD_SIZES = "(min-width: 60rem) 28rem, 100vw"


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


def sections_with_newest(at: datetime) -> tuple[Navigation, Newest]:
    """Return the navigation, and the newest editions of each section.

    One query, with a subquery for each section.
    """
    pairs = newest_in(OuterRef("pk"), at).values(
        pair=JSONObject(time=Extract("published_at", "epoch"), pk="pk")
    )
    sections = list(
        Section.objects.in_order().annotate(newest=ArraySubquery(pairs[: BAND + FRONT_SIZE]))
    )
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
        card(lead, at, sizes=LEAD_SIZES, first=True),
        [card(edition, at, sizes=SECOND_SIZES) for edition in seconds],
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
    found = Edition.objects.for_list().in_bulk([pk for _, pks in wanted for pk in pks])
    bands = []
    for section, pks in wanted:
        if pks:
            lead, *others = (found[pk] for pk in pks)
            opening = card(lead, at, sizes=BAND_LEAD_SIZES)
            bands.append(Band(section, opening, cards(others, at)))
    return bands
