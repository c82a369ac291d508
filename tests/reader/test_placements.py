"""Fronts as editors arranged them: slots first, filled up with the newest, nothing twice."""

import re
from datetime import timedelta

import pytest

from articles.models import Placement
from tests import people
from tests.reader.stories import DAY, archive, headlines, link, published, text
from tests.reader.test_listings import walk

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def stand(clock):
    """`stand(edition, slot)`: place its article from now on, as the workflow would."""

    def stand(edition, slot, section=None, until=None):
        return Placement.objects.create(
            section=section, slot=slot, article=edition.article, starts_at=clock.now,
            ends_at=until, until=until, placed_by=people.chief(), placed_at=clock.now,
        )  # fmt: skip

    return stand


def front(client):
    """Return the headlines of the top of the front, in the order of its slots and then its rail."""
    return re.findall(">(Story [^<]+)<", text(client.get("/")).partition('id="section-')[0])


def stories(*numbers):
    return [f"Story {n:03}" for n in numbers]


def test_slots_come_first_and_the_newest_fill_them_up(client, world, stand):
    editions = archive(world, 20)
    stand(editions[3], 1)
    stand(editions[5], 4)
    assert front(client) == stories(3, 19, 18, 5, 17, 16, 15, 14, 13, 12, 11, 10)


def test_what_is_placed_and_among_the_newest_shows_once(client, world, stand):
    editions = archive(world, 20)
    stand(editions[19], 2)
    stand(editions[18], 1)
    assert front(client) == stories(18, 19, *range(17, 7, -1))


def test_a_placed_lead_leads_before_a_picture(client, world, stand, harbour):
    published(world, "Pictured", lead_picture=harbour, since=DAY + timedelta(days=3))
    [plain] = archive(world, 1)
    stand(plain, 1)
    assert headlines(client.get("/")) == ["Story 000", "Pictured"]


def test_no_article_comes_twice_on_the_page(client, world, europe, stand):
    editions = archive(world, 30)
    archive(people.section("City"), 8)
    for slot, edition in enumerate(editions[:5], 1):
        stand(edition, slot)
    page = text(client.get("/"))
    paths = [part.partition('"')[0] for part in page.split('<a href="')[1:]]
    of_stories = [path for path in paths if "a-story-" in path]
    assert len(of_stories) == len(set(of_stories)) > 12


def test_a_slot_beyond_what_the_front_holds_moves_up(client, world, stand):
    stand(archive(world, 2)[0], 5)
    assert front(client) == stories(1, 0)


def test_it_changes_over_by_itself(client, clock, world, stand):
    editions = archive(world, 14)
    stand(editions[2], 1, until=clock.now + HOUR)
    assert front(client)[0] == "Story 002"
    clock.tick(hours=1)
    assert front(client)[0] == "Story 013"


def test_what_readers_dont_see_falls_through(client, clock, world, stand):
    ending = published(world, "Story ending", since=DAY, until=clock.now + HOUR)
    archive(world, 14)
    stand(ending, 1)
    assert front(client)[0] == "Story ending"
    clock.tick(hours=1)
    assert front(client) == stories(*range(13, 1, -1))


def test_what_is_older_begins_after_the_newest_shown_and_nothing_is_lost(client, world, stand):
    editions = archive(world, 40)
    stand(editions[1], 1)
    stand(editions[39], 2)
    shown = front(client)
    assert shown == stories(1, 39, *range(38, 28, -1))
    further = link(client.get("/"), "next").removeprefix("/latest/")
    older = walk(client, "/latest/", "next", further)
    assert [name for page in older for name in page] == stories(*range(28, -1, -1))


def test_a_section_s_front_is_its_own(client, world, europe, stand):
    editions = archive(world, 24)
    stand(editions[2], 1, world)
    stand(editions[4], 3, world)
    stand(editions[6], 1)
    first = client.get("/world/")
    assert headlines(first) == stories(2, 23, 4, *range(22, 5, -1))
    assert headlines(client.get("/world/" + link(first, "next"))) == stories(*range(5, -1, -1))
    assert headlines(client.get("/"))[0] == "Story 006"


def test_a_section_shows_what_was_placed_there_from_elsewhere(client, world, stand):
    sport = people.section("Sport")
    archive(sport, 3)
    stand(published(world, "From the world"), 1, sport)
    assert headlines(client.get("/sport/"))[0] == "From the world"


def test_a_further_page_hangs_on_no_arrangement(client, world, stand):
    editions = archive(world, 50)
    second = "/world/" + link(client.get("/world/"), "next")
    before = text(client.get(second))
    stand(editions[0], 1, world)
    assert text(client.get(second)) == before


@pytest.mark.parametrize("count", [20, 60])
def test_a_front_with_placements_costs_no_more(
    client, world, stand, django_assert_num_queries, count
):
    editions = archive(world, count)
    for slot in range(1, 6):
        stand(editions[slot], slot)
        stand(editions[slot], slot, world)
    with django_assert_num_queries(3):
        client.get("/")
    with django_assert_num_queries(2):
        client.get("/world/")
