"""Sections, authors and topics are found at the addresses they once had."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Author, FormerAddress, Section
from tests import people
from tests.reader.stories import published

pytestmark = pytest.mark.django_db


def rename(thing, slug):
    thing.slug = slug
    thing.save()


def leads_to(client, address):
    """Return where an address leads for good, or the status of what it answers instead."""
    response = client.get(address)
    return response["Location"] if response.status_code == 301 else response.status_code


@pytest.fixture
def story(europe):
    return published(europe, author_ids=[people.author().pk], topic_ids=[people.topic().pk])


def test_a_section_is_found_with_its_feeds_and_further_pages(client, world, story):
    rename(world, "abroad")
    assert leads_to(client, "/world/") == "/abroad/"
    assert leads_to(client, "/world/atom.xml") == "/abroad/atom.xml"
    assert leads_to(client, "/world/?before=1.1&other=x") == "/abroad/?before=1.1"
    assert client.get("/abroad/").status_code == 200


def test_subsections_move_with_their_section(client, world, europe, story):
    rename(europe, "the-continent")
    rename(world, "abroad")
    for former in ("/world/europe/", "/world/the-continent/"):
        assert leads_to(client, former) == "/abroad/the-continent/"
    assert leads_to(client, "/world/europe/rss.xml") == "/abroad/the-continent/rss.xml"


def test_a_subsection_that_changes_its_section_is_found(client, world, europe, story):
    europe.parent = people.section("Travel")
    europe.save()
    assert leads_to(client, "/world/europe/") == "/travel/europe/"
    europe.parent = None
    europe.save()
    assert leads_to(client, "/travel/europe/") == leads_to(client, "/world/europe/") == "/europe/"


def test_authors_and_topics_are_found(client, story):
    rename(people.author(), "i-marrow")
    rename(people.topic(), "spans")
    assert leads_to(client, "/authors/ines-marrow/") == "/authors/i-marrow/"
    assert leads_to(client, "/authors/ines-marrow/feed.json") == "/authors/i-marrow/feed.json"
    assert leads_to(client, "/topics/bridges/") == "/topics/spans/"
    assert leads_to(client, "/topics/ines-marrow/") == leads_to(client, "/bridges/") == 404


def test_names_that_are_no_news_yet_stay_unknown(client, clock, world):
    ines = people.author()
    published(world, author_ids=[ines.pk], since=clock.now + timedelta(hours=1))
    rename(ines, "i-marrow")
    assert leads_to(client, "/authors/ines-marrow/") == 404
    clock.tick(hours=1)
    assert leads_to(client, "/authors/ines-marrow/") == "/authors/i-marrow/"


def test_who_has_the_address_now_comes_first_once_readers_know_of_it(client, clock, world, story):
    rename(people.author(), "i-marrow")
    another = Author.objects.create(name="Another", slug="ines-marrow")
    published(world, author_ids=[another.pk], since=clock.now + timedelta(hours=1))
    assert leads_to(client, "/authors/ines-marrow/") == "/authors/i-marrow/"
    clock.tick(hours=1)
    assert leads_to(client, "/authors/ines-marrow/") == 200
    rename(people.section("World"), "abroad")
    people.section("World")
    assert leads_to(client, "/world/") == 200


def test_who_had_it_last_is_found(client, world, story):
    rename(world, "abroad")
    rename(people.section("World"), "globe")
    assert leads_to(client, "/world/") == "/globe/"
    assert leads_to(client, "/abroad/") == 200


def test_whoever_changes_it_is_noted(client, world, story):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_section SET slug = 'abroad' WHERE slug = 'world'")
    assert leads_to(client, "/world/") == "/abroad/"
    Section.objects.filter(slug="abroad").update(slug="world")
    assert leads_to(client, "/abroad/") == "/world/"
    Section.objects.filter(slug="world").update(name="The world", order=7)
    assert FormerAddress.objects.count() == 4


def test_it_goes_with_what_it_belonged_to(client):
    topic = people.topic()
    rename(topic, "spans")
    topic.delete()
    assert not FormerAddress.objects.exists()
    assert leads_to(client, "/topics/bridges/") == 404


def test_staff_are_led_on_within_the_moment(client, clock, world, story):
    rename(world, "abroad")
    client.force_login(people.chief())
    at = "/admin/as-of/2026-02-03T09:00:00Z"
    assert leads_to(client, f"{at}/world/") == f"{at}/abroad/"
