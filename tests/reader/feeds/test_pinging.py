"""A hub is told which feeds changed, at the moment they do."""

import socket
import threading
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Hub
from articles.reader.feeds.pinging import hub_now, tell_hub, tell_hub_again
from articles.workflow.delivering import deliver_until
from tests import people
from tests.hub import open_hub
from tests.racing import Thread, at_once
from tests.reader.stories import published

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SITE = "https://paper.example"


@pytest.fixture
def hub(settings, clock):
    """A hub that knows of all there has been."""
    settings.SITE_URL = SITE
    with open_hub() as hub:
        settings.WEBSUB_HUB = hub.address
        tell_hub()
        clock.tick(seconds=1)
        yield hub


def publish(section, clock, **content):
    return published(section, since=clock.now, **content)


def pages(hub):
    """Return the pages of whose feeds the hub was told: always of all three."""
    found = hub.paths(SITE)
    ends = ("rss.xml", "atom.xml", "feed.json")
    told = {path.rpartition("/")[0] + "/" for path in found}
    assert found == {page + end for page in told for end in ends}
    return told


def test_it_is_told_of_every_feed_that_an_article_is_in(hub, europe, clock):
    publish(europe, clock, author_ids=[people.author().pk], topic_ids=[people.topic().pk])
    assert tell_hub() == 15
    assert pages(hub) == {
        "/",
        "/world/",
        "/world/europe/",
        "/authors/ines-marrow/",
        "/topics/bridges/",
    }


def test_it_is_told_once(hub, world, clock):
    publish(world, clock)
    assert [tell_hub(), tell_hub()] == [6, 0]
    for _ in range(8):
        clock.tick(seconds=15)
        assert tell_hub() == 0
    assert len(hub.told) == 1


def test_what_is_scheduled_is_told_at_its_moment_and_at_its_end(hub, world, clock):
    published(world, since=clock.now + HOUR, until=clock.now + 2 * HOUR)
    assert tell_hub() == 0
    clock.tick(seconds=3599.999999)
    assert tell_hub() == 0
    clock.tick(seconds=0.000001)
    assert tell_hub() == 6
    clock.tick(hours=1)
    assert tell_hub() == 6


def test_a_withdrawal_is_told(hub, world, clock):
    rosa, clara = people.reporter(), people.chief()
    article = people.article(rosa, world)
    workflow.publish(article, clara)
    tell_hub()
    hub.told.clear()
    clock.tick(minutes=5)
    workflow.withdraw(article, clara, "It wasn't so.")
    tell_hub()
    assert "/world/" in pages(hub)


def test_what_is_committed_late_is_not_missed(hub, world, clock):
    begun = clock.now
    publish(world, clock, headline="In time")
    clock.tick(seconds=40)
    assert tell_hub() == 6
    published(people.section("Sport"), "Committed late", since=begun + timedelta(seconds=5))
    assert tell_hub() == 6
    assert {"/", "/sport/"} <= pages(hub)
    assert tell_hub() == 0


def test_a_hub_that_is_set_anew_knows_of_what_has_been(settings, clock, world):
    publish(world, clock)
    with open_hub() as hub:
        settings.WEBSUB_HUB = hub.address
        clock.tick(minutes=2)
        assert tell_hub() == 0
        assert hub.told == []


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_what_fails_is_tried_again_after_growing_pauses(hub, world, clock, status):
    publish(world, clock)
    hub.status = status
    pauses = []
    for _ in range(12):
        assert tell_hub() == 0
        state = hub_now()
        pauses.append((state.next_attempt_at - clock.now).total_seconds() / 60)
        clock.at(state.next_attempt_at - timedelta(seconds=1))
        tell_hub()
        assert hub_now().attempts == state.attempts
        clock.tick(seconds=1)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert f"HTTP Error {status}" in hub_now().error
    publish(people.section("Sport"), clock)
    hub.told.clear()
    hub.status = 202
    assert tell_hub() == 9
    assert pages(hub) == {"/", "/world/", "/sport/"}
    assert (hub_now().attempts, hub_now().error) == (0, "")


def test_a_hub_that_is_away_fails_without_harm(settings, clock, world):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.WEBSUB_HUB = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    tell_hub()
    clock.tick()
    publish(world, clock)
    assert tell_hub() == 0
    assert "Connection refused" in hub_now().error
    assert tell_hub_again() == 1
    assert tell_hub() == 0
    assert hub_now().attempts == 2


def test_it_goes_nowhere_the_hub_sends_it(hub, world, clock):
    publish(world, clock)
    with open_hub() as elsewhere:
        hub.status, hub.location = 302, elsewhere.address
        assert tell_hub() == 0
        assert elsewhere.told == []
    assert "302" in hub_now().error


def test_many_feeds_go_in_messages_of_a_hundred(hub, clock):
    for number in range(40):
        publish(people.section(f"Section {number}"), clock)
    assert tell_hub() == 123
    assert [len(message) for message in hub.told] == [100, 23]


def test_without_a_hub_nothing_is_asked(settings, clock, django_assert_num_queries):
    settings.WEBSUB_HUB = ""
    with django_assert_num_queries(0):
        assert tell_hub() == 0
        assert hub_now() is None
    assert not Hub.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_tells_it(hub, world, clock):
    publish(world, clock)
    assert sorted(at_once(tell_hub, tell_hub, tell_hub))[-1] == 6
    assert len(hub.told) == 1


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_until_told_to_stop(hub, world, clock):
    stop = threading.Event()
    deliverer = Thread(lambda: deliver_until(stop, every=0.05, deliver=tell_hub))
    publish(world, clock)
    assert hub.arrived.wait(10)
    stop.set()
    assert deliverer.result() is None


def test_chiefs_see_how_it_goes_and_have_it_tried_again(client, hub, world, clock):
    publish(world, clock)
    hub.status = 503
    tell_hub()
    client.force_login(people.reporter())
    assert "hub" not in client.get("/admin/outbox/").content.decode().lower().partition("<main")[2]
    client.post("/admin/outbox/")
    assert hub_now().next_attempt_at > clock.now
    client.force_login(people.chief())
    page = client.get("/admin/outbox/").content.decode()
    assert hub.address in page
    assert "HTTP Error 503" in page
    assert "tried again" in client.post("/admin/outbox/", follow=True).content.decode()
    hub.status = 204
    assert tell_hub() == 6
    assert "It was last told on 3 Mar 2026, 09:00." in client.get("/admin/outbox/").content.decode()
