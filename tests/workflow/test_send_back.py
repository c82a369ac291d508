"""Send back: the reporter gets the copy again, with what has to be done."""

import pytest

from articles import permissions, workflow
from articles.models import Event
from tests.workflow.situations import NOTE, reload


def test_it_becomes_a_draft_again(in_review, emil):
    event = workflow.send_back(in_review, emil, NOTE)
    assert (event.from_state, event.to_state) == ("review", "draft")
    assert (event.person, event.note) == (emil, NOTE)
    assert reload(in_review).state == "draft"


def test_its_reporter_may_write_on_it_again(in_review, rosa, emil):
    assert not permissions.edits(rosa, in_review)
    workflow.send_back(in_review, emil, NOTE)
    assert permissions.edits(rosa, reload(in_review))


@pytest.mark.parametrize("note", ["", "  \n"])
def test_it_needs_a_note(in_review, emil, refused, note):
    with refused("^Say what has to be done", field="note"):
        workflow.send_back(in_review, emil, note)


def test_called_twice_it_acts_once(in_review, emil):
    first = workflow.send_back(in_review, emil, NOTE)
    assert workflow.send_back(in_review, emil, NOTE) == first
    assert Event.objects.filter(verb="send_back").count() == 1


def test_a_second_editor_learns_who_sent_it_back(in_review, emil, ada, refused):
    workflow.send_back(in_review, emil, NOTE)
    with refused("^It isn't in review. Emil sent it back on 3 March 2026, 09:00"):
        workflow.send_back(in_review, ada, "It needs a second source.")


@pytest.mark.parametrize("situation", ["draft", "live"])
def test_only_what_is_in_review_is_sent_back(request, emil, refused, situation):
    article = request.getfixturevalue(situation)
    with refused("^It isn't in review"):
        workflow.send_back(article, emil, NOTE)


def test_readers_keep_what_is_live(changed, emil, clock, readers_see):
    before = readers_see(clock.now)
    workflow.send_back(changed, emil, NOTE)
    assert readers_see(clock.now) == before
