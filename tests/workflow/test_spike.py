"""Spike and revive: give a draft up without deleting it, and take it up again."""

import pytest

from articles import permissions, workflow
from articles.models import Event
from tests.workflow.situations import NOTICE, reload


@pytest.mark.parametrize("situation", ["draft", "in_review"])
def test_a_draft_is_spiked(request, emil, clock, situation):
    article = request.getfixturevalue(situation)
    event = workflow.spike(article, emil, "The story fell apart.")
    stored = reload(article)
    assert (stored.spiked_at, stored.state) == (clock.now, "draft")
    assert (event.person, event.note, event.to_state) == (emil, "The story fell apart.", "draft")


def test_what_is_spiked_isn_t_written_on(spiked, rosa, clara):
    assert not permissions.edits(rosa, spiked)
    assert not permissions.edits(clara, spiked)


@pytest.mark.parametrize(
    ("situation", "reason"),
    [
        ("live", "^Readers see it now. It has to be withdrawn first"),
        ("changed", "^Readers see it now"),
        ("scheduled", "^A version of it is scheduled. Cancel that first"),
    ],
)
def test_what_readers_see_or_will_see_isn_t_spiked(request, emil, refused, situation, reason):
    article = request.getfixturevalue(situation)
    with refused(reason):
        workflow.spike(article, emil)


def test_what_was_withdrawn_may_be_spiked(live, clara, emil):
    workflow.withdraw(live, clara, NOTICE)
    workflow.spike(live, emil)
    assert reload(live).spiked_at


def test_spiked_twice_it_is_spiked_once(draft, rosa, emil, clock):
    first = workflow.spike(draft, rosa)
    clock.tick()
    assert workflow.spike(draft, emil) == first
    assert reload(draft).spiked_at == first.at


def test_it_is_revived_as_a_draft(spiked, emil):
    event = workflow.revive(spiked, emil, "A second source called.")
    stored = reload(spiked)
    assert (stored.spiked_at, stored.state) == (None, "draft")
    assert (event.person, event.note) == (emil, "A second source called.")


def test_revived_twice_it_is_revived_once(spiked, rosa, emil):
    first = workflow.revive(spiked, emil)
    assert workflow.revive(spiked, rosa) == first
    assert Event.objects.filter(verb="revive").count() == 1


def test_only_what_is_spiked_is_revived(draft, rosa, refused):
    with refused("^It isn't spiked"):
        workflow.revive(draft, rosa)


def test_it_may_be_spiked_again_after_being_revived(spiked, emil, rosa, clock):
    workflow.revive(spiked, emil)
    clock.tick()
    assert workflow.spike(spiked, rosa).person == rosa
    assert reload(spiked).spiked_at == clock.now
