"""Saving the working copy: no save is lost, every one has its person and its reason."""

import pytest

from articles import workflow
from articles.models import Article, Edition, Event
from tests import people
from tests.workflow.situations import NOTICE, reload, rewrite


def test_a_draft_is_its_creator_s(rosa, world):
    article = workflow.create(rosa, headline="Ferry late", section=world, reason="by phone")
    stored = reload(article)
    assert (stored.created_by, stored.state, stored.version) == (rosa, "draft", 1)
    first = stored.history.get()
    assert (first.history_user, first.history_change_reason) == (rosa, "by phone")
    assert not Event.objects.exists()


def test_who_is_in_no_group_writes_nothing(otto, refused):
    with refused("^You may not write articles here"):
        workflow.create(otto, headline="Ferry late")


def test_a_save_makes_the_next_version(draft, rosa):
    draft.headline = "Ferry late"
    saved = workflow.save_copy(draft, rosa, reason="new lead", based_on=1)
    assert saved.version == reload(draft).version == 2
    newest = draft.history.first()
    assert (newest.history_user, newest.history_change_reason) == (rosa, "new lead")
    assert (newest.headline, newest.version) == ("Ferry late", 2)


def test_a_save_that_changes_nothing_makes_no_version(draft, rosa):
    assert workflow.save_copy(draft, rosa, based_on=1).version == 1
    assert draft.history.count() == 1


def test_two_saves_on_one_version_the_second_is_refused(draft, rosa, emil, clock, refused):
    mine, theirs = reload(draft), reload(draft)
    theirs.headline = "Ferry very late"
    workflow.save_copy(theirs, emil, based_on=1)
    clock.tick()
    mine.headline = "Ferry a little late"
    with refused("^Emil saved a newer version", error=workflow.Stale):
        workflow.save_copy(mine, rosa, based_on=1)


def test_a_stale_save_gets_what_it_needs_to_compare(draft, rosa, emil, clock):
    mine = reload(draft)
    saved_at = clock.tick()
    rewrite(draft, emil, "Ferry very late")
    clock.tick()
    mine.headline = "Ferry a little late"
    with pytest.raises(workflow.Stale) as stale:
        workflow.save_copy(mine, rosa, based_on=1)
    assert stale.value.current.headline == "Ferry very late"
    assert (stale.value.saved_by, stale.value.saved_at) == (emil, saved_at)
    assert mine.headline == "Ferry a little late"


def test_a_change_past_the_workflow_makes_a_save_stale_too(draft, rosa):
    Article.objects.update(kicker="Transport")
    draft.headline = "Ferry late"
    with pytest.raises(workflow.Stale):
        workflow.save_copy(draft, rosa, based_on=1)


def test_html_is_cleaned_whoever_saves_it(draft, rosa):
    draft.body = '<p onclick="x()">Hello<script>alert(1)</script></p>'
    workflow.save_copy(draft, rosa, based_on=1)
    assert reload(draft).body == "<p>Hello</p>"


def test_a_save_changes_no_editorial_state(draft, rosa, emil):
    mine = reload(draft)
    workflow.submit(draft, rosa)
    mine.headline = "Ferry late"
    workflow.save_copy(mine, emil, based_on=1)
    assert reload(draft).state == "review"


@pytest.mark.parametrize("person", ["oskar", "nils", "otto", "rosa"])
def test_who_may_not_edit_it_saves_nothing(request, in_review, refused, person):
    in_review.headline = "Ferry late"
    with refused("^You may not change this article now"):
        workflow.save_copy(in_review, request.getfixturevalue(person), based_on=1)


def test_an_edition_s_text_is_worked_from(following, emil):
    live = Edition.objects.earliest("starts_at")
    article = workflow.work_from(live, emil)
    assert article.headline == live.headline == people.HEADLINE
    assert article.version == following.version + 1
    newest = article.history.first()
    assert newest.history_user == emil
    assert "Went on from the version" in newest.history_change_reason
    assert article.history.all()[1].headline == "Bridge closes again"


def test_working_from_an_older_edition_keeps_the_notices(changed, rosa, emil, clock):
    workflow.correct(changed, emil, NOTICE)
    clock.tick()
    article = workflow.work_from(Edition.objects.earliest("starts_at"), emil)
    assert [notice["text"] for notice in article.notices] == [NOTICE]
