"""Reschedule, cancel, set the end: verbs on the period, never on what readers saw."""

from datetime import timedelta

import pytest
from django.db import connection

from articles import workflow
from articles.models import Edition, Event
from tests.people import HEADLINE
from tests.workflow.situations import HOUR, NOTICE, reload, rewrite

MICROSECOND = timedelta(microseconds=1)
NEW = "Bridge closes again"


@pytest.fixture
def waiting(following):
    """The version that takes over in an hour."""
    return Edition.objects.latest("starts_at")


@pytest.fixture
def alone(scheduled):
    """The only version, due in an hour."""
    return Edition.objects.get()


# Reschedule


@pytest.mark.parametrize("by", [HOUR, -0.5 * HOUR])
def test_a_version_is_moved(waiting, emil, readers_see, by):
    start = waiting.starts_at + by
    event = workflow.reschedule(waiting, emil, start)
    assert readers_see(start - MICROSECOND) == HEADLINE
    assert readers_see(start) == NEW
    assert event.details["starts_at"] == start.isoformat()
    assert event.details["moved_from"] == waiting.starts_at.isoformat()
    assert event.from_state == event.to_state == "published"


def test_the_first_version_moves_with_the_moment_readers_first_see_it(alone, emil, readers_see):
    start = alone.starts_at + HOUR
    workflow.reschedule(alone, emil, start)
    assert readers_see(alone.starts_at) is None
    assert Edition.objects.get().published_at == start


def test_its_end_stays_unless_another_is_asked_for(in_review, emil, clock, readers_see):
    start, end = clock.now + HOUR, clock.now + 5 * HOUR
    workflow.publish(in_review, emil, start, end)
    edition = Edition.objects.get()
    workflow.reschedule(edition, emil, start + HOUR)
    assert Edition.objects.get().until == end
    workflow.reschedule(edition, emil, start + HOUR, end + HOUR)
    assert readers_see(end) == HEADLINE
    workflow.reschedule(edition, emil, start + HOUR, None)
    assert readers_see(end + 99 * HOUR) == HEADLINE


def test_two_waiting_versions_may_change_places(waiting, following, rosa, emil, readers_see):
    second = waiting.starts_at + HOUR
    workflow.submit(rewrite(following, rosa, "The third version"), rosa)
    workflow.publish(reload(following), emil, second)
    workflow.reschedule(waiting, emil, second + HOUR)
    assert readers_see(second - MICROSECOND) == HEADLINE
    assert readers_see(second) == "The third version"
    assert readers_see(second + HOUR) == NEW


def test_two_versions_aren_t_moved_to_the_same_moment(waiting, following, rosa, emil, refused):
    second = waiting.starts_at + HOUR
    workflow.submit(rewrite(following, rosa, "The third version"), rosa)
    workflow.publish(reload(following), emil, second)
    with refused("^Another version starts on 3 March 2026, 12:00", field="at"):
        workflow.reschedule(waiting, emil, second)


def test_moved_twice_to_the_same_moment_it_is_moved_once(waiting, emil, ada):
    start = waiting.starts_at + HOUR
    first = workflow.reschedule(waiting, emil, start)
    assert workflow.reschedule(waiting, ada, start) == first
    assert Event.objects.filter(verb="reschedule").count() == 1


def test_it_isn_t_moved_into_the_past(waiting, emil, clock, refused):
    with refused("is past", field="at"):
        workflow.reschedule(waiting, emil, clock.now - MICROSECOND)


def test_its_end_isn_t_moved_before_its_start(waiting, emil, refused):
    with refused("before readers see it", field="until"):
        workflow.reschedule(waiting, emil, waiting.starts_at, waiting.starts_at)


def test_it_isn_t_moved_before_the_embargo(embargoed, rosa, emil, refused):
    workflow.submit(embargoed, rosa)
    workflow.publish(embargoed, emil, embargoed.embargo_until)
    with refused("under embargo", field="at"):
        workflow.reschedule(Edition.objects.get(), emil, embargoed.embargo_until - HOUR)


def test_what_has_begun_isn_t_moved(alone, emil, clock, refused):
    clock.tick(hours=1)
    with refused("^No version of it is scheduled"):
        workflow.reschedule(alone, emil, clock.now + HOUR)


def test_what_has_begun_isn_t_moved_while_another_waits(waiting, emil, clock, refused):
    live = Edition.objects.earliest("starts_at")
    with refused("^This version has begun"):
        workflow.reschedule(live, emil, clock.now + HOUR)


# Cancel


def test_cancelling_leaves_what_is_live_as_it_was(waiting, following, emil, clock, readers_see):
    event = workflow.cancel(waiting, emil, "The minister denies it.")
    assert readers_see(clock.now) == HEADLINE
    assert readers_see(waiting.starts_at + 99 * HOUR) == HEADLINE
    assert event.note == "The minister denies it."
    assert event.details["headline"] == NEW
    assert event.details["starts_at"] == waiting.starts_at.isoformat()


