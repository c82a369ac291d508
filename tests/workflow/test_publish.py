"""Publish: now, from a moment on, until a moment."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Event
from tests.people import HEADLINE
from tests.workflow.situations import HOUR, reload, rewrite

MICROSECOND = timedelta(microseconds=1)
NEW = "Bridge closes again"


def test_readers_see_it_from_now_on(in_review, emil, clock, readers_see):
    event = workflow.publish(in_review, emil)
    assert readers_see(clock.now - MICROSECOND) is None
    assert readers_see(clock.now) == HEADLINE
    assert readers_see(clock.now + 9999 * HOUR) == HEADLINE
    assert (event.from_state, event.to_state) == ("review", "published")
    assert reload(in_review).state == "published"


def test_the_event_says_what_was_published_when(in_review, emil, clock):
    start, end = clock.now + HOUR, clock.now + 2 * HOUR
    event = workflow.publish(in_review, emil, start, end)
    assert event.at == clock.now
    assert event.details == {
        "edition": Edition.objects.get().pk,
        "version": 1,
        "headline": HEADLINE,
        "starts_at": start.isoformat(),
        "until": end.isoformat(),
    }


def test_from_a_moment_on(in_review, emil, clock, readers_see):
    start = clock.now + HOUR
    workflow.publish(in_review, emil, start)
    assert readers_see(start - MICROSECOND) is None
    assert readers_see(start) == HEADLINE


def test_until_a_moment(in_review, emil, clock, readers_see):
    end = clock.now + HOUR
    workflow.publish(in_review, emil, until=end)
    assert readers_see(end - MICROSECOND) == HEADLINE
    assert readers_see(end) is None


def test_what_is_written_afterwards_doesn_t_show(live, rosa, clock, readers_see):
    rewrite(live, rosa)
    assert readers_see(clock.now) == HEADLINE


def test_a_new_version_takes_over_now(changed, emil, clock, readers_see):
    workflow.publish(changed, emil)
    assert readers_see(clock.now - MICROSECOND) == HEADLINE
    assert readers_see(clock.now) == NEW


def test_a_new_version_for_later_leaves_what_is_live(changed, emil, clock, readers_see):
    start = clock.now + HOUR
    workflow.publish(changed, emil, start)
    assert readers_see(clock.now) == HEADLINE
    assert readers_see(start - MICROSECOND) == HEADLINE
    assert readers_see(start) == NEW


def test_readers_first_saw_it_when_its_first_version_began(changed, emil, clock):
    first = Edition.objects.get().starts_at
    workflow.publish(changed, emil, clock.now + HOUR)
    assert {edition.published_at for edition in Edition.objects.all()} == {first}


def test_the_end_asked_for_stays_with_the_next_version(in_review, rosa, emil, clock, readers_see):
    end = clock.now + 5 * HOUR
    workflow.publish(in_review, emil, until=end)
    clock.tick(hours=1)
    workflow.submit(rewrite(in_review, rosa), rosa)
    workflow.publish(reload(in_review), emil)
    assert readers_see(end - MICROSECOND) == NEW
    assert readers_see(end) is None


def test_a_version_due_after_the_end_leaves_the_gap_that_was_asked_for(
    in_review, rosa, emil, clock, readers_see
):
    end = clock.now + 2 * HOUR
    workflow.publish(in_review, emil, until=end)
    workflow.submit(rewrite(in_review, rosa), rosa)
    workflow.publish(reload(in_review), emil, end + HOUR)
    assert readers_see(end - MICROSECOND) == HEADLINE
    assert readers_see(end) is None
    assert readers_see(end + HOUR) == NEW
    assert readers_see(end + 99 * HOUR) == NEW


# Hotfix


def hotfix(article, rosa, emil, clock):
    workflow.submit(rewrite(article, rosa, "Bridge reopens after ten months"), rosa)
    clock.tick()
    return workflow.publish(reload(article), emil)


def test_a_hotfix_goes_in_front_of_the_version_that_waits(
    following, rosa, emil, clock, readers_see
):
    change_over = Edition.objects.latest("starts_at").starts_at
    event = hotfix(following, rosa, emil, clock)
    assert event.details["hotfix"] is True
    assert readers_see(clock.now - MICROSECOND) == HEADLINE
    assert readers_see(clock.now) == "Bridge reopens after ten months"
    assert readers_see(change_over - MICROSECOND) == "Bridge reopens after ten months"
    assert readers_see(change_over) == NEW


def test_after_a_hotfix_the_waiting_version_may_still_be_cancelled(
    following, rosa, emil, clock, readers_see
):
    waiting = Edition.objects.latest("starts_at")
    hotfix(following, rosa, emil, clock)
    workflow.cancel(waiting, emil)
    assert readers_see(waiting.starts_at) == "Bridge reopens after ten months"


# Refusals


@pytest.mark.parametrize("ago", [MICROSECOND, HOUR])
def test_nothing_is_published_in_the_past(in_review, emil, clock, refused, ago):
    with refused(r"09:00 \(Europe/London\) is past. Choose a moment|is past", field="at"):
        workflow.publish(in_review, emil, clock.now - ago)


@pytest.mark.parametrize("end", [-HOUR, 0 * HOUR, HOUR])
def test_it_doesn_t_end_before_it_begins(in_review, emil, clock, refused, end):
    with refused("before readers see it", field="until"):
        workflow.publish(in_review, emil, clock.now + HOUR, clock.now + end)


def test_two_versions_don_t_start_at_the_same_moment(following, rosa, emil, refused):
    start = Edition.objects.latest("starts_at").starts_at
    workflow.submit(rewrite(following, rosa, "A third one"), rosa)
    with refused("^Another version starts on 3 March 2026, 11:00", field="at"):
        workflow.publish(reload(following), emil, start)


def test_what_preflight_forbids_isn_t_published(draft, rosa, emil, refused):
    draft.body = "<p>Cost: TK</p>"
    draft = workflow.save_copy(draft, rosa, based_on=draft.version)
    workflow.submit(draft, rosa)
    with refused("^It isn't ready. .*TK stands here once"):
        workflow.publish(reload(draft), emil)


def test_preflight_also_holds_for_the_chief(rosa, clara, refused):
    article = workflow.create(rosa, headline="Just a headline")
    with refused("^It isn't ready. .*byline"):
        workflow.publish(article, clara)


def test_a_version_saved_since_isn_t_published_unseen(in_review, ada, emil, refused):
    rewrite(in_review, ada)
    with refused("^Ada saved a newer version", error=workflow.Stale):
        workflow.publish(in_review, emil)


def test_what_is_spiked_isn_t_published(spiked, clara, refused):
    with refused("^It is spiked"):
        workflow.publish(spiked, clara)


def test_nothing_is_published_before_its_embargo(embargoed, rosa, emil, clock, refused):
    workflow.submit(embargoed, rosa)
    with refused("^It is under embargo until 3 March 2026, 12:00", field="at"):
        workflow.publish(embargoed, emil)
    workflow.publish(embargoed, emil, embargoed.embargo_until)


# Twice


def test_called_twice_it_acts_once(in_review, emil, clock):
    first = workflow.publish(in_review, emil)
    clock.tick()
    assert workflow.publish(in_review, emil) == first
    assert Edition.objects.count() == 1


def test_scheduled_twice_for_the_same_moment_it_acts_once(in_review, emil, ada, clock):
    start = clock.now + HOUR
    first = workflow.publish(in_review, emil, start)
    clock.tick()
    assert workflow.publish(in_review, ada, start) == first
    assert (Edition.objects.count(), Event.objects.filter(verb="publish").count()) == (1, 1)


def test_a_second_editor_learns_who_published_it(in_review, emil, ada, clock):
    workflow.publish(in_review, emil)
    clock.tick()
    assert workflow.publish(in_review, ada).person == emil


def test_another_moment_isn_t_the_same_again(in_review, emil, ada, clock, refused):
    workflow.publish(in_review, emil, clock.now + HOUR)
    with refused("^It has to be submitted for review first. Emil scheduled it for"):
        workflow.publish(in_review, ada, clock.now + 2 * HOUR)


def test_what_readers_see_already_is_not_published_for_later(live, clara, clock):
    with pytest.raises(workflow.Refused, match="Readers see this version already"):
        workflow.publish(reload(live), clara, clock.now + HOUR)
    assert workflow.why_not("publish", reload(live), clara) == "Readers see this version already."


def test_a_schedule_is_told_as_one(in_review, emil, clock):
    event = workflow.publish(in_review, emil, clock.now + HOUR)
    assert workflow.told(event) == (
        "Emil scheduled it for 3 March 2026, 10:00 (Europe/London) "
        "on 3 March 2026, 09:00 (Europe/London)."
    )
