"""What all answers to readers share: the frame around a page, its headers, and pages not found.

Templates get no request, so no page can depend on who asks: no cookie, no `Vary: Cookie`.
"""

import locale
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext, to_locale

from articles.models import Section
from articles.reader.feeds.formats import FORMATS
from articles.reader.navigation import Navigation
from articles.reader.pictures import Shown
from articles.reader.structured import absolute
from articles.reader.theme import Looks

__all__ = [
    "Meta",
    "Page",
    "answer",
    "gone",
    "moment",
    "policy_of",
    "right_to_left",
]


class Page(HttpResponse):
    """A page for readers."""

    #: The origins of what they can have loaded into frames on it.
    frames: tuple[str, ...] = ()
    #: What it is made of, for the press, where that isn't lists.
    keys: frozenset[str] | None = None
    #: How long the press may keep it where that is less than its address may be kept, in seconds.
    seconds: int | None = None


class Meta(NamedTuple):
    """What the head of a page says of it."""

    title: str
    path: str
    description: str = ""
    picture: Shown | None = None
    #: Where its feeds lie: the address of the page whose feeds they are.
    feed: str = ""
    #: JSON-LD, each for a script element of its own.
    structured: tuple[SafeString, ...] = ()
    #: Where it isn't the site's.
    language: str = ""

    @property
    def feeds(self) -> list[dict[str, str]]:
        """The feeds that the page's head leads to."""
        if not self.feed:
            return []
        return [
            {"type": type_, "title": name, "address": absolute(self.feed + file)}
            for file, (name, type_) in FORMATS.items()
        ]

    @property
    def locale(self) -> str:
        """Language and territory as Open Graph has them, `es_ES`; empty where nobody knows."""
        code = to_locale(self.language or settings.LANGUAGE_CODE)
        full = locale.normalize(code).partition(".")[0]
        return full if "_" in full else ""

    @property
    def summary(self) -> str:
        """What search results say of the page, also where nobody has written it."""
        latest = gettext("The latest from %(site)s.") % {"site": settings.SITE_NAME}
        return self.description or (f"{self.title}. {latest}" if self.title else latest)

    @property
    def address(self) -> str:
        return absolute(self.path)

    @property
    def card(self) -> str:
        return absolute(self.picture.picture.card.url) if self.picture else ""


def moment(request: HttpRequest) -> datetime:
    """Return the moment at which the site is shown: now, unless staff asked for another."""
    return getattr(request, "at", None) or timezone.now()


def answer(
    template: str,
    context: dict[str, Any],
    *,
    at: datetime,
    navigation: Navigation | None = None,
    section: Section | None = None,
    status: int = 200,
) -> Page:
    """Return a page in the site's frame; `section` is where the reader is.

    It may be kept but not shown again unasked, so nothing is seen past its moment.
    """
    frame = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "looks": Looks.of_settings(),
        "language": settings.LANGUAGE_CODE,
        "direction": "rtl" if right_to_left(settings.LANGUAGE_CODE) else "ltr",
        "zone": settings.TIME_ZONE.replace("_", " "),
        "at": at,
        "navigation": navigation,
        "here": section,
        "above": section and (section.parent or section),
        "nearby": navigation.within(section.parent or section) if navigation and section else [],
    }
    page = render_to_string(template, frame | context)
    return Page(page, status=status, headers={"Cache-Control": "no-cache"})


def policy_of(response: HttpResponse, policy: str) -> str:
    """Return the content security policy of an answer: this one, and what its frames need.

    The one script is ours, which puts a frame in place when the reader asks for it.
    """
    if not isinstance(response, Page) or not response.frames:
        return policy
    return f"{policy}; script-src 'self'; frame-src {' '.join(response.frames)}"


def gone(notice: str, at: datetime) -> HttpResponse:
    """Answer 410 with what the editors say of an article that they withdrew."""
    return answer("410.html", {"notice": notice}, at=at, navigation=Navigation.load(), status=410)


def right_to_left(language: str) -> bool:
    """Say whether the language, a tag such as `ar` or `pt-br`, is written from right to left."""
    try:
        return bool(get_language_info(language)["bidi"])
    except KeyError:
        return False
