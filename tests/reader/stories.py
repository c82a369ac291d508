"""What readers find in these tests: published stories, and pages taken apart."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from articles.models import Article, Edition, Section
from tests import people

#: Well before any clock, so that all of it has begun.
DAY = datetime(2026, 2, 2, 8, tzinfo=UTC)


def published(
    section: Section,
    headline: str = people.HEADLINE,
    *,
    since: datetime = DAY,
    until: datetime | None = None,
    first: datetime | None = None,
    article: Article | None = None,
    withdrawn: str = "",
    **content: Any,
) -> Edition:
    """Return an edition with its own past period, of a new article unless one is given."""
    content = {"headline": headline, "slug": "a-story", "section": section, **content}
    if article is None:
        article = Article.objects.create(
            created_by=people.reporter(), state=Article.State.PUBLISHED, **content
        )
    return Edition.objects.create(
        article=article,
        article_version=article.version,
        starts_at=since,
        ends_at=until,
        published_at=first or since,
        brought_in=True,
        withdrawal_notice=withdrawn,
        **content,
    )


def archive(section: Section, count: int, **content: Any) -> list[Edition]:
    """Return editions of as many articles, an hour apart, the oldest first."""
    return [
        published(section, f"Story {n:03}", since=DAY + timedelta(hours=n), **content)
        for n in range(count)
    ]


def text(response: Any) -> str:
    return response.content.decode()


def headlines(response: Any) -> list[str]:
    """Return the headlines of the cards on a page, in order."""
    found = re.findall(r'class="headline" dir="auto"><a href="[^"]*">([^<]*)</a>', text(response))
    return [html.unescape(each) for each in found]


def link(response: Any, rel: str) -> str:
    """Return where the link of this kind leads, or nothing."""
    found = re.search(rf'rel="{rel}" href="([^"]*)"', text(response))
    return html.unescape(found[1]) if found else ""
