"""Nothing of what isn't visible is anywhere a stranger can look, and at its second it is.

The addresses come from the resolver and their parameters from the views, so a new one is covered by
itself; it only has to say in `SHOW` or `HIDE` whether articles appear on it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Edition, Note, Picture, Section, Topic
from tests import people
from tests.clock import START, Clock
from tests.reader.crawling import Crawl, public, text_of
from tests.reader.stories import published

HOUR = timedelta(hours=1)
INSTANT = timedelta.resolution

#: Where an article is to be found from its second on.
SHOW = {
    *("front", "section", "subsection", "article", "author", "topic"),
    *("front_feed", "section_feed", "subsection_feed", "author_feed", "topic_feed"),
    *("sitemap_month", "sitemap_news"),
    *("latest", "corrections", "archive_day"),
    *("search", "api_articles", "api_article"),
}
#: Of these the author's or the topic's name alone.
NAME = {"api_author", "api_topic"}
SHOW |= NAME
#: Where it is told once the second is over and was stored before: see tests/reader/api.
TELL = {"api_changes"}
#: Where no article ever is.
HIDE = {
    *("archive", "archive_year", "archive_month"),
    *("healthz", "readyz", "media", "calendar_feed", "share", "feeds", "robots", "theme"),
    *("sitemap", "sitemap_sections"),
    *("api_index", "api_openapi", "api_sections", "api_nothing"),
}


@dataclass(frozen=True)
class Plant:
    """A story that mustn't be seen now, full of one word that is nowhere else."""

    token: str
    article: Article
    picture: Picture
    topic: Topic
    author: Author
    #: When readers see it, if they ever do.
    period: tuple[datetime, datetime | None] | None

    @property
    def words(self) -> tuple[str, str]:
        """What must not be found: the word, and the name under which the picture's files lie."""
        return self.token, self.picture.file.name.rpartition("/")[2].partition(".")[0]


SECOND, FIRST, LAST = START + HOUR, START - 6 * HOUR, START - HOUR
#: When readers see it, by what the story is.
PERIODS = {
    "draft": None,
    "review": None,
    "changed": None,
    "scheduled": (SECOND, None),
    "embargoed": (SECOND, None),
    "next": (SECOND, None),
    "ended": (FIRST, LAST),
    "withdrawn": (FIRST, LAST),
}
LIVE = {"headline": "Ferry sails", "slug": "ferry-sails", "body": "<p>The ferry sails.</p>"}


def plant(state: str, section: Section) -> Plant:
    token = f"zq{state}x"
    picture = people.picture(
        (400, 225), **dict.fromkeys(("alt", "caption", "credit", "source"), f"Ferry {token}")
    )
    picture.prepare()
    topic, author = people.topic(f"Topic {token}"), people.author(f"Author {token}")
    content = {
        **dict.fromkeys(
            ("headline", "short_headline", "kicker", "standfirst", "dateline", "lead_caption"),
            f"Ferry {token}",
        ),
        "body": f"<p>The ferry {token} sails.</p><h2>{token}</h2>{figure(picture)}",
        "slug": f"{token}-slug",
        "section": section,
        "author_ids": [author.pk],
        "topic_ids": [topic.pk],
        "lead_picture": picture,
        "notices": [{"kind": "correction", "text": f"Ferry {token}", "at": START.isoformat()}],
    }
    story = stored(state, section, content)
    Note.objects.create(
        article=story, person=people.reporter(), text=f"Ferry {token}", written_at=START
    )
    return Plant(token, story, picture, topic, author, PERIODS[state])


def figure(picture: Picture) -> str:
    return f'<figure><img alt="" data-picture="{picture.pk}" src="/media/x"></figure>'


def stored(state: str, section: Section, content: dict[str, Any]) -> Article:
    """Return an article with this content, in its state and with its editions."""
    kind = {"draft": "draft", "review": "review"}.get(state, "published")
    first = {**LIVE, "section": section} if state in ("changed", "next") else content
    story = Article.objects.create(created_by=people.reporter(), state=kind, **first)
    if first is not content:
        people.edition(story, START - HOUR, brought_in=True)
        for name, value in content.items():
            setattr(story, name, value)
        story.save()
    if state == "next":
        Edition.objects.filter(article=story).update(ends_at=SECOND)
    if period := PERIODS[state]:
        notice = "Taken back." if state == "withdrawn" else ""
        past = period[0] < START
        people.edition(story, *period, brought_in=past, withdrawal_notice=notice)
    if state == "embargoed":
        Article.objects.filter(pk=story.pk).update(embargo_until=SECOND)
    return story


