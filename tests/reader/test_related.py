"""What an article leads to: what to read next, and the parts of its series."""

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory

from articles.models import Article
from articles.reader.pages import article_page
from tests import people
from tests.reader.stories import DAY, archive, headlines, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridges(db):
    return people.topic("Bridges")


@pytest.fixture
def series(db):
    topic = people.topic("Crossings")
    topic.series = True
    topic.save()
    return topic


def next_on(page):
    """Return the headlines under Read next, in order."""
    part = text(page).partition('id="more">')[2].partition("</section>")[0]
    return re.findall(r'dir="auto">([^<]*)</a>', part)


def place_on(page):
    """Return the number of the part, and the headlines of those before and after it."""
    box = text(page).partition('<nav class="series"')[2].partition("</nav>")[0]
    number = re.search(r"<span>Part (\d+)</span>", box)
    sides = [re.search(rf'rel="{rel}"[^>]*>([^<]*)</a>', box) for rel in ("prev", "next")]
    return (number and int(number[1]), *(side and side[1] for side in sides))


def hours(number):
    return DAY + timedelta(hours=number)


def test_the_newest_of_its_topics_come_first_then_its_sections(client, world, bridges):
    trams, sport = people.topic("Trams"), people.section("Sport")
    own = published(world, "Own", topic_ids=[bridges.pk, trams.pk], since=hours(9))
    published(sport, "Old bridge", topic_ids=[bridges.pk], since=hours(1))
    published(sport, "New tram", topic_ids=[trams.pk], since=hours(3))
    published(world, "Both, in the section too", topic_ids=[trams.pk, bridges.pk], since=hours(2))
    published(world, "Only in the section", since=hours(8))
    published(sport, "Neither", since=hours(8))
    assert next_on(client.get(own.get_absolute_url())) == [
        "New tram",
        "Both, in the section too",
        "Old bridge",
        "Only in the section",
    ]


def test_it_names_six_with_where_they_are_from_and_when(client, clock, world, bridges):
    own = published(world, "Own", topic_ids=[bridges.pk], kicker="Self")
    for n in range(8):
        content = {"kicker": f"Kicker {n}"} if n % 2 else {}
        published(world, f"Story {n}", topic_ids=[bridges.pk], since=hours(n), **content)
    page = client.get(own.get_absolute_url())
    assert next_on(page) == [f"Story {n}" for n in range(7, 1, -1)]
    more = text(page).partition('id="more">')[2]
    assert 'dir="auto">Kicker 7</span><time datetime="2026-02-02T15:00:00+0000">2 Feb<' in more
    assert 'dir="auto">World</span>' in more


def test_what_stands_on_the_page_already_doesnt_come_again(client, world, series, settings):
    parts = [published(world, f"Part {n}", topic_ids=[series.pk], since=hours(n)) for n in range(5)]
    linked = [published(world, f"Linked {n}") for n in range(3)]
    published(world, "Neither")
    first, whole, other = (edition.get_absolute_url() for edition in linked)
    body = (
        f'<p><a href="{first}#more">one</a> <a href="{settings.SITE_URL}{whole}">two</a> '
        f'<a href="https://elsewhere.example{other}">elsewhere</a></p>'
    )
    own = published(world, "Own", body=body, topic_ids=[series.pk], since=hours(2.5))
    page = client.get(own.get_absolute_url())
    assert place_on(page) == (4, "Part 2", "Part 3")
    assert next_on(page) == ["Part 4", "Part 1", "Part 0", "Neither", "Linked 2"]
    assert parts[4].get_absolute_url() in text(page)


def test_parts_are_numbered_as_readers_first_saw_them(client, world, series):
    third = published(world, "Third", topic_ids=[series.pk], since=hours(3))
    first = published(world, "First", topic_ids=[series.pk], since=hours(1), until=hours(5))
    second = published(world, "Second", topic_ids=[series.pk], since=hours(2))
    again = {"topic_ids": [series.pk], "article": first.article, "since": hours(5)}
    first = published(world, "First, corrected", first=hours(1), **again)
    pages = [client.get(each.get_absolute_url()) for each in (first, second, third)]
    assert [place_on(page) for page in pages] == [
        (1, None, "Second"),
        (2, "First, corrected", "Third"),
        (3, "Second", None),
    ]
    assert '<a href="/topics/crossings/"><bdi>Crossings</bdi></a>' in text(pages[0])


