"""The workflow bar: where an article stands, what this person may do, and why not the rest."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.desk.bar import bar
from articles.models import Article, User
from tests import people

pytestmark = pytest.mark.django_db


def bar_for(person, article):
    request = RequestFactory().get("/admin/")
    # As at the desk: nothing is known yet about the person beyond their row.
    request.user = User.objects.get(pk=person.pk) if person.pk else AnonymousUser()
    return bar(request, Article.objects.get(pk=article.pk))


def labels(shown):
    return [action.label for action in shown["actions"]]


def stands(person, article):
    return dict(bar_for(person, article)["stands"])


def publish(article, world, at=None, until=None, **content):
    copy = Article.objects.get(pk=article.pk)
    for name, value in content.items():
        setattr(copy, name, value)
    if content:
        copy = workflow.save_copy(copy, copy.created_by, based_on=copy.version)
    workflow.submit(copy, copy.created_by)
    workflow.publish(copy, people.editor(world), at=at, until=until)


def test_a_reporter_may_submit_or_spike_a_draft(story):
    shown = bar_for(story.created_by, story)
    assert labels(shown) == ["Submit for review", "Spike"]
    assert shown["next"].label == "Submit for review"
    reasons = {refusal.label: refusal.reason for refusal in shown["refused"]}
    assert reasons["Publish now"] == "Only editors may do this."
    assert reasons["Cancel the schedule"] == "Only editors may do this."
    assert reasons["Revive"] == "It isn't spiked."


def test_every_verb_is_either_offered_or_refused_with_a_reason(story, world):
    for person in (story.created_by, people.editor(world), people.chief()):
        shown = bar_for(person, story)
        offered = set(labels(shown)) - {"Schedule"}
        refused = {refusal.label for refusal in shown["refused"]}
        assert not offered & refused
        assert len(offered | refused) == len(workflow.VERBS)
        assert all(refusal.reason.endswith(".") for refusal in shown["refused"])


def test_an_editor_publishes_what_was_submitted(story, world):
    workflow.submit(story, story.created_by)
    shown = bar_for(people.editor(world), story)
    assert labels(shown)[:3] == ["Send back", "Publish now", "Schedule"]
    assert shown["next"].label == "Publish now"
    assert dict(shown["stands"]) == {
        "State": "In review, submitted by Rosa.",
        "Readers": "Haven't seen it yet.",
    }


def test_it_says_what_readers_see_since_and_until_when(story, world):
    publish(story, world, until=datetime(2026, 7, 1, 11, tzinfo=UTC))
    shown = bar_for(people.editor(world), story)
    assert dict(shown["stands"])["Readers"] == (
        "See version 1 since Tuesday 3 March 2026, 09:00 (Europe/London), "
        "until Wednesday 1 July 2026, 12:00 (Europe/London)."
    )
    assert shown["live"] == f"/world/harbour-bridge-reopens-{story.pk}/"
    assert shown["versions"] == []


def test_waiting_versions_are_listed_with_what_may_be_done(story, world, clock):
    publish(story, world)
    clock.tick()
    publish(story, world, at=clock.now + timedelta(days=1), kicker="Next")
    live, waiting = bar_for(people.editor(world), story)["versions"]
    assert live.words == "Version 1 is live."
    assert [action.label for action in live.actions] == ["Go on from this version"]
    assert waiting.words == (
        "Version 2 goes live on Wednesday 4 March 2026, 09:00 (Europe/London)."
    )
    assert [action.label for action in waiting.actions] == ["Reschedule", "Cancel the schedule"]
    for version in bar_for(story.created_by, story)["versions"]:
        assert {action.label for action in version.actions} <= {"Go on from this version"}


def test_unpublished_changes_are_pointed_out(story, world, clock):
    publish(story, world)
    assert "Changes" not in stands(people.editor(world), story)
    copy = Article.objects.get()
    copy.headline = "The bridge shuts again"
    workflow.save_copy(copy, people.editor(world), based_on=1)
    assert stands(people.editor(world), story)["Changes"] == (
        "The copy has changes that no published version carries yet."
    )


def test_the_end_a_withdrawal_and_a_spike_are_told(story, world, clock):
    publish(story, world, until=clock.now + timedelta(hours=1))
    clock.tick(hours=2)
    assert stands(people.chief(), story)["Readers"] == (
        "Saw it until Tuesday 3 March 2026, 10:00 (Europe/London)."
    )
    publish(story, world, kicker="Again")
    clock.tick(hours=1)
    workflow.withdraw(Article.objects.get(), people.chief(), "It named the wrong ship.")
    assert stands(people.chief(), story)["Readers"] == (
        "Saw it until it was withdrawn on Tuesday 3 March 2026, 12:00 (Europe/London)."
    )
    clock.tick(hours=1)
    workflow.spike(Article.objects.get(), people.chief())
    assert stands(people.chief(), story)["State"] == (
        "Spiked on Tuesday 3 March 2026, 13:00 (Europe/London)."
    )


def test_an_embargo_is_told_before_and_after_it_ends(story, world, clock):
    workflow.set_embargo(story, people.editor(world), clock.now + timedelta(hours=1))
    moment = "Tuesday 3 March 2026, 10:00 (Europe/London)"
    assert stands(story.created_by, story)["Embargo"] == f"Until {moment}."
    clock.tick(hours=1)
    assert stands(story.created_by, story)["Embargo"] == f"Ended on {moment}."


def test_a_story_that_was_sent_back_says_by_whom_and_why(story, world):
    workflow.submit(story, story.created_by)
    workflow.send_back(story, people.editor(world), "Who pays for it?")
    assert stands(story.created_by, story)["Sent back"] == "Emil: Who pays for it?"
    workflow.submit(story, story.created_by)
    assert "Sent back" not in stands(story.created_by, story)


def test_a_note_handed_in_with_a_story_is_there_until_it_goes_on(story, world):
    workflow.submit(story, story.created_by, "The figures first, please.")
    assert stands(people.chief(), story)["With it"] == "Rosa: The figures first, please."
    workflow.send_back(story, people.editor(world), "Who pays for it?")
    assert "With it" not in stands(people.chief(), story)
    workflow.submit(story, story.created_by)
    assert "With it" not in stands(people.chief(), story)


def test_what_readers_will_see_for_the_first_time_is_scheduled(story, world, clock):
    publish(story, world, at=clock.now + timedelta(hours=2))
    assert stands(story.created_by, story)["State"] == "Scheduled."
    clock.tick(hours=2)
    assert stands(story.created_by, story)["State"] == "Published."


def test_the_queries_do_not_grow_with_the_versions(story, world, clock):
    publish(story, world)
    clock.tick()

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            render_to_string("desk/bar.html", {"bar": bar_for(people.editor(world), story)})
        return len(captured)

    for day in range(1, 9):
        publish(story, world, at=clock.now + timedelta(days=day), kicker=f"Day {day}")
        if day == 1:
            few = queries()
    assert queries() == few
    assert few <= 13


def test_reasons_are_sentences_that_a_screen_reader_reaches(story):
    page = render_to_string("desk/bar.html", {"bar": bar_for(story.created_by, story)})
    assert "<summary>What else, and why not</summary>" in page
    assert "<dt>Publish now</dt><dd>Only editors may do this.</dd>" in page
    assert "disabled" not in page
