"""Pages of results, and what they cost."""

from datetime import timedelta

import pytest

from articles.reader.search import finding
from tests import people
from tests.reader.search.reading import address, found
from tests.reader.stories import DAY, archive, link, published, text

pytestmark = pytest.mark.django_db


def walk(client, place):
    """Return the headlines of all pages from this one on."""
    pages = []
    while place:
        response = client.get(place)
        pages.append(found(response))
        place = link(response, "next")
        assert len(pages) < 500
    return pages


@pytest.fixture
def whales(world):
    """In the order in which they are found: 12 by their headlines, then 13 by their text."""
    for n in range(25):
        name = f"Whale {n:02}" if n % 2 == 0 and n < 24 else f"Story {n:02}"
        published(world, name, since=DAY - n * timedelta(days=25), body="<p>A whale.</p>")
    names = [f"Whale {n:02}" for n in range(0, 24, 2)]
    return names + [f"Story {n:02}" for n in (*range(1, 24, 2), 24)]


def test_walking_through_the_pages_meets_each_story_once(client, whales):
    pages = walk(client, address("whale"))
    assert [len(page) for page in pages] == [10, 10, 5]
    assert [name for page in pages for name in page] == whales


def test_a_new_story_does_not_move_the_further_pages(client, world, whales):
    second = link(client.get(address("whale")), "next")
    before = found(client.get(second))
    published(world, "Whale, breaking", since=DAY + timedelta(days=1))
    assert found(client.get(second)) == before
    assert 'href="/search/?q=whale">First results</a>' in text(client.get(second))


def test_stories_of_one_moment_are_neither_lost_nor_repeated(client, world):
    for n in range(31):
        published(world, f"Whale {n:02}")
    names = [name for page in walk(client, address("whale")) for name in page]
    assert sorted(names) == [f"Whale {n:02}" for n in range(31)]


@pytest.mark.parametrize("words", ["whale", '"a whale"', "-dolphin", "whale -dolphin"])
def test_what_takes_too_long_stops_and_goes_on_from_there(
    client, monkeypatch, settings, whales, words
):
    all_at_once = [name for page in walk(client, address(words)) for name in page]
    settings.SEARCH_LIMIT = 0
    monkeypatch.setattr(finding, "CLOSELY", 0)
    monkeypatch.setattr(finding, "AT_LEAST", 1)
    response = client.get(address(words))
    assert "This search takes long." in text(response)
    assert "Search further back" in text(response)
    pages = walk(client, address(words))
    assert len(pages) > 5
    assert [name for page in pages for name in page if page] == all_at_once


def test_a_walk_that_found_nothing_yet_says_how_far_it_went(client, settings, world):
    published(world, "Dolphin", since=DAY - timedelta(days=400))
    published(world, "Porpoise")
    settings.SEARCH_LIMIT = 0
    page = text(client.get(address("whale")))
    assert "not all headlines were looked through" in page
    place = address("whale")
    for _ in range(50):
        place = link(client.get(place), "next")
        page = text(client.get(place))
        if "went back to" in page:
            break
    assert "went back to" in page
    assert "Nothing was found" not in page
    assert [name for page in walk(client, place) for name in page] == []


@pytest.mark.parametrize(
    "after", ["", "x", "0", "2.1.1", "0.1", "0.1.0", "0.zz.1", "1." + "f" * 20 + ".1", "0.1.1.1"]
)
def test_a_place_that_isnt_one_is_not_found(client, world, after):
    assert client.get(f"/search/?q=whale&after={after}").status_code == 404


def test_past_the_end_there_is_nothing_more(client, whales):
    page = text(client.get(address("whale", after="1.1.1")))
    assert "Nothing more was found." in page


def test_no_result_says_what_to_do(client, world):
    page = text(client.get(address("whale", section="world")))
    assert "Nothing was found." in page
    assert 'href="/search/?q=whale">Search without filters</a>' in page


@pytest.mark.parametrize("stories", [10, 500])
def test_a_page_costs_four_queries(client, world, harbour, stories, django_assert_num_queries):
    content = {"author_ids": [people.author().pk], "topic_ids": [people.topic().pk]}
    archive(world, stories, body="<p>A whale.</p>", lead_picture=harbour, **content)
    everything = {
        "section": "world",
        "author": "ines-marrow",
        "topic": "bridges",
        "from_": "2026-01-01",
    }
    for parameters in ({}, everything):
        with django_assert_num_queries(4):
            response = client.get(address("whale", **parameters))
        assert len(found(response)) == 10
        assert len(response.content) < 60_000
    with django_assert_num_queries(1):
        client.get("/search/")
    with django_assert_num_queries(2):
        client.get(address("dolphin"))


def test_search_engines_keep_out_and_no_cookie_is_set(client, world, settings):
    response = client.get(address("whale"))
    assert '<meta name="robots" content="noindex">' in text(response)
    assert f'<link rel="canonical" href="{settings.SITE_URL}/search/">' in text(response)
    assert not response.cookies
    assert client.post("/search/").status_code == 405


def test_an_unchanged_page_is_not_sent_again(client, clock, world):
    tag = client.get(address("whale")).headers["ETag"]
    assert client.get(address("whale"), headers={"if-none-match": tag}).status_code == 304


def test_every_page_leads_to_search(client, world):
    assert text(client.get("/")).count('<a href="/search/">Search</a>') == 2
