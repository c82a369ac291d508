"""Nothing that readers don't see is found, and all that they see is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Edition, SearchEntry, rebuild_search
from tests import people
from tests.reader.search.reading import address, found
from tests.reader.stories import published, text

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_to_the_second(search, clock, world):
    published(world, "A whale", since=clock.now + SECOND, until=clock.now + 3 * SECOND)
    assert search("whale") == []
    for expected in (["A whale"], ["A whale"], []):
        clock.tick()
        assert search("whale") == expected


def test_what_is_hidden_is_nowhere_on_the_page(client, clock, world):
    secret = {
        "author_ids": [people.author("Secret Author").pk],
        "topic_ids": [people.topic("Secret").pk],
    }
    published(world, "A whale", body="<p>Seen.</p>")
    published(world, "Hidden whale", since=clock.now + SECOND, **secret)
    published(world, "Ended whale", until=clock.now, **secret)
    published(world, "Withdrawn whale", until=clock.now, withdrawn="We erred.", **secret)
    page = text(client.get(address("whale")))
    for word in ("Hidden", "Ended", "Withdrawn", "Secret"):
        assert word not in page
    assert found(client.get(address("whale"))) == ["A whale"]


def test_a_later_edition_stands_for_the_earlier(search, clock, world):
    first = published(world, "A whale", until=clock.now, body="<p>Mistaken</p>")
    published(world, "A dolphin", since=clock.now, first=first.published_at, article=first.article)
    assert search("whale") == search("mistaken") == []
    assert search("dolphin") == ["A dolphin"]


def test_the_way_of_a_story(search, clock, world):
    """Published, moved, ended: search follows the period wherever it goes."""
    clara = people.chief()
    article = people.article(clara, world, headline="A whale in the harbour")
    workflow.publish(article, clara, clock.now + timedelta(days=40))
    assert search("whale") == []
    edition = Edition.objects.get(article=article)
    workflow.reschedule(edition, clara, clock.now + timedelta(days=80))
    clock.tick(days=79)
    assert search("whale") == []
    clock.tick(days=1)
    assert search("whale") == ["A whale in the harbour"]
    assert search("whale", from_="2026-05-22", until="2026-05-22") == ["A whale in the harbour"]
    clock.tick()
    workflow.withdraw(article, clara, "It was a dolphin.")
    assert search("whale") == search("dolphin") == []


def test_a_cancelled_edition_leaves_nothing(clock, world):
    edition = published(world, "A whale", since=clock.now + SECOND)
    assert SearchEntry.objects.filter(pk=edition.pk).exists()
    edition.delete()
    assert not SearchEntry.objects.exists()


def test_staff_search_as_of_any_moment(client, clock, world):
    client.force_login(people.editor(world))
    published(world, "Old whale", until=clock.now - timedelta(days=1))
    published(world, "New whale", since=clock.now - timedelta(hours=1))
    published(world, "Next whale", since=clock.now + timedelta(days=1))

    def on(days):
        at = clock.now + timedelta(days=days)
        return client.get(reverse("desk:as_of", args=[at, "search/"]), {"q": "whale"})

    assert found(on(-2)) == ["Old whale"]
    assert found(on(0)) == ["New whale"]
    assert found(on(2)) == ["Next whale", "New whale"]
    inside = reverse("desk:as_of", args=[clock.now, ""])
    assert f'action="{inside}search/"' in text(on(0))


def test_search_can_be_rebuilt(search, world):
    editions = [published(world, f"Whale {n}") for n in range(3)]
    before = list(SearchEntry.objects.order_by("pk").values())
    SearchEntry.objects.filter(pk=editions[0].pk).delete()
    SearchEntry.objects.filter(pk=editions[1].pk).update(words="", headline="")
    assert list(rebuild_search()) == [1.0]
    assert list(SearchEntry.objects.order_by("pk").values()) == before