@pytest.fixture
def plants(clock: Clock, media_folder: Path) -> dict[str, Plant]:
    """A site with something on each page, and a story in each state."""
    europe = people.section("Europe", parent=people.section("World"))
    corrected = {"kind": "correction", "text": "It sails at nine.", "at": START.isoformat()}
    published(europe, "Ferry in the harbour", author_ids=[people.author().pk],
              topic_ids=[people.topic().pk], notices=[corrected])  # fmt: skip
    return {state: plant(state, europe) for state in PERIODS}


@pytest.fixture
def crawl(client: Client, plants: dict[str, Plant], clock: Clock) -> Callable[[datetime], Crawl]:
    """`crawl(at)`: what a stranger finds at this moment."""

    def crawled(at: datetime) -> Crawl:
        clock.at(at)
        return Crawl(client, values(plants.values()))

    return crawled


def values(plants: Iterable[Plant]) -> dict[str, list[str]]:
    """Return what a stranger may put in the addresses: all that is secret included.

    Where a page repeats what it was asked, that is no leak: it is asked for other words.
    """
    slugs = ["europe", "world", "ines-marrow", "bridges", "a-story"]
    for each in plants:
        slugs += [each.article.slug, each.topic.slug, each.author.slug]
    names = [each.picture.card.url.removeprefix("/media/") for each in plants]
    return {
        "slug": slugs,
        "parent": ["world", "never"],
        "path": ["world", "world/europe"],
        "id": [str(each.article.pk) for each in plants],
        "name": names + [each.picture.file.name for each in plants],
        "secret": ["x" * 43],
        "year": ["2026"],
        "month": ["03"],
        "day": ["02", "03"],
        "digest": ["0" * 12],
        "file": ["rss.xml", "atom.xml", "feed.json"],
        "?before": [f"{2**50:x}.ffffff"],
        "?after": ["0.1"],
        "?q": ["ferry", "the -harbour"],
        "?until": ["2026-03-04"],
        "?section": ["world", "world/europe"],
        "?author": slugs,
        "?topic": slugs,
        "?from": ["2026-03-03"],
        "?to": ["2026-03-04"],
        "?limit": ["1", "100"],
        "?cursor": [f"{2**50:x}.ffffff"],
        "?since": ["0.1"],
    }


def leaks_of(plants: Iterable[Plant], found: Crawl) -> set[str]:
    return {address for plant in plants for address in found.where(*plant.words)}


def test_every_address_says_whether_articles_appear_on_it():
    names = {pattern.name or route for route, pattern in public()}
    assert names == SHOW | TELL | HIDE
    assert not SHOW & HIDE


def test_every_page_with_articles_says_by_which_parameters_it_is_read():
    shown = [each for route, each in public() if (each.name or route) in SHOW | TELL]
    assert [each.name for each in shown if not hasattr(each.callback, "parameters")] == []


def test_what_is_not_visible_is_nowhere(crawl, plants):
    found = crawl(START)
    # The second is new enough for maps of news, and months tell addresses alone.
    told = found.pages("Ferry in the harbour", LIVE["headline"], LIVE["slug"])
    assert told - TELL == SHOW - NAME
    assert leaks_of(plants.values(), found) == set()


def test_at_its_second_it_is_everywhere_and_before_nowhere(crawl, plants):
    coming = [plants[state] for state in ("scheduled", "embargoed", "next")]
    assert leaks_of(coming, crawl(SECOND - INSTANT)) == set()
    found = crawl(SECOND)
    assert [found.pages(plant.token) - TELL for plant in coming] == [SHOW] * 3


def test_what_has_an_end_is_everywhere_until_it_and_then_nowhere(crawl, plants):
    ending = [plants[state] for state in ("ended", "withdrawn")]
    assert leaks_of(ending, crawl(FIRST - INSTANT)) == set()
    found = crawl(LAST - INSTANT)
    assert [found.pages(plant.token) - TELL for plant in ending] == [SHOW] * 2
    assert leaks_of(ending, crawl(LAST)) == set()


def test_what_is_hidden_answers_as_if_it_had_never_been(crawl, plants, client):
    found = crawl(START)
    for state, plant in plants.items():
        for address, answer in found.answers.items():
            if plant.token not in address or (state == "withdrawn" and answer.status_code == 410):
                continue
            never = client.get(address.replace(plant.token, "zqneverx"))
            assert answer.status_code == never.status_code, address
            assert text_of(answer) == text_of(never).replace("zqneverx", plant.token), address
