"""An article as its own page shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db.models import OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import Edition, NoticeKind
from articles.reader.answers import Meta, right_to_left
from articles.reader.bodies import body_of
from articles.reader.embeds import origins, with_cards
from articles.reader.newest import newest_in
from articles.reader.pictures import Shown, shown
from articles.reader.structured import news_article, trail, trail_of

__all__ = ["Notice", "Story", "more_from"]

MORE = 5
LEAD_SIZES = "(min-width: 75rem) 58rem, 100vw"


class Notice(NamedTuple):
    """What readers are told of a change."""

    label: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Story:
    edition: Edition
    lead: Shown | None
    body: SafeString
    notices: list[Notice]
    direction: str
    #: Headline and address of the section's newest others.
    more: list[tuple[str, str]]
    meta: Meta
    #: Where readers may have embeds loaded from.
    frames: tuple[str, ...]

    @classmethod
    def of(cls, edition: Edition, at: datetime) -> Self:
        """Return the story of an edition; one from `for_page()` costs a query for pictures only."""
        _name(edition)
        lead = shown(
            edition.lead_picture, at, sizes=LEAD_SIZES, caption=edition.lead_caption, first=True
        )
        return cls(
            edition=edition,
            lead=lead,
            body=with_cards(body_of(edition, at)),
            notices=[_notice(notice) for notice in edition.notices],
            direction="rtl" if right_to_left(edition.language) else "",
            more=_more(edition, at),
            meta=_meta(edition, lead),
            frames=origins(edition.body),
        )


def more_from(
    section: int | OuterRef, article: int | OuterRef, at: datetime
) -> "QuerySet[Edition, Any]":
    """Return the newest other articles of a section, as objects with headline, slug and id."""
    headline = Coalesce(NullIf("short_headline", Value("")), "headline")
    other = JSONObject(headline=headline, slug="slug", id="article_id")
    others = newest_in(section, at).exclude(article=article)
    return others.values_list(other, flat=True)[:MORE]


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


def _more(edition: Edition, at: datetime) -> list[tuple[str, str]]:
    section = edition.section
    if section is None:
        return []
    others = getattr(edition, "more", None)
    if others is None:
        others = more_from(section.pk, edition.article_id, at)
    name, path = "reader:article", section.path
    return [
        (other["headline"], reverse(name, args=[path, other["slug"], other["id"]]))
        for other in others
    ]


def _notice(notice: dict[str, str]) -> Notice:
    return Notice(
        NoticeKind(notice["kind"]).label, notice["text"], datetime.fromisoformat(notice["at"])
    )
