"""Sections, authors and topics in the API."""

from datetime import timedelta

import pytest

from tests import people
from tests.reader.stories import DAY, published

pytestmark = pytest.mark.django_db


def test_sections_come_in_the_editors_order(client, world, europe, settings):
    sport = people.section("Sport")
    sport.order, sport.intro = 0, "Who won."
    sport.save()
    type(world).objects.exclude(pk=sport.pk).update(order=1)
    site = settings.SITE_URL
    assert client.get("/api/v1/sections/").json()["sections"] == [
        {
            "name": "Sport",
            "path": "sport",
            "url": f"{site}/sport/",
            "intro": "Who won.",
            "parent": None,
        },
        {
            "name": "Europe",
            "path": "world/europe",
            "url": f"{site}/world/europe/",
            "intro": "",
            "parent": "world",
        },
        {"name": "World", "path": "world", "url": f"{site}/world/", "intro": "", "parent": None},
    ]


def test_an_author_leads_to_their_articles(client, newsroom, harbour):
    ines = newsroom.author
    ines.biography, ines.website = "She sails.", "https://ines.example"
    ines.email = "ines@example.org"
    ines.save()
    author = client.get("/api/v1/authors/ines-marrow/").json()
    assert (author["name"], author["biography"]) == ("Ines Marrow", "She sails.")
    assert author["website"] == "https://ines.example"
    assert author["portrait"]["credit"] == harbour.credit
    assert "ines@example.org" not in str(author)
    articles = client.get(author["articles"]).json()["articles"]
    assert [article["headline"] for article in articles] == ["Bridge reopens"]


def test_a_topic_leads_to_its_articles(client, newsroom):
    topic = client.get("/api/v1/topics/bridges/").json()
    assert topic["name"] == "Bridges"
    articles = client.get(topic["articles"]).json()["articles"]
    assert [article["headline"] for article in articles] == ["Bridge reopens"]


def test_names_without_visible_articles_are_no_news_yet(client, clock, world):
    nowhere = client.get("/api/v1/authors/nobody/").content
    people.topic("Idle")
    secret = {
        "author_ids": [people.author("Otto Later").pk],
        "topic_ids": [people.topic("Secrets").pk],
    }
    published(world, since=DAY, until=DAY + timedelta(hours=1), **secret)
    published(world, since=clock.now + timedelta(hours=1), **secret)
    for address in ("authors/otto-later/", "topics/secrets/", "topics/idle/", "topics/x/"):
        response = client.get(f"/api/v1/{address}")
        assert (response.status_code, response.content) == (404, nowhere)
    clock.tick(hours=1)
    for address in ("authors/otto-later/", "topics/secrets/"):
        assert client.get(f"/api/v1/{address}").status_code == 200


@pytest.mark.parametrize("address", ["sections/", "authors/ines-marrow/", "topics/bridges/"])
def test_they_cost_one_query(client, newsroom, django_assert_num_queries, address):
    with django_assert_num_queries(1):
        assert client.get(f"/api/v1/{address}").status_code == 200