def test_cancelling_gives_what_is_live_its_own_end_back(in_review, rosa, emil, clock, readers_see):
    end = clock.now + 5 * HOUR
    workflow.publish(in_review, emil, until=end)
    workflow.submit(rewrite(in_review, rosa), rosa)
    workflow.publish(reload(in_review), emil, clock.now + HOUR)
    workflow.cancel(Edition.objects.latest("starts_at"), emil)
    assert readers_see(end - MICROSECOND) == HEADLINE
    assert readers_see(end) is None


def test_what_was_cancelled_is_in_review_again(waiting, following, emil):
    workflow.cancel(waiting, emil)
    assert reload(following).state == "review"


def test_the_only_version_cancelled_readers_never_see_it(alone, scheduled, emil, readers_see):
    workflow.cancel(alone, emil)
    assert readers_see(alone.starts_at) is None
    assert reload(scheduled).state == "review"


def test_copy_that_was_changed_since_doesn_t_slip_into_review(alone, scheduled, rosa, emil):
    rewrite(scheduled, rosa)
    workflow.cancel(alone, emil)
    assert reload(scheduled).state == "draft"


def test_changes_since_then_stay_changes_to_what_is_live(waiting, following, rosa, emil):
    rewrite(following, rosa, "The third version")
    workflow.cancel(waiting, emil)
    assert reload(following).state == "published"


def test_the_second_version_takes_the_place_of_the_first(alone, scheduled, rosa, emil):
    workflow.submit(rewrite(scheduled, rosa), rosa)
    workflow.publish(reload(scheduled), emil, alone.starts_at + HOUR)
    workflow.cancel(alone, emil)
    edition = Edition.objects.get()
    assert (edition.headline, edition.published_at) == (NEW, edition.starts_at)


def test_cancelled_twice_it_acts_once(waiting, emil, ada):
    first = workflow.cancel(waiting, emil)
    assert workflow.cancel(waiting, ada) == first
    assert Event.objects.filter(verb="cancel").count() == 1


def test_what_has_begun_isn_t_cancelled(waiting, emil, clock, refused):
    clock.tick(hours=1)
    with refused("^No version of it is scheduled"):
        workflow.cancel(waiting, emil)


def test_what_begins_while_it_is_being_cancelled_isn_t_cancelled(waiting, emil, clock, refused):
    with connection.cursor() as cursor:
        # Between the first look at the clock and the second lie two hours.
        cursor.execute("CREATE SEQUENCE looks")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION newsroom_now() RETURNS timestamptz LANGUAGE sql AS "
            f"$$ SELECT timestamptz '{clock.now}' + (nextval('looks') - 1) * interval '2 hours' $$"
        )
    with refused("^A version of it began or ended at this very moment"):
        workflow.cancel(waiting, emil)


def test_who_cancels_what_was_withdrawn_learns_of_it(waiting, following, emil, clara, refused):
    workflow.withdraw(following, clara, NOTICE)
    with refused("^No version of it is scheduled. Clara withdrew it on"):
        workflow.cancel(waiting, emil)


# The end


def test_what_is_live_gets_an_end(live, emil, clock, readers_see):
    end = clock.now + HOUR
    event = workflow.set_end(live, emil, end)
    assert readers_see(end - MICROSECOND) == HEADLINE
    assert readers_see(end) is None
    assert event.details["until"] == end.isoformat()


def test_an_end_is_taken_off(live, emil, clock, readers_see):
    workflow.set_end(live, emil, clock.now + HOUR)
    workflow.set_end(live, emil, None)
    assert readers_see(clock.now + 99 * HOUR) == HEADLINE


def test_an_end_past_the_next_version_s_start_waits_for_its_moment(
    waiting, following, emil, readers_see
):
    workflow.set_end(following, emil, waiting.starts_at + HOUR)
    assert readers_see(waiting.starts_at) == NEW
    workflow.cancel(waiting, emil)
    assert readers_see(waiting.starts_at) == HEADLINE
    assert readers_see(waiting.starts_at + HOUR) is None


def test_an_end_set_twice_is_set_once(live, emil, ada, clock):
    first = workflow.set_end(live, emil, clock.now + HOUR)
    assert workflow.set_end(live, ada, clock.now + HOUR) == first


def test_no_end_lies_in_the_past(live, emil, clock, refused):
    with refused("is past. To end it at once, withdraw it", field="until"):
        workflow.set_end(live, emil, clock.now)


@pytest.mark.parametrize("situation", ["draft", "scheduled"])
def test_only_what_is_live_gets_an_end(request, emil, clock, refused, situation):
    article = request.getfixturevalue(situation)
    with refused("^Readers don't see it now"):
        workflow.set_end(article, emil, clock.now + 2 * HOUR)
