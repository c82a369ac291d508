"""Withdraw: readers see it no more, and its address says why."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Event
from tests.people import HEADLINE
from tests.workflow.situations import NOTICE, reload

MICROSECOND = timedelta(microseconds=1)


def test_readers_see_it_no_more_and_saw_it_before(live, clara, clock, readers_see):
    event = workflow.withdraw(live, clara, NOTICE)
    assert readers_see(clock.now - MICROSECOND) == HEADLINE
    assert readers_see(clock.now) is None
    assert (event.person, event.note, event.to_state) == (clara, NOTICE, "draft")
    assert reload(live).state == "draft"


def test_its_address_has_what_a_410_says(live, clara, clock):
    workflow.withdraw(live, clara, f"  {NOTICE} ")
    edition = Edition.objects.get()
    assert (edition.withdrawal_notice, edition.ends_at) == (NOTICE, clock.now)


def test_what_waits_is_cancelled_with_it(following, clara, readers_see):
    waiting = Edition.objects.latest("starts_at")
    event = workflow.withdraw(following, clara, NOTICE)
    assert readers_see(waiting.starts_at) is None
    assert not Edition.objects.filter(pk=waiting.pk).exists()
    assert event.details["cancelled"] == [waiting.starts_at.isoformat()]


@pytest.mark.parametrize("notice", ["", "  "])
def test_it_needs_a_notice(live, clara, refused, notice):
    with refused("^Say to readers why", field="notice"):
        workflow.withdraw(live, clara, notice)


def test_called_twice_it_acts_once(live, clara, clock):
    first = workflow.withdraw(live, clara, NOTICE)
    clock.tick()
    assert workflow.withdraw(live, clara, "Another reason.") == first
    assert Event.objects.filter(verb="withdraw").count() == 1


@pytest.mark.parametrize("situation", ["draft", "in_review", "scheduled"])
def test_only_what_readers_see_is_withdrawn(request, clara, refused, situation):
    article = request.getfixturevalue(situation)
    with refused("^Readers don't see it now"):
        workflow.withdraw(article, clara, NOTICE)


def test_what_ended_by_itself_isn_t_withdrawn(live, emil, clara, clock, refused):
    workflow.set_end(live, emil, clock.now.replace(hour=20))
    clock.tick(hours=12)
    with refused("^Readers don't see it now"):
        workflow.withdraw(live, clara, NOTICE)


def test_it_may_be_published_again(live, rosa, emil, clara, clock, readers_see):
    workflow.withdraw(live, clara, NOTICE)
    clock.tick(hours=1)
    workflow.submit(live, rosa)
    workflow.publish(live, emil)
    assert readers_see(clock.now) == HEADLINE
    assert readers_see(clock.now - MICROSECOND) is None


def test_withdrawn_a_second_time_it_is_no_repetition(live, rosa, emil, clara, clock, readers_see):
    workflow.withdraw(live, clara, NOTICE)
    clock.tick(hours=1)
    workflow.submit(live, rosa)
    workflow.publish(live, emil)
    clock.tick(hours=1)
    workflow.withdraw(live, clara, NOTICE)
    assert readers_see(clock.now) is None
    assert Event.objects.filter(verb="withdraw").count() == 2
