"""The pages of the verbs before publication: submit, send back, spike, revive, embargo."""

import pytest

from articles.models import Article
from tests import people
from tests.desk.steps import TOMORROW, address, done, fresh, in_review

pytestmark = pytest.mark.django_db


def test_submitting_hands_the_article_to_its_desk(as_, story):
    client = as_(story.created_by)
    page = client.get(address("submit", story))
    assert page.status_code == 200
    assert "The article goes to its desk" in page.content.decode()
    response = client.post(address("submit", story), {"version": 1, "note": "Two sources."})
    assert done(response, story) == ["Submitted. It is on its desk for review."]
    assert fresh(story).state == Article.State.REVIEW
    assert story.events.get().note == "Two sources."


def test_what_the_checks_find_is_shown_before_submitting_and_blocks_nothing(as_, story):
    Article.objects.filter(pk=story.pk).update(author_ids=[], lead_picture=None)
    page = as_(story.created_by).get(address("submit", story)).content.decode()
    assert "There is no byline. Choose who wrote it." in page
    assert '<button type="submit">Submit for review</button>' in page


def test_sending_back_needs_a_note(as_, story, world):
    in_review(story)
    client = as_(people.editor(world))
    response = client.post(address("send_back", story), {"version": 1, "note": "  "})
    assert response.status_code == 422
    assert "Say what has to be done before it comes back." in response.content.decode()
    assert fresh(story).state == Article.State.REVIEW
    response = client.post(address("send_back", story), {"version": 1, "note": "Ask the port."})
    assert done(response, story) == ["Sent back, with your note."]
    assert fresh(story).state == Article.State.DRAFT


def test_spiking_and_reviving(as_, story):
    client = as_(story.created_by)
    done(client.post(address("spike", story), {"version": 1, "note": "Doubled."}), story)
    assert fresh(story).spiked_at
    done(client.post(address("revive", story), {"version": 1}), story)
    assert fresh(story).spiked_at is None


def test_an_embargo_is_set_and_lifted(as_, story, world):
    client = as_(people.editor(world))
    response = client.post(
        address("set_embargo", story), {"version": 1, "until": "2026-03-04T08:00", "note": ""}
    )
    assert done(response, story) == [
        "Under embargo until Wednesday 4 March 2026, 08:00 (Europe/London)."
    ]
    assert fresh(story).embargo_until == TOMORROW
    assert done(client.post(address("lift_embargo", story), {"version": 1}), story)[-1] == (
        "The embargo is lifted."
    )
