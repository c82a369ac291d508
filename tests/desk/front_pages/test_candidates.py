"""What can be placed is offered, the newest first, or found by its words."""

import pytest

from articles.desk.front_pages import candidates
from tests import people
from tests.desk.front_pages.reading import HOUR, SITE, at, offered, text

pytestmark = pytest.mark.django_db


def test_the_newest_and_what_is_scheduled_can_be_placed(as_, make, six, clock, stand):
    make("Seven")
    make("Later", at=clock.now + HOUR)
    stand({1: six[0]})
    response = as_(people.chief()).get(SITE)
    assert offered(response) == ["Three", "Two", "Later"]
    assert "readers see it from 3 Mar, 10:07 on" in text(response)
    response = as_(people.chief()).get(SITE, {"at": at(clock.now + 2 * HOUR)})
    assert offered(response) == ["Four", "Three", "Two"]


def test_they_are_found_by_words(as_, make, six):
    make("A ferry at dawn", people.section("Sport"))
    client = as_(people.chief())
    assert offered(client.get(SITE, {"q": "dawn fer"})) == ["A ferry at dawn"]
    assert "Nothing that readers see or will see has these words." in text(
        client.get(SITE, {"q": "zeppelin"})
    )


def test_common_words_are_found_among_the_newest(as_, make, monkeypatch):
    monkeypatch.setattr(candidates, "FOUND", 1)
    monkeypatch.setattr(candidates, "NEWEST", 2)
    for name in ("Ferry one", "Ferry two", "A tram"):
        make(name)
    client = as_(people.chief())
    assert offered(client.get(SITE, {"q": "tram"})) == ["A tram"]
    assert offered(client.get(SITE, {"q": "ferry"})) == ["Ferry two"]


def test_only_what_one_sees_is_offered(as_, make, world):
    make("Ours")
    make("A match", people.section("Sport"))
    response = as_(people.editor(world)).get(f"{SITE}{world.pk}/", {"q": "match"})
    assert offered(response) == []
