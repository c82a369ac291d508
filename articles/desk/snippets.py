"""How an article looks where others show it: in search results, and as a card when it is shared.

Nobody promises lengths. These are about what is shown, at the time of writing, by the search engine
and the social networks that send newsrooms most readers.
"""

from dataclasses import dataclass
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from articles.desk.picture_files import at_the_desk
from articles.reader.story import Story

__all__ = ["Card", "Cut", "Result", "cut"]

RESULT_TITLE, RESULT_DESCRIPTION = 60, 155
CARD_TITLE, CARD_DESCRIPTION = 70, 125


class Cut(NamedTuple):
    """A text as it is shown where space is short."""

    whole: str
    shown: str
    most: int

    @property
    def length(self) -> int:
        return len(self.whole)

    @property
    def is_cut(self) -> bool:
        return self.shown != self.whole


def cut(text: str, most: int) -> Cut:
    """Return the text, cut after the last word that fits, or within a word that alone is longer."""
    text = " ".join(text.split())
    if len(text) <= most:
        return Cut(text, text, most)
    head = text[: most - 1]
    words = head if text[most - 1] == " " else head.rpartition(" ")[0] or head
    return Cut(text, words.rstrip(" ,;:–—-") + " …", most)


@dataclass(frozen=True)
class Result:
    """A search result."""

    site: str
    trail: str
    title: Cut
    #: The title without the site's name, which may be cut off without harm.
    headline: Cut
    date: str
    description: Cut

    @classmethod
    def of(cls, story: Story) -> Self:
        edition = story.edition
        domain, path = _domain(), story.meta.path.strip("/").split("/")
        changed = edition.updated_at or edition.published_at
        return cls(
            site=settings.SITE_NAME,
            trail=" › ".join([domain, *path]),
            title=cut(f"{edition.list_headline} – {settings.SITE_NAME}", RESULT_TITLE),
            headline=cut(edition.list_headline, RESULT_TITLE),
            date=date_format(timezone.localtime(changed), "SHORT_DATE_FORMAT"),
            description=cut(story.meta.summary, RESULT_DESCRIPTION),
        )


@dataclass(frozen=True)
class Card:
    """What social networks and messengers make of a link, by its Open Graph tags."""

    domain: str
    title: Cut
    description: Cut
    picture: str
    alt: str

    @classmethod
    def of(cls, story: Story) -> Self:
        lead = story.lead
        return cls(
            domain=_domain(),
            title=cut(story.meta.title, CARD_TITLE),
            description=cut(story.meta.summary, CARD_DESCRIPTION),
            picture=at_the_desk(lead.picture.card.url) if lead else "",
            alt=lead.alt if lead else "",
        )


def _domain() -> str:
    return (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.")
