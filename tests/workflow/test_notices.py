"""Correct, clarify, update: a new version now, which says to readers what was changed."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Event
from tests.people import HEADLINE
from tests.workflow.situations import HOUR, NOTICE, reload, rewrite

MICROSECOND = timedelta(microseconds=1)
NEW = "Bridge closes again"
VERBS = [
    (workflow.correct, "correction"),
    (workflow.clarify, "clarification"),
    (workflow.update, "update"),
]


def live_notices(at):
    return Edition.objects.visible(at).get().notices


@pytest.mark.parametrize(("verb", "kind"), VERBS)
class TestEach:
    def test_readers_see_the_new_version_with_its_notice(
        self, changed, emil, clock, readers_see, verb, kind
    ):
        event = verb(changed, emil, NOTICE)
        assert readers_see(clock.now - MICROSECOND) == HEADLINE
        assert readers_see(clock.now) == NEW
        assert live_notices(clock.now) == [
            {"kind": kind, "text": NOTICE, "at": clock.now.isoformat()}
        ]
        assert (event.verb, event.note) == (verb.__name__, NOTICE)
        assert (event.from_state, event.to_state) == ("review", "published")

    @pytest.mark.parametrize("notice", ["", " \n "])
    def test_it_needs_a_notice(self, changed, emil, refused, verb, kind, notice):
        with refused("^Say to readers what was changed", field="notice"):
            verb(changed, emil, notice)

    def test_called_twice_it_acts_once(self, changed, emil, clock, verb, kind):
        first = verb(changed, emil, NOTICE)
        clock.tick()
        assert verb(changed, emil, NOTICE) == first
        assert len(live_notices(clock.now)) == 1

    def test_a_second_editor_learns_who_did_it(self, changed, emil, ada, clock, verb, kind):
        verb(changed, emil, NOTICE)
        clock.tick()
        assert verb(changed, ada, NOTICE).person == emil

    def test_it_has_to_be_reviewed(self, live, rosa, emil, refused, verb, kind):
        article = rewrite(live, rosa)
        with refused("^It has to be submitted for review first"):
            verb(article, emil, NOTICE)

    def test_a_version_saved_since_isn_t_published_unseen(
        self, changed, ada, emil, refused, verb, kind
    ):
        rewrite(changed, ada, "Something else")
        with refused("^Ada saved a newer version", error=workflow.Stale):
            verb(changed, emil, NOTICE)

    @pytest.mark.parametrize("situation", ["in_review", "scheduled"])
    def test_only_what_readers_see_is_corrected(
        self, request, clara, refused, verb, kind, situation
    ):
        article = request.getfixturevalue(situation)
        with refused("^Readers don't see it now"):
            verb(article, clara, NOTICE)


def test_the_working_copy_carries_the_notice_on(changed, rosa, emil, clock):
    workflow.correct(changed, emil, NOTICE)
    clock.tick()
    workflow.submit(rewrite(changed, rosa, "A third headline"), rosa)
    workflow.publish(reload(changed), emil)
    assert [notice["text"] for notice in live_notices(clock.now)] == [NOTICE]


def test_notices_add_up_oldest_first(changed, rosa, emil, clock):
    workflow.correct(changed, emil, NOTICE)
    clock.tick()
    workflow.submit(rewrite(changed, rosa, "A third headline"), rosa)
    workflow.clarify(reload(changed), emil, "The second bearing is older.")
    kinds = [notice["kind"] for notice in live_notices(clock.now)]
    assert kinds == ["correction", "clarification"]


def test_the_notice_is_in_the_history_with_its_person(changed, emil):
    workflow.correct(changed, emil, NOTICE)
    newest = reload(changed).history.first()
    assert newest.history_user == emil
    assert newest.history_change_reason == f"Correction: {NOTICE}"


def test_what_is_corrected_has_no_unpublished_changes(changed, emil, clock):
    workflow.correct(changed, emil, NOTICE)
    assert Edition.objects.visible(clock.now).get().article_version == reload(changed).version


def test_readers_first_saw_it_when_its_first_version_began(changed, emil, clock):
    first = Edition.objects.get().starts_at
    workflow.correct(changed, emil, NOTICE)
    edition = Edition.objects.visible(clock.now).get()
    assert (edition.published_at, edition.updated_at) == (first, clock.now)


def test_a_correction_keeps_the_end_that_was_asked_for(changed, emil, clock, readers_see):
    end = clock.now + 5 * HOUR
    workflow.set_end(changed, emil, end)
    workflow.correct(reload(changed), emil, NOTICE)
    assert readers_see(end - MICROSECOND) == NEW
    assert readers_see(end) is None


def test_a_correction_goes_in_front_of_the_version_that_waits(
    following, rosa, emil, clock, readers_see
):
    waiting = Edition.objects.latest("starts_at")
    workflow.submit(rewrite(following, rosa, "Corrected"), rosa)
    event = workflow.correct(reload(following), emil, NOTICE)
    assert event.details["hotfix"] is True
    assert readers_see(clock.now) == "Corrected"
    assert readers_see(waiting.starts_at) == NEW


def test_a_correction_stays_when_the_version_that_waited_takes_over(following, rosa, emil, clock):
    waiting = Edition.objects.latest("starts_at")
    workflow.submit(rewrite(following, rosa, "Corrected"), rosa)
    workflow.correct(reload(following), emil, NOTICE)
    assert [notice["text"] for notice in live_notices(waiting.starts_at)] == [NOTICE]
    after = Edition.objects.visible(waiting.starts_at).get()
    assert after == waiting
    assert after.content() | {"notices": []} == waiting.content()


def test_another_notice_isn_t_the_same_again(changed, emil, ada, refused):
    workflow.correct(changed, emil, NOTICE)
    with refused("^It has to be submitted for review first. Emil published a correction on"):
        workflow.correct(changed, ada, "Another mistake.")
    assert Event.objects.filter(verb="correct").count() == 1
