"""One placement: its period is changed, and it is taken off."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Placement
from tests import people
from tests.desk.front_pages.reading import HOUR, at, text
from tests.desk.steps import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(six, stand, clock):
    """Placed in slot 1 in an hour."""
    stand({1: six[0]}, at=clock.now + HOUR)
    return Placement.objects.get()


def test_a_placement_gets_another_period(as_, placed, clock):
    client = as_(people.chief())
    address = reverse("desk:placement", args=[placed.pk])
    assert "Slot 1 of the site's front page" in text(client.get(address))
    start, end = placed.starts_at + HOUR, placed.starts_at + 2 * HOUR
    response = client.post(address, {"at": at(start), "until": at(end)})
    assert said(response) == ["It stands there until Tuesday 3 March 2026, 12:06 (Europe/London)."]
    placed.refresh_from_db()
    assert (placed.starts_at, placed.ends_at) == (start, end)


def test_once_it_has_begun_its_end_alone_is_asked_for(as_, placed, clock):
    clock.at(placed.starts_at + HOUR)
    client = as_(people.chief())
    address = reverse("desk:placement", args=[placed.pk])
    assert 'name="at"' not in client.get(address).content.decode()
    response = client.post(address, {"until": at(clock.now - HOUR)})
    assert response.status_code == 422
    assert "before it comes" in text(response)
    assert client.post(address, {"until": at(clock.now + HOUR)}).status_code == 302


def test_a_placement_is_taken_back(as_, placed):
    client = as_(people.chief())
    address = reverse("desk:placement_end", args=[placed.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert not Placement.objects.exists()
    assert client.post(address).status_code == 404


def test_what_has_ended_is_only_looked_at(as_, placed, clock):
    clock.at(placed.starts_at + HOUR)
    workflow.end_placement(placed, people.chief())
    response = as_(people.chief()).get(reverse("desk:placement", args=[placed.pk]))
    assert "It has ended, so nothing can be changed." in text(response)
    assert "<form method" not in response.content.decode().partition("desk-page")[2]


def test_only_who_arranges_the_front_finds_its_placements(as_, placed, world):
    client = as_(people.editor(world))
    for name in ("placement", "placement_end"):
        address = reverse(f"desk:{name}", args=[placed.pk])
        assert client.post(address, {"until": ""}).status_code == 404
    assert Placement.objects.exists()
