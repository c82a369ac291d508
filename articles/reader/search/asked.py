"""What a search page was asked for: words, filters, and a place to go on from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Section
from articles.reader.navigation import Navigation
from articles.reader.search.finding import Filters, Place
from articles.reader.search.terms import LENGTH, Terms

__all__ = ["Asked"]

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
YEARS = range(1600, 3000)
NAME_LENGTH = 120


@dataclass(frozen=True)
class Asked:
    """As typed, so that a form can show it again, and as understood."""

    words: str
    terms: Terms
    section_path: str = ""
    author: str = ""
    topic: str = ""
    since: str = ""
    until: str = ""
    after: Place | None = None
    section: Section | None = None
    filters: Filters = field(default_factory=lambda: Filters([]))
    #: By the name of the parameter: what is wrong with it, in a sentence for readers.
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, parameters: Mapping[str, str], navigation: Navigation) -> Self:
        """Return what is asked; raise Http404 for a place that we didn't write."""

        def typed(name: str, length: int = NAME_LENGTH) -> str:
            return parameters.get(name, "").strip()[:length]

        words, after = parameters.get("q", "").strip(), parameters.get("after")
        asked = cls(
            words=words[:LENGTH],
            terms=Terms.read(words),
            section_path=typed("section"),
            author=typed("author"),
            topic=typed("topic"),
            since=typed("from"),
            until=typed("until"),
            after=None if after is None else Place.read(after),
        )
        return asked._understood(navigation)

    def _understood(self, navigation: Navigation) -> Self:
        errors: dict[str, str] = {}
        section = navigation.find(self.section_path) if self.section_path else None
        if self.section_path and section is None:
            errors["section"] = _("There is no section “%(path)s”.") % {"path": self.section_path}
        since = _begin(self.since, "from", errors)
        until = _begin(self.until, "until", errors, timedelta(days=1))
        if since and until and since >= until:
            errors["until"] = _("The last day lies before the first one.")
        ids = navigation.ids(section) if section else []
        filters = Filters(ids, self.author, self.topic, since, until)
        return replace(self, section=section, filters=filters, errors=errors)

    @property
    def narrowed(self) -> bool:
        """Whether anything besides words is asked."""
        return any((self.section_path, self.author, self.topic, self.since, self.until))

    @property
    def searches(self) -> bool:
        """Whether there is something to look for, as far as it was understood."""
        return not self.errors and bool(self.terms.ways or (self.narrowed and not self.words))

    def address(self, **changes: str) -> str:
        """Return the address of this search, changed; it begins at its first page."""
        asked = {
            "q": self.words,
            "section": self.section_path,
            "author": self.author,
            "topic": self.topic,
            "from": self.since,
            "until": self.until,
            **changes,
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return reverse("reader:search") + (f"?{query}" if query else "")


def _begin(
    typed: str, name: str, errors: dict[str, str], later: timedelta = timedelta()
) -> datetime | None:
    """Return the moment at which a day begins in the newsroom's zone, or the one so much later."""
    if not typed:
        return None
    day = _day(typed)
    if day is None:
        sentence = _("“%(typed)s” is no day. Write year, month and day, such as 2026-03-31.")
        errors[name] = sentence % {"typed": typed}
        return None
    return datetime.combine(day + later, time.min, timezone.get_default_timezone())


def _day(typed: str) -> date | None:
    if not DAY.fullmatch(typed):
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.year in YEARS else None
