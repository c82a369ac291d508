"""Submit: the copy goes to its desk."""

import pytest

from articles import workflow
from articles.models import Event
from tests.workflow.situations import reload, rewrite


def test_the_draft_goes_to_review(draft, rosa, clock):
    event = workflow.submit(draft, rosa, "Photos follow.")
    assert (event.person, event.verb, event.at) == (rosa, "submit", clock.now)
    assert (event.from_state, event.to_state) == ("draft", "review")
    assert event.note == "Photos follow."
    assert event.details["version"] == 1
    stored = reload(draft)
    assert (stored.state, stored.submitted_by) == ("review", rosa)


def test_called_twice_it_acts_once(draft, rosa):
    first = workflow.submit(draft, rosa)
    assert workflow.submit(draft, rosa) == first
    assert Event.objects.count() == 1


def test_a_second_person_learns_who_submitted_it(draft, rosa, emil):
    workflow.submit(draft, rosa)
    assert workflow.submit(draft, emil).person == rosa
    assert reload(draft).submitted_by == rosa


def test_a_version_somebody_has_written_since_is_not_submitted_unseen(draft, rosa, emil, refused):
    rewrite(draft, emil)
    with refused("^Emil saved a newer version", error=workflow.Stale):
        workflow.submit(draft, rosa)


def test_changes_of_what_is_live_are_submitted_and_readers_see_no_difference(
    live, rosa, clock, readers_see
):
    before = readers_see(clock.now)
    workflow.submit(rewrite(live, rosa), rosa)
    assert reload(live).state == "review"
    assert readers_see(clock.now) == before


def test_nothing_is_submitted_that_readers_see_already(live, rosa, refused):
    with refused("^Nothing has changed since it was published"):
        workflow.submit(live, rosa)


def test_what_has_ended_may_be_submitted_again(live, rosa, emil, clock):
    workflow.set_end(live, emil, clock.tick(hours=1).replace(hour=20))
    clock.tick(hours=12)
    assert workflow.submit(live, rosa).to_state == "review"


def test_what_is_spiked_is_revived_first(spiked, rosa, refused):
    with refused("^It is spiked. Revive it first. Emil spiked it on"):
        workflow.submit(spiked, rosa)


def test_an_empty_draft_may_be_submitted_and_preflight_speaks_later(rosa):
    article = workflow.create(rosa, headline="Just a headline")
    assert workflow.submit(article, rosa).to_state == "review"


@pytest.mark.parametrize("times", [1, 2])
def test_after_being_sent_back_it_is_submitted_anew(in_review, rosa, emil, times):
    for number in range(times):
        workflow.send_back(in_review, emil, f"Reason {number}")
        workflow.submit(in_review, rosa)
    assert Event.objects.filter(verb="submit").count() == times + 1
