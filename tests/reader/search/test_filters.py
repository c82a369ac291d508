"""Sections, authors, topics and days."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import people
from tests.reader.search.reading import address
from tests.reader.stories import DAY, published, text

pytestmark = pytest.mark.django_db


def test_a_section_holds_its_subsections(search, world, europe):
    published(world, "World whale")
    published(europe, "Europe whale", since=DAY + timedelta(hours=1))
    published(people.section("Sport"), "Sport whale")
    assert search("whale", section="world") == ["Europe whale", "World whale"]
    assert search("whale", section="world/europe") == ["Europe whale"]
    assert search("", section="sport") == ["Sport whale"]


def test_an_author_and_a_topic(search, world):
    ines, abel = people.author("Ines Marrow"), people.author("Abel Finch")
    sea = people.topic("The sea")
    published(world, "Both whale", author_ids=[ines.pk, abel.pk], topic_ids=[sea.pk])
    published(world, "Hers whale", author_ids=[ines.pk], since=DAY - timedelta(days=1))
    assert search("whale", author="ines-marrow") == ["Both whale", "Hers whale"]
    assert search("whale", author="ines-marrow", topic="the-sea") == ["Both whale"]
    assert search("whale", author="abel-finch", topic="nothing") == []


def test_days_are_the_newsrooms(search, settings, world):
    settings.TIME_ZONE = "America/New_York"
    for hour in (4, 5, 28, 29):
        published(
            world, f"At {hour}", since=datetime(2026, 2, 1, tzinfo=UTC) + timedelta(hours=hour)
        )
    assert search("at", from_="2026-02-01", until="2026-02-01") == ["At 28", "At 5"]
    assert search("at", from_="2026-02-01") == ["At 29", "At 28", "At 5"]
    assert search("at", until="2026-02-01") == ["At 28", "At 5", "At 4"]
    assert search("", until="2026-01-31") == ["At 4"]


@pytest.mark.parametrize(
    "typed",
    ["soon", "2026-13-01", "20260201", "2026-02-30", "0001-01-01", "9999-12-31", "٢٠٢٦-٠١-٠١"],
)
@pytest.mark.parametrize("name", ["from", "until"])
def test_a_day_that_is_none_is_kept_and_named(client, world, name, typed):
    published(world, "A whale")
    response = client.get(f"/search/?q=whale&{name}={typed}")
    page = text(response)
    assert response.status_code == 422
    assert (
        f'name="{name}" value="{typed}" aria-invalid="true" aria-describedby="{name}-error"' in page
    )
    assert f'id="{name}-error">“{typed}” is no day.' in page
    assert 'value="whale"' in page
    assert "A whale" not in page


def test_days_the_wrong_way_round_and_sections_that_arent_are_said(client, world):
    wrong = client.get(address("whale", from_="2026-02-02", until="2026-02-01"))
    assert "The last day lies before the first one." in text(wrong)
    wrong = client.get(address("whale", section="nowhere"))
    assert "There is no section “nowhere”." in text(wrong)
    assert wrong.status_code == 422


def test_filters_are_offered_by_what_was_found_and_can_be_removed(client, clock, world):
    ines, abel = people.author("Ines Marrow"), people.author("Abel Finch")
    published(world, "A whale", author_ids=[ines.pk], topic_ids=[people.topic("The sea").pk])
    published(world, "Not a word", author_ids=[abel.pk])
    page = text(client.get(address("whale")))
    assert 'href="/search/?q=whale&amp;author=ines-marrow" dir="auto">Ines Marrow</a>' in page
    assert 'href="/search/?q=whale&amp;topic=the-sea" dir="auto">The sea</a>' in page
    assert "Abel" not in page
    page = text(client.get(address("whale", author="ines-marrow")))
    assert '<span dir="auto">Ines Marrow</span> <a href="/search/?q=whale">Remove' in page
    assert '<input type="hidden" name="author" value="ines-marrow">' in page


def test_a_name_that_no_reader_has_seen_is_not_told(client, clock, world):
    hidden = people.author("Ines Marrow")
    hidden.name = "Ines Known-To-Few"
    hidden.save()
    published(world, "To come", author_ids=[hidden.pk], since=clock.now + timedelta(days=1))
    seen, unknown = (
        text(client.get(address("to", author=slug))).replace(slug, "x")
        for slug in ("ines-marrow", "nobody-at-all")
    )
    assert seen == unknown
    assert "Known" not in seen
