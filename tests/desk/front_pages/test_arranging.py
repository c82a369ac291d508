"""An order is tried out, put in place, refused, and undone."""

import re
import threading

import pytest
from django.db import connection, transaction

from articles import workflow
from articles.models import Event, Placement, database_now
from articles.workflow import Wish
from tests import people
from tests.desk.front_pages.reading import HOUR, SITE, at, order, slots, standing, text
from tests.desk.steps import said
from tests.racing import Thread

pytestmark = pytest.mark.django_db


def test_an_order_is_tried_out_before_it_is_in_place(as_, six):
    client = as_(people.chief())
    tried = client.get(SITE, {"slots": order(), "seen": order(), "put": f"{six[0].pk}-1"})
    assert slots(tried)[1] == ("One", "new")
    assert "Not in place yet." in text(tried)
    assert slots(client.get(SITE))[1] == ("Six", "filled")
    assert f'name="slots" value="{order(six[0])}"' in tried.content.decode()
    again = client.get(SITE, {"slots": order(*six[:3]), "seen": order(), "off": six[1].pk})
    assert f'name="slots" value="{order(six[0], None, six[2])}"' in again.content.decode()


def test_what_cant_stand_there_says_so_while_it_is_tried(as_, make, clock, six):
    later = make("Later", at=clock.now + HOUR)
    response = as_(people.chief()).get(SITE, {"slots": order(later), "seen": order()})
    assert "“Later”. Readers see it from 3 March 2026, 10:06" in text(response)


def test_it_is_put_in_place_now(as_, six, clock):
    client = as_(people.chief())
    response = client.post(SITE, {"slots": order(six[0], six[1]), "seen": order()})
    assert response.status_code == 302
    assert said(response) == ["Readers see it so now."]
    assert standing(clock.now) == {1: "One", 2: "Two"}
    assert Event.objects.filter(verb="place").count() == 2


def test_it_is_put_in_place_from_a_moment_ahead_on(as_, six, clock):
    ahead = clock.now + HOUR
    response = as_(people.chief()).post(
        SITE, {"slots": order(six[0]), "seen": order(), "at": at(ahead)}
    )
    assert said(response) == [
        "Readers see it so from Tuesday 3 March 2026, 10:06 (Europe/London) on."
    ]
    assert (standing(clock.now), standing(ahead)) == ({}, {1: "One"})


@pytest.mark.parametrize("ahead", [False, True])
def test_the_last_act_is_undone(as_, six, clock, stand, ahead):
    stand({1: six[0], 2: six[1]})
    moment = {"at": at(clock.now + HOUR)} if ahead else {}
    client = as_(people.chief())
    new = {"slots": order(six[2], six[0]), "seen": order(six[0], six[1]), **moment}
    response = client.post(SITE, new, follow=True)
    page = response.content.decode()
    undo = page.partition('class="front-undo"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(slots|seen|at|at_meant)" value="([^"]*)"', undo))
    clock.tick()
    response = client.post(SITE, fields)
    assert response.status_code == 302
    then = clock.now + HOUR if ahead else clock.now
    assert standing(then) == {1: "One", 2: "Two"}
    assert Placement.objects.count() == (2 if ahead else 6)


def test_undo_gives_back_the_end_too(as_, six, clock):
    end = clock.now + 5 * HOUR
    workflow.arrange(people.chief(), section=None, slots={1: Wish(six[0].pk, end)})
    clock.tick()
    client = as_(people.chief())
    response = client.post(SITE, {"slots": order(), "seen": order(six[0])})
    undo = response.url.partition("undo=")[2].replace("%2C", ",").replace("%40", "@")
    clock.tick()
    client.post(SITE, {"slots": undo, "seen": order()})
    assert Placement.objects.standing(None, clock.now).get().ends_at == end


def test_what_is_so_already_is_said(as_, six, stand):
    stand({1: six[0]})
    response = as_(people.chief()).post(SITE, {"slots": order(six[0]), "seen": order(six[0])})
    assert said(response) == ["It is so already: nothing was changed."]


def test_a_front_that_was_rearranged_meanwhile_is_shown_first(as_, six, clock, stand):
    stand({1: six[0]})
    client = as_(people.chief("boris"))
    mine = {"slots": order(six[1]), "seen": order()}
    response = client.post(SITE, mine)
    assert response.status_code == 409
    assert "“One”: Clara placed it in slot 1 of the site's front page" in text(response)
    assert standing(clock.now) == {1: "One"}
    assert slots(response)[1] == ("Two", "new")
    seen = re.search(r'name="seen" value="([^"]*)"', response.content.decode())[1]
    assert client.post(SITE, {**mine, "seen": seen}).status_code == 302
    assert standing(clock.now) == {1: "Two"}


def test_what_is_refused_is_kept_with_the_reason(as_, make, clock, six):
    later = make("Later", at=clock.now + HOUR)
    response = as_(people.chief()).post(SITE, {"slots": order(six[0], later), "seen": order()})
    assert response.status_code == 422
    assert "“Later” can't stand there then. Readers see it from" in text(response)
    assert slots(response)[1] == ("One", "new")
    assert not Placement.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"slots": "x"}, {"slots": ",,,,"}, {"at": "soon"}])
def test_what_we_didnt_ask_is_refused(as_, six, sent):
    response = as_(people.chief()).post(SITE, {"seen": "", **sent})
    assert response.status_code == 422
    assert "It isn't clear what you looked at" in text(response)


@pytest.mark.django_db(transaction=True)
def test_while_somebody_else_is_at_it_one_is_asked_to_try_again(as_, transactional_db):
    article = people.article(people.reporter(), people.section("World"))
    people.edition(article, database_now())
    client = as_(people.chief())

    held, released = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            workflow.place(article, people.chief(), section=None, slot=1)
            held.set()
            released.wait(20)

    other = Thread(hold)
    assert held.wait(20)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    response = client.post(SITE, {"slots": order(article), "seen": order()})
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    released.set()
    other.result()
    assert response.status_code == 503
    assert "Somebody else is arranging this front just now." in text(response)
    assert Event.objects.filter(verb="place").count() == 1
