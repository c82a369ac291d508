"""Events are written once."""

import pytest
from django.db import connection

from articles import workflow
from articles.models import Event
from tests.models.refusals import refused_by


@pytest.fixture
def event(article, rosa, clock):
    return Event.objects.create(
        article=article,
        person=rosa,
        at=clock.now,
        verb="submit",
        from_state="draft",
        to_state="review",
    )


@pytest.mark.parametrize(
    ("name", "value"), [("note", "I never said so"), ("verb", "publish"), ("details", {"a": 1})]
)
def test_an_event_can_t_be_changed(event, change, name, value):
    with refused_by("event_written_once"):
        change(event, **{name: value})


def test_an_event_can_t_be_deleted(event):
    with refused_by("event_written_once"):
        event.delete()
    with refused_by("event_written_once"):
        Event.objects.all().delete()
    with refused_by("event_written_once"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_event")


def test_an_event_says_who_did_what(event):
    event.verb = "send_back"
    assert str(event) == "Rosa: send back"


def test_the_history_of_a_working_copy_is_written_once(rosa, world):
    article = workflow.create(rosa, headline="As it was", section=world)
    with refused_by("history_written_once"):
        article.history.update(headline="Never said")
    with refused_by("history_written_once"):
        article.history.all().delete()
    with refused_by("history_written_once"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_historicalarticle")
