"""What was fetched already isn't sent again, and what changed always is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests import people
from tests.reader.feeds.reading import FILES
from tests.reader.stories import DAY, published

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MODIFIED = "Mon, 02 Feb 2026 08:00:00 GMT"


@pytest.fixture
def story(world, clock):
    return published(world)


@pytest.mark.parametrize("file", FILES)
def test_an_etag_or_a_date_is_enough(client, story, file):
    first = client.get(f"/{file}")
    assert first["Last-Modified"] == MODIFIED
    for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": MODIFIED}):
        again = client.get(f"/{file}", headers=condition)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("file", FILES)
def test_head_has_the_headers_of_the_same_get(client, story, file):
    found, head = client.get(f"/{file}"), client.head(f"/{file}")
    assert dict(head.headers) == dict(found.headers)
    assert head.content == b""
    assert client.head(f"/{file}", headers={"If-None-Match": head["ETag"]}).status_code == 304


def both(client):
    response = client.get("/rss.xml")
    return [{"If-None-Match": response["ETag"]}, {"If-Modified-Since": response["Last-Modified"]}]


def sent_again(client, conditions):
    return [client.get("/rss.xml", headers=each).status_code == 200 for each in conditions]


def test_a_withdrawal_is_a_change(client, world, story, clock):
    published(world, "Wrong", until=clock.now + HOUR)
    fetched = both(client)
    clock.tick(minutes=59)
    assert sent_again(client, fetched) == [False, False]
    clock.tick(minutes=1)
    assert sent_again(client, fetched) == [True, True]


def test_a_picture_whose_licence_ends_is_a_change(client, world, harbour, clock):
    harbour.licence_until = clock.now + HOUR
    harbour.save()
    published(world, lead_picture=harbour)
    fetched = both(client)
    clock.tick(hours=1)
    assert sent_again(client, fetched) == [True, True]


def test_another_name_is_a_change_to_who_asks_by_etag(client, world, story):
    fetched = both(client)
    world.name = "The world"
    world.save()
    assert sent_again(client, fetched)[0]


def test_what_comes_later_in_the_same_second_is_not_missed(client, world, story, clock):
    clock.at(datetime(2026, 3, 3, 9, 0, 0, 400_000, tzinfo=UTC))
    published(world, "First", since=clock.now)
    assert "Last-Modified" not in client.get("/rss.xml")
    clock.tick(seconds=0.2)
    published(world, "Second", since=clock.now)
    clock.tick(seconds=0.4)
    assert client.get("/rss.xml")["Last-Modified"] == "Tue, 03 Mar 2026 09:00:01 GMT"
    assert sent_again(client, both(client)) == [False, False]


def test_news_elsewhere_is_no_change_to_who_asks_by_etag(client, world, story, clock):
    tag = client.get("/world/rss.xml")["ETag"]
    published(people.section("Sport"), "Elsewhere", since=DAY + HOUR)
    assert client.get("/world/rss.xml", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("file", FILES)
def test_an_empty_feed_has_no_date_and_the_same_bytes(client, world, clock, file):
    first = client.get(f"/world/{file}")
    assert "Last-Modified" not in first
    clock.tick(hours=1)
    assert client.get(f"/world/{file}").content == first.content


def test_it_is_the_same_for_everyone_and_open_to_programs_in_browsers(client, story):
    client.force_login(people.chief())
    signed_in, anonymous = client.get("/rss.xml"), Client().get("/rss.xml")
    assert signed_in.content == anonymous.content
    assert signed_in["Cache-Control"] == "no-cache"
    assert signed_in["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in signed_in
    assert client.post("/rss.xml").status_code == 405