def test_parts_of_one_moment_keep_their_order_when_one_is_corrected(client, world, series):
    content = {"topic_ids": [series.pk]}
    first = published(world, "First", until=hours(1), **content)
    published(world, "Second", **content)
    corrected = published(
        world, "First", article=first.article, since=hours(1), first=DAY, **content
    )
    assert place_on(client.get(corrected.get_absolute_url())) == (1, None, "Second")
    assert "Part 2" in text(client.get("/topics/crossings/")).partition("Second</a>")[0]


def test_a_series_page_numbers_its_parts(client, world, series):
    archive(world, 25, topic_ids=[series.pk])
    for query, numbers in (("", range(25, 5, -1)), ("?before=ffffffffffff0.1", range(25, 5, -1))):
        page = text(client.get(f"/topics/crossings/{query}"))
        assert re.findall(r'kicker">Part (\d+)<', page) == [str(n) for n in numbers]
    assert '<p class="kicker">Series</p>' in page


def test_a_topic_that_is_no_series_numbers_nothing(client, world, bridges):
    edition = archive(world, 3, topic_ids=[bridges.pk])[1]
    assert "Part " not in text(client.get("/topics/bridges/"))
    assert 'class="series"' not in text(client.get(edition.get_absolute_url()))


def test_a_series_too_long_to_count_leads_on_without_numbers(client, world, series):
    parts = archive(world, 102, topic_ids=[series.pk])
    counted = client.get(parts[99].get_absolute_url())
    assert place_on(counted) == (100, "Story 098", "Story 100")
    assert place_on(client.get(parts[100].get_absolute_url())) == (None, "Story 099", "Story 101")
    assert text(client.get("/topics/crossings/")).count(">Part ") == 18


def test_both_are_what_readers_see_at_the_moment(client, clock, world, series):
    content = {"topic_ids": [series.pk]}
    soon = clock.now + timedelta(hours=1)
    own = published(world, "Own", since=hours(5), **content)
    published(world, "Ends", since=hours(1), until=soon, **content)
    published(world, "Withdrawn", since=hours(2), until=hours(3), withdrawn="Wrong.", **content)
    published(world, "Begins", since=soon, **content)
    published(people.section("Sport"), "Last", since=hours(4), **content)
    clock.at(soon - timedelta(seconds=1))
    page = client.get(own.get_absolute_url())
    assert (place_on(page), next_on(page)) == ((3, "Last", None), ["Ends"])
    clock.tick()
    page = client.get(own.get_absolute_url())
    assert (place_on(page), next_on(page)) == ((2, "Last", "Begins"), [])
    for hidden in ("Ends", "Withdrawn"):
        assert hidden not in text(page)


def test_a_draft_is_shown_where_it_would_come(client, clock, world, series, bridges):
    archive(world, 3, topic_ids=[series.pk])
    draft = Article.objects.create(
        created_by=people.reporter(),
        headline="To be the fourth",
        section=world,
        topic_ids=[bridges.pk, series.pk],
    )
    page = article_page(RequestFactory().get("/"), draft.as_edition(clock.now), clock.now)
    assert place_on(page) == (4, "Story 002", None)
    assert next_on(page) == ["Story 001", "Story 000"]


@pytest.mark.parametrize("count", [10, 500])
def test_they_cost_no_query_of_their_own(client, world, series, django_assert_num_queries, count):
    topics = [series.pk, *(people.topic(f"Topic {n}").pk for n in range(9))]
    edition = archive(world, count, topic_ids=topics)[count // 2]
    with django_assert_num_queries(2):
        page = client.get(edition.get_absolute_url())
    assert len(next_on(page)) == 6
    with django_assert_num_queries(3):
        assert len(headlines(client.get("/topics/crossings/"))) == min(count, 20)
