"""The page of a front: what it draws, as of when, and for whom."""

import html
import re

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Placement
from tests import people
from tests.desk.front_pages.reading import HOUR, SITE, at, order, slots, standing, text
from tests.desk.steps import said

pytestmark = pytest.mark.django_db


def test_slots_are_drawn_as_readers_see_them(as_, six, stand):
    stand({2: six[0]})
    response = as_(people.chief()).get(SITE)
    assert slots(response) == {
        1: ("Six", "filled"), 2: ("One", "placed"), 3: ("Five", "filled"), 4: ("Four", "filled"),
        5: ("Three", "filled"),
    }  # fmt: skip
    assert "Clara placed it. Since 3 Mar, 09:06." in text(response)
    assert "Then, the newest by themselves" in text(response)


def test_a_section_draws_its_own_front_with_its_subsections(as_, make, world, stand):
    make("In Europe", people.section("Europe", parent=world))
    make("At sports", people.section("Sport"))
    stand({1: make("Placed")}, world)
    response = as_(people.editor(world)).get(reverse("desk:front", args=[world.pk]))
    assert slots(response) == {1: ("Placed", "placed"), 2: ("In Europe", "filled")}
    assert "The front page of World" in text(response)


def test_a_moment_ahead_is_drawn_as_it_will_be(as_, make, six, clock, stand):
    later = make("Later", at=clock.now + HOUR)
    stand({1: six[0]})
    stand({1: later}, at=clock.now + 2 * HOUR)
    client = as_(people.chief())
    assert slots(client.get(SITE))[1] == ("One", "placed")
    seen = [slots(client.get(SITE, {"at": at(clock.now + n * HOUR)})) for n in (1.5, 2.5)]
    assert seen[0][1] == ("One", "placed")
    assert seen[0][2] == ("Later", "filled")
    assert seen[1][1] == ("Later", "placed")


def test_the_past_is_shown_and_not_arranged(as_, six, clock, stand):
    stand({1: six[0]})
    began = Placement.objects.get().starts_at
    clock.tick(hours=2)
    response = as_(people.chief()).get(SITE, {"at": at(began - HOUR / 60)})
    assert slots(response)[1] == ("Six", "filled")
    assert "This moment is past" in text(response)
    assert 'name="put"' not in response.content.decode()


def test_what_is_placed_and_not_shown_is_told_with_the_reason(as_, six, clock, stand):
    stand({1: six[0]})
    workflow.withdraw(six[0], people.chief(), "It was wrong.")
    response = as_(people.chief()).get(SITE)
    assert slots(response)[1] == ("Six", "filled")
    assert "Placed here, but not shown: “One”. It was withdrawn on 3 March 2026" in text(response)


def test_what_changes_by_itself_is_listed(as_, six, clock, stand):
    stand({1: six[0], 2: six[1]})
    stand({1: six[1]}, at=clock.now + HOUR)
    page = text(as_(people.chief()).get(SITE))
    assert "Tuesday 3 March, 10:07 “Two” comes to slot 1." in page
    assert "“One” leaves slot 1." in page
    assert "“Two” leaves" not in page


def test_it_leads_to_the_changes_on_both_sides(as_, six, clock, stand):
    stand({1: six[0]})
    stand({1: six[1]}, at=clock.now + HOUR)
    client = as_(people.chief())
    page = client.get(SITE).content.decode()
    assert "Previous change" in page
    after = html.unescape(re.search(r'href="([^"]*)">Next change', page)[1])
    response = client.get(after)
    assert slots(response)[1] == ("Two", "placed")
    assert "Next change" not in response.content.decode()


def test_a_moment_that_isnt_clear_is_asked_for_again(as_, six):
    for typed, says in (("soon", "Give a day and a time"), ("2026-03-29T01:30", "doesn't exist")):
        response = as_(people.chief()).get(SITE, {"at": typed})
        assert says in text(response)
        assert "As of now" in text(response)


@pytest.mark.parametrize("count", [0, 60])
def test_its_queries_dont_grow(as_, make, six, clock, stand, count, django_assert_max_num_queries):
    stand(dict(enumerate(six[:5], 1)))
    for _ in range(count):
        article = people.article(people.reporter(), people.section("World"))
        people.edition(article, clock.now)
    client = as_(people.chief())
    with django_assert_max_num_queries(11):
        client.get(SITE)


def test_a_desk_arranges_its_own_front_and_looks_at_the_others(as_, six, clock, world):
    client = as_(people.editor(world))
    response = client.post(f"{SITE}{world.pk}/", {"slots": order(six[0]), "seen": order()})
    assert response.status_code == 302
    response = client.post(SITE, {"slots": order(six[0]), "seen": order()})
    assert response.status_code == 422
    assert "Only chief editors arrange the site's front page." in text(response)
    assert (standing(clock.now), standing(clock.now, world.pk)) == ({}, {1: "One"})


def test_a_reporter_looks_at_now_and_not_ahead(as_, make, six, clock):
    make("Secret", at=clock.now + HOUR)
    client = as_(people.reporter())
    response = client.get(SITE, {"at": at(clock.now + 2 * HOUR)})
    assert "Only editors see what lies ahead" in text(response)
    assert "Secret" not in text(response)
    assert "Secret" not in text(client.get(SITE, {"q": "secret"}))


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        (people.outsider, SITE, 403),
        (people.reporter, SITE, 200),
        (people.chief, SITE, 200),
        (people.chief, f"{SITE}999999/", 404),
    ],
)
def test_who_finds_a_front(as_, clock, who, address, status):
    assert as_(who()).get(address).status_code == status


def test_a_section_with_a_past_on_its_front_isnt_deleted(as_, make, clock, stand):
    sport = people.section("Sport")
    stand({1: make("One")}, sport)
    address = reverse("admin:articles_section_delete", args=[sport.pk])
    response = as_(people.chief()).get(address)
    assert said(response) == [
        "Sport is used by what stands or stood on its front page, so it can't be deleted."
    ]
