"""An article as its own page shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.safestring import SafeString

from articles.models import Edition
from articles.reader.answers import Meta, right_to_left
from articles.reader.bodies import body_of
from articles.reader.embeds import origins, with_cards
from articles.reader.notices import Notice, corrections, updates
from articles.reader.pictures import Shown, shown
from articles.reader.reading_time import minutes
from articles.reader.related import Part, Teaser, around_of, parts, read_next
from articles.reader.sharing import ShareLink, share_links
from articles.reader.structured import news_article, trail, trail_of

__all__ = ["Story"]

#: As `paper.css` has it.
LEAD_SIZES = "(min-width: 60rem) 53.5rem, (min-width: 42rem) 40rem, 100vw"


@dataclass(frozen=True)
class Story:
    edition: Edition
    lead: Shown | None
    body: SafeString
    #: How many minutes it takes to read.
    minutes: int
    #: Above the text, and below it.
    corrections: list[Notice]
    updates: list[Notice]
    #: When this version appeared, where that isn't the minute of the first one.
    updated_at: datetime | None
    direction: str
    series: list[Part]
    read_next: list[Teaser]
    meta: Meta
    sharing: list[ShareLink]
    #: Where readers may have embeds loaded from.
    frames: tuple[str, ...]

    @classmethod
    def of(cls, edition: Edition, at: datetime) -> Self:
        """Return the story of an edition; one from `for_page()` costs a query for pictures only."""
        _name(edition)
        lead = shown(
            edition.lead_picture, at, sizes=LEAD_SIZES, caption=edition.lead_caption, first=True
        )
        meta = _meta(edition, lead)
        around = around_of(edition, at)
        series = parts(around, at)
        return cls(
            edition=edition,
            lead=lead,
            body=with_cards(body_of(edition, at)),
            minutes=minutes(edition.body),
            corrections=corrections(edition),
            updates=updates(edition),
            updated_at=_updated(edition),
            direction="rtl" if right_to_left(edition.language) else "",
            series=series,
            read_next=read_next(around, edition, series, at),
            meta=meta,
            sharing=share_links(meta.address, edition.headline),
            frames=origins(edition.body),
        )


def _name(edition: Edition) -> None:
    """Fill in the names that `for_page()` adds, where the edition didn't come from it."""
    if not hasattr(edition, "byline"):
        edition.byline = [{"name": each.name, "slug": each.slug} for each in edition.authors()]
    if not hasattr(edition, "tags"):
        edition.tags = [{"name": each.name, "slug": each.slug} for each in edition.topics()]


def _meta(edition: Edition, lead: Shown | None) -> Meta:
    address, section = edition.get_absolute_url(), edition.section
    way = trail([*trail_of(section), (edition.headline, address)])
    return Meta(
        edition.headline,
        address,
        edition.standfirst,
        lead,
        feed=section.get_absolute_url() if section else "",
        structured=(news_article(edition, lead), way),
        language=edition.language,
    )


def _updated(edition: Edition) -> datetime | None:
    changed, first = edition.updated_at, edition.published_at
    same_minute = changed and changed.replace(second=0, microsecond=0) <= first
    return None if same_minute else changed
