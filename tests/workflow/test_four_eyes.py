"""Four eyes: whoever wrote or submitted an article doesn't publish it, or the Event says so."""

import pytest

from articles import workflow
from tests import people
from tests.workflow.situations import NOTICE, reload, rewrite

OWN = "^You wrote or submitted this article, so somebody else has to publish it"


@pytest.fixture
def by_emil(emil, world, ada):
    """Created by an editor, bylined to somebody else, submitted by a third person."""
    article = people.article(emil, world, author_ids=[people.author().pk])
    workflow.submit(article, ada)
    return reload(article)


@pytest.fixture
def bylined_emil(rosa, world, emil):
    article = people.article(rosa, world, author_ids=[people.byline(emil).pk])
    workflow.submit(article, rosa)
    return reload(article)


@pytest.fixture
def submitted_by_emil(draft, emil):
    workflow.submit(draft, emil)
    return reload(draft)


@pytest.mark.parametrize("situation", ["by_emil", "bylined_emil", "submitted_by_emil"])
@pytest.mark.parametrize("verb", ["publish", "correct", "clarify", "update"])
def test_an_editor_doesn_t_publish_what_is_their_own(request, emil, refused, situation, verb):
    article = request.getfixturevalue(situation)
    notice = [] if verb == "publish" else [NOTICE]
    with refused(OWN):
        getattr(workflow, verb)(article, emil, *notice)


@pytest.mark.parametrize("situation", ["bylined_emil", "submitted_by_emil"])
def test_another_editor_does(request, ada, situation):
    event = workflow.publish(request.getfixturevalue(situation), ada)
    assert "unreviewed" not in event.details


def test_who_submits_anew_is_who_submitted(draft, emil, ada, rosa):
    workflow.submit(draft, emil)
    workflow.send_back(draft, ada, "One more source, please.")
    workflow.submit(draft, rosa)
    assert "unreviewed" not in workflow.publish(draft, emil).details


def test_an_editor_who_worked_on_it_in_review_may_publish_it(in_review, emil):
    article = rewrite(in_review, emil)
    assert "unreviewed" not in workflow.publish(article, emil).details


def test_the_chief_may_and_the_event_says_so(clara, world):
    article = people.article(clara, world)
    assert workflow.publish(article, clara).details["unreviewed"] is True


def test_the_chief_publishing_a_draft_of_somebody_else_skips_the_review(draft, clara):
    assert workflow.publish(draft, clara).details["unreviewed"] is True


def test_the_chief_publishing_what_is_in_review_waives_nothing(in_review, clara):
    assert "unreviewed" not in workflow.publish(in_review, clara).details


def test_the_chief_publishing_their_own_after_review_says_so_too(clara, emil, world):
    article = people.article(clara, world)
    workflow.submit(article, emil)
    assert workflow.publish(article, clara).details["unreviewed"] is True


def test_a_correction_without_review_says_so(live, rosa, clara):
    event = workflow.correct(rewrite(live, rosa), clara, NOTICE)
    assert event.details["unreviewed"] is True


def test_who_changes_a_text_in_review_and_publishes_it_is_on_record(in_review, emil, ada):
    event = workflow.publish(rewrite(in_review, emil), emil)
    assert event.details["changed_by_publisher"] is True


def test_who_publishes_what_a_colleague_changed_in_review_is_not(in_review, emil, ada):
    event = workflow.publish(rewrite(in_review, ada), emil)
    assert "changed_by_publisher" not in event.details
