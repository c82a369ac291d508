"""Who has an article open, and who of them holds it: told with each poll, and taken over."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Buffer, Presence
from tests import people
from tests.desk.forms import address, keep, poll, sent
from tests.desk.steps import saved
from tests.desk.test_form import change
from tests.racing import at_once


@pytest.fixture
def rosa(db):
    return people.reporter()


@pytest.fixture
def emil(world):
    return people.editor(world)


def types(client, person, article):
    return poll(client, person, article, age=0)


def take_over(client, article):
    return client.post(address("take_over", article), {"based_on": article.version})


def test_whoever_is_alone_is_told_nothing(as_, rosa, story):
    answer = poll(as_(rosa), rosa, story).json()
    assert (answer["present"], answer["held_by"]) == ("", "")


def test_each_is_told_of_the_others_and_their_last_key(as_, rosa, emil, story, clock):
    poll(as_(emil), emil, story)
    clock.tick(minutes=1)
    types(as_(rosa), rosa, story)
    at_emils = poll(as_(emil), emil, story).json()
    assert "Rosa is writing here" in at_emils["present"]
    assert "Last key at 09:01" in at_emils["present"]
    assert at_emils["held_by"] == "Rosa"
    at_rosas = types(as_(rosa), rosa, story).json()
    assert "Emil (reading since 09:00)" in at_rosas["present"]
    assert at_rosas["held_by"] == ""


def test_whoever_types_first_holds_it(as_, rosa, emil, story):
    types(as_(rosa), rosa, story)
    assert types(as_(emil), emil, story).json()["held_by"] == "Rosa"
    assert Presence.objects.get(writes=True).person == rosa


def test_reading_holds_nothing(as_, rosa, emil, story):
    poll(as_(rosa), rosa, story)
    assert types(as_(emil), emil, story).json()["held_by"] == ""


def test_whoever_may_not_change_it_never_holds_it(as_, rosa, emil, story):
    workflow.submit(story, rosa)
    types(as_(rosa), rosa, story)
    assert types(as_(emil), emil, story).json()["held_by"] == ""


def test_it_is_held_for_a_while_after_the_last_key(as_, rosa, emil, story, clock):
    types(as_(rosa), rosa, story)
    for minute in range(1, 6):
        clock.tick(minutes=1)
        poll(as_(rosa), rosa, story)
        held_by = poll(as_(emil), emil, story).json()["held_by"]
        assert held_by == ("Rosa" if minute < 5 else "")
    types(as_(emil), emil, story)
    assert poll(as_(rosa), rosa, story).json()["held_by"] == "Emil"


def test_an_old_key_does_not_come_to_hold_it(as_, rosa, emil, story):
    poll(as_(rosa), rosa, story, age=Presence.HELD_FOR.total_seconds() * 1000)
    assert not Presence.objects.filter(writes=True).exists()


def test_whoever_is_not_heard_of_any_more_is_gone(as_, rosa, emil, story, clock):
    types(as_(rosa), rosa, story)
    clock.tick(seconds=Presence.HEARD_WITHIN.seconds)
    answer = poll(as_(emil), emil, story).json()
    assert (answer["present"], answer["held_by"]) == ("", "")


def test_whoever_closes_it_is_gone_at_once(as_, rosa, emil, story):
    types(as_(rosa), rosa, story)
    assert as_(rosa).post(address("leave", story)).status_code == 204
    assert poll(as_(emil), emil, story).json()["present"] == ""


def test_taking_over_loses_neither_text(as_, rosa, emil, story, clock):
    keep(as_(rosa), rosa, story, headline="Rosa's, unsaved")
    types(as_(rosa), rosa, story)
    assert take_over(as_(emil), story).json()["held_by"] == ""
    told = types(as_(rosa), rosa, story).json()
    assert told["held_by"] == "Emil"
    assert "Emil is writing here" in told["present"]
    assert Buffer.objects.get(person=rosa).headline == "Rosa's, unsaved"

    as_(emil).post(change(story), sent(emil, story, headline="Emil's, saved"))
    mine = sent(rosa, story, headline="Rosa's, unsaved")
    assert as_(rosa).post(change(story), mine).status_code == 409
    assert Article.objects.get().headline == "Emil's, saved"
    assert Buffer.objects.get(person=rosa).headline == "Rosa's, unsaved"


def test_it_can_be_taken_back(as_, rosa, emil, story):
    types(as_(rosa), rosa, story)
    take_over(as_(emil), story)
    take_over(as_(rosa), story)
    assert poll(as_(emil), emil, story).json()["held_by"] == "Rosa"


def test_only_who_may_change_it_takes_over(as_, rosa, emil, story):
    workflow.submit(story, rosa)
    types(as_(emil), emil, story)
    answer = take_over(as_(rosa), story)
    assert (answer.status_code, answer.json()["refusal"]) == (
        403,
        "You may not change this article now.",
    )
    assert "Take over" not in poll(as_(rosa), rosa, story).json()["present"]
    assert take_over(as_(people.colleague()), story).status_code == 404
    assert Presence.objects.get(writes=True).person == emil


@pytest.mark.parametrize("seen", ["9" * 5000, "-1", "x", ""])
def test_whatever_version_a_form_says_it_shows_it_takes_over(as_, rosa, story, seen):
    answer = as_(rosa).post(address("take_over", story), {"based_on": seen})
    assert (answer.status_code, answer.json()["held_by"]) == (200, "")


def test_a_save_lets_go_of_it(as_, rosa, emil, story):
    types(as_(rosa), rosa, story)
    as_(rosa).post(change(story), sent(rosa, story, headline="Done"))
    assert poll(as_(emil), emil, story).json()["held_by"] == ""


def test_a_version_saved_meanwhile_is_told(as_, rosa, story, clock):
    clock.tick(minutes=2)
    saved(story, people.chief(), headline="Newer")
    told = poll(as_(rosa), rosa, story).json()["present"]
    assert "Clara saved version 2 at 09:02" in told


def test_names_are_escaped(as_, rosa, emil, story):
    emil.first_name = "<i>Emil</i>"
    emil.save()
    types(as_(emil), emil, story)
    assert "<i>" not in poll(as_(rosa), rosa, story).json()["present"]


def test_the_house_sees_who_writes_what(as_, rosa, emil, story, world):
    other = people.article(emil, world, slug="another", headline="Another")
    types(as_(rosa), rosa, story)
    poll(as_(emil), emil, story)
    types(as_(emil), emil, other)
    with CaptureQueriesContext(connection) as queries:
        writing = [
            (each.person.username, each.article.headline, each.article.section.name)
            for each in Presence.objects.writing(timezone.now())
        ]
    assert writing == [("rosa", people.HEADLINE, "World"), ("emil", "Another", "World")]
    assert len(queries) == 1


def test_the_database_lets_one_person_alone_hold_an_article(rosa, emil, story):
    now = timezone.now()
    row = {"article": story, "opened_at": now, "seen_at": now, "writes": True}
    Presence.objects.create(person=rosa, **row)
    with pytest.raises(IntegrityError, match="presence_one_writes"), transaction.atomic():
        Presence.objects.create(person=emil, **row)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_the_same_moment_one_holds_it(clock):
    world = people.section("World")
    rosa, emil = people.reporter(), people.editor(world)
    article = people.article(rosa, world)
    now = timezone.now()
    for person in (rosa, emil):
        workflow.attend(article, person)
    at_once(*(lambda by=by: workflow.attend(article, by, now) for by in (rosa, emil)))
    assert Presence.objects.filter(writes=True).count() == 1


def test_rows_of_last_week_go(as_, rosa, emil, story, clock):
    poll(as_(rosa), rosa, story)
    clock.tick(days=7)
    poll(as_(emil), emil, story)
    assert Presence.objects.get().person == emil


def test_a_poll_costs_the_same_however_many_are_there(as_, rosa, story, world):
    def queries_of_a_poll():
        with CaptureQueriesContext(connection) as queries:
            poll(desk, rosa, story)
        return len(queries)

    desk = as_(rosa)
    poll(desk, rosa, story)
    alone = queries_of_a_poll()
    for number in range(20):
        other = people.editor(world, name=f"editor{number}")
        workflow.attend(story, other)
    assert queries_of_a_poll() == alone <= 10
