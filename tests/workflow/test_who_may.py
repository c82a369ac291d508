"""Who may do what: every verb, tried by everybody."""

import re

import pytest

from articles import workflow
from articles.models import Article, Event
from tests import people
from tests.workflow.situations import ACTS, NOTICE, reload

EVERYBODY = ("rosa", "oskar", "emil", "ada", "nils", "clara", "otto")
DESK = {"emil", "ada", "clara"}
OWN = DESK | {"rosa"}
CASES = [
    ("submit", "draft", OWN),
    ("send_back", "in_review", DESK),
    ("publish", "in_review", DESK),
    ("publish", "draft", {"clara"}),
    ("publish", "changed", DESK),
    ("reschedule", "scheduled", DESK),
    ("cancel", "scheduled", DESK),
    ("set_end", "live", DESK),
    ("correct", "changed", DESK),
    ("clarify", "changed", DESK),
    ("update", "changed", DESK),
    ("withdraw", "live", {"clara"}),
    ("set_embargo", "draft", DESK),
    ("set_embargo", "live", {"clara"}),
    ("lift_embargo", "embargoed", DESK),
    ("spike", "draft", OWN),
    ("revive", "spiked", OWN),
]


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize(("verb", "situation", "may"), CASES)
def test_a_verb_is_for_these_people_alone(request, refused, verb, situation, may, person):
    article = request.getfixturevalue(situation)
    by = request.getfixturevalue(person)
    reason = workflow.why_not(verb, article, by)
    if person in may:
        assert reason == ""
        assert ACTS[verb](article, by).person == by
    else:
        assert reason.endswith(".")
        with refused(re.escape(reason)):
            ACTS[verb](article, by)


def test_every_verb_is_tried(request):
    assert {verb for verb, _, _ in CASES} == set(workflow.VERBS) == set(ACTS)


@pytest.mark.parametrize("situation", ["draft", "live", "scheduled", "following", "spiked"])
@pytest.mark.parametrize("person", ["rosa", "emil", "clara", "otto"])
def test_the_workflow_bar_says_what_the_verbs_say(request, situation, person):
    article = request.getfixturevalue(situation)
    by = request.getfixturevalue(person)
    reasons = workflow.reasons(article, by)
    assert list(reasons) == list(workflow.VERBS)
    for verb, reason in reasons.items():
        assert workflow.why_not(verb, article, by) == reason


def test_the_workflow_bar_costs_a_few_queries(following, emil, django_assert_max_num_queries):
    emil = type(emil).objects.get(pk=emil.pk)
    with django_assert_max_num_queries(8):
        workflow.reasons(following, emil)


def test_an_account_that_was_closed_may_do_nothing(draft, clara, refused):
    clara.is_active = False
    clara.save()
    with refused("isn't yours to see"):
        workflow.spike(draft, clara)


def test_an_article_in_no_section_is_on_every_desk(rosa, nils):
    article = workflow.create(rosa, headline="Nowhere yet")
    assert workflow.send_back(submitted(article, rosa), nils, "Where does it go?").person == nils


def submitted(article, by):
    workflow.submit(article, by)
    return reload(article)


def test_what_is_bylined_is_one_s_own(draft, oskar, emil):
    draft.author_ids = [people.byline(oskar).pk]
    draft = workflow.save_copy(draft, emil, based_on=draft.version)
    assert workflow.submit(draft, oskar).person == oskar


def test_nothing_is_written_when_a_verb_fails(live, emil, refused):
    with refused("Only a chief editor"):
        workflow.withdraw(live, emil, NOTICE)
    assert Article.objects.get().state == "published"
    assert Event.objects.first().verb == "publish"
