"""The front page: what leads, and that every section has its place."""

from datetime import timedelta

import pytest

from tests import people
from tests.reader.stories import DAY, archive, headlines, link, published, text

pytestmark = pytest.mark.django_db


def test_an_empty_newsroom_has_a_front(client, db):
    response = client.get("/")
    assert response.status_code == 200
    assert "Nothing has been published yet." in text(response)


def test_the_newest_leads_and_the_rest_follows(client, world):
    archive(world, 5)
    assert headlines(client.get("/")) == [f"Story {n:03}" for n in (4, 3, 2, 1, 0)]


def test_one_with_a_picture_leads_before_newer_ones_without(client, world, harbour):
    published(world, "Pictured", lead_picture=harbour)
    archive(world, 2)
    response = client.get("/")
    assert headlines(response)[0] == "Pictured"
    assert text(response).count("fetchpriority") == 1


def test_the_lead_has_its_whole_headline_and_lists_the_short_one(client, world):
    published(world, "The whole headline", short_headline="Whole")
    published(world, "The other headline", short_headline="Other", since=DAY - timedelta(days=1))
    assert headlines(client.get("/")) == ["The whole headline", "Other"]


def test_sections_show_what_isnt_on_top_with_their_subsections(client, world, europe):
    sport = people.section("Sport")
    old = published(sport, "Old match", since=DAY - timedelta(days=9))
    published(europe, "Europe, older", since=DAY - timedelta(days=2))
    published(world, "World, oldest", since=DAY - timedelta(days=3))
    archive(people.section("City"), 12)
    page = text(client.get("/"))
    assert headlines(client.get("/"))[5:] == ["Old match", "Europe, older", "World, oldest"]
    assert f'<h2 class="rubric" id="section-{old.section_id}"><a href="/sport/">Sport</a>' in page
    assert f"section-{people.section('City').pk}" not in page
    assert f"section-{europe.pk}" not in page


def test_nothing_that_isnt_visible_shows(client, clock, world):
    published(world, "Ended", until=clock.now)
    published(world, "To come", since=clock.now + timedelta(seconds=1))
    published(world, "Live")
    page = text(client.get("/"))
    assert headlines(client.get("/")) == ["Live"]
    assert "Ended" not in page
    assert "To come" not in page


def test_its_older_stories_begin_where_it_ends(client, world):
    archive(world, 30)
    front = client.get("/")
    shown = {n for n in range(30) if f"Story {n:03}" in text(front).partition('id="section-')[0]}
    assert shown == set(range(18, 30))
    assert link(front, "next").startswith("/latest/?before=")
    older = client.get(link(front, "next"))
    assert headlines(older) == [f"Story {n:03}" for n in range(17, -1, -1)]


@pytest.mark.parametrize(
    ("address", "says"),
    [("/", "The latest from The Newsroom."), ("/world/", "World. The latest from The Newsroom.")],
)
def test_a_page_without_words_of_its_own_describes_itself(client, world, address, says):
    published(world, "Something happened")
    assert f'<meta name="description" content="{says}">' in client.get(address).content.decode()
