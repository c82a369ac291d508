"""Embargoes: set, lifted, and what is live pulled back by one."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Event
from tests.people import HEADLINE
from tests.workflow.situations import HOUR, reload

MICROSECOND = timedelta(microseconds=1)


def test_an_embargo_is_set(draft, emil, clock):
    until = clock.now + HOUR
    event = workflow.set_embargo(draft, emil, until, "As agreed with the ministry.")
    assert reload(draft).embargo_until == until
    assert event.details["embargo_until"] == until.isoformat()
    assert event.note == "As agreed with the ministry."
    assert event.from_state == event.to_state == "draft"


def test_an_embargo_is_lifted(embargoed, emil):
    event = workflow.lift_embargo(embargoed, emil, "They went first.")
    assert reload(embargoed).embargo_until is None
    assert (event.person, event.note) == (emil, "They went first.")


def test_once_it_is_over_the_article_may_be_published(embargoed, rosa, emil, clock, readers_see):
    workflow.submit(embargoed, rosa)
    clock.at(embargoed.embargo_until)
    workflow.publish(embargoed, emil)
    assert readers_see(clock.now) == HEADLINE


def test_lifting_publishes_nothing(embargoed, rosa, emil, clock, readers_see):
    workflow.submit(embargoed, rosa)
    workflow.publish(embargoed, emil, embargoed.embargo_until)
    workflow.lift_embargo(embargoed, emil)
    assert readers_see(clock.now) is None
    assert readers_see(embargoed.embargo_until) == HEADLINE


def test_set_twice_it_is_set_once(draft, emil, ada, clock):
    until = clock.now + HOUR
    first = workflow.set_embargo(draft, emil, until)
    clock.tick()
    assert workflow.set_embargo(draft, ada, until) == first
    assert Event.objects.filter(verb="set_embargo").count() == 1


def test_lifted_twice_it_is_lifted_once(embargoed, emil, ada):
    first = workflow.lift_embargo(embargoed, emil)
    assert workflow.lift_embargo(embargoed, ada) == first


def test_what_has_none_isn_t_lifted(draft, emil, refused):
    with refused("^It has no embargo"):
        workflow.lift_embargo(draft, emil)


@pytest.mark.parametrize("ago", [0 * HOUR, HOUR])
def test_it_ends_in_the_future(draft, emil, clock, refused, ago):
    with refused("An embargo ends in the future", field="until"):
        workflow.set_embargo(draft, emil, clock.now - ago)


def test_what_waits_for_an_earlier_moment_stands_in_the_way(scheduled, emil, clock, refused):
    with refused("^A version starts on 3 March 2026, 10:00", field="until"):
        workflow.set_embargo(scheduled, emil, clock.now + 2 * HOUR)


def test_it_may_end_when_what_waits_begins(scheduled, emil, readers_see):
    start = Edition.objects.get().starts_at
    workflow.set_embargo(scheduled, emil, start)
    assert readers_see(start) == HEADLINE
    assert reload(scheduled).state == "published"


# What is live


def test_what_is_live_is_pulled_back_as_if_it_never_was(live, clara, clock, readers_see):
    event = workflow.set_embargo(live, clara, clock.now + HOUR)
    assert readers_see(clock.now) is None
    assert readers_see(clock.now + 99 * HOUR) is None
    assert Edition.objects.get().withdrawal_notice == ""
    assert event.to_state == reload(live).state == "draft"


def test_a_version_that_waits_past_the_embargo_still_comes(following, clara, readers_see, clock):
    waiting = Edition.objects.latest("starts_at")
    workflow.set_embargo(following, clara, waiting.starts_at)
    assert readers_see(clock.now) is None
    assert readers_see(waiting.starts_at - MICROSECOND) is None
    assert readers_see(waiting.starts_at) == "Bridge closes again"


def test_what_waits_too_early_also_stands_in_the_way_of_pulling_back(following, clara, refused):
    waiting = Edition.objects.latest("starts_at")
    with refused("^A version starts on", field="until"):
        workflow.set_embargo(following, clara, waiting.starts_at + MICROSECOND)


def test_pulled_back_it_may_be_published_after_the_embargo(
    live, rosa, emil, clara, clock, readers_see
):
    until = clock.now + HOUR
    workflow.set_embargo(live, clara, until)
    clock.tick()
    workflow.submit(live, rosa)
    workflow.publish(live, emil, until)
    assert readers_see(until - MICROSECOND) is None
    assert readers_see(until) == HEADLINE
