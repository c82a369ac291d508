"""Two people arrange a front at once, over two connections: neither's act is half done or lost."""

import pytest

from articles import workflow
from articles.models import Event, Placement, database_now
from articles.workflow import Refused, Wish, arrange, place
from tests import people
from tests.racing import at_once, while_uncommitted
from tests.workflow.situations import NOTICE, reload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clara(transactional_db):
    return people.chief()


@pytest.fixture
def boris(transactional_db):
    return people.chief("boris")


@pytest.fixture
def articles(clara):
    made = [people.article(clara, people.section("World"), headline=f"No. {n}") for n in range(3)]
    for article in made:
        workflow.publish(article, clara)
    return [reload(article) for article in made]


def fronts():
    standing = Placement.objects.standing(None, database_now())
    return {each.slot: each.article.headline for each in standing}


def test_two_places_in_one_slot_follow_each_other(articles, clara, boris):
    outcome, waited = while_uncommitted(
        lambda: place(articles[0], clara, section=None, slot=1),
        lambda: place(articles[1], boris, section=None, slot=1),
    )
    assert waited
    assert isinstance(outcome, Event), outcome
    assert fronts() == {1: "No. 1"}
    first, second = Placement.objects.order_by("starts_at")
    assert first.ends_at == second.starts_at


def test_the_same_place_at_the_same_moment_is_one(articles, clara, boris):
    outcomes = at_once(
        lambda: place(articles[0], clara, section=None, slot=1),
        lambda: place(articles[0], boris, section=None, slot=1),
    )
    assert outcomes[0] == outcomes[1]
    assert Placement.objects.count() == 1


def test_whoever_arranges_second_is_told_of_the_first(articles, clara, boris):
    wishes = [
        {1: Wish(articles[0].pk), 2: Wish(articles[1].pk)},
        {1: Wish(articles[2].pk), 2: None},
    ]
    outcome, waited = while_uncommitted(
        lambda: arrange(clara, section=None, slots=wishes[0], seen={}),
        lambda: arrange(boris, section=None, slots=wishes[1], seen={}),
    )
    assert waited
    assert isinstance(outcome, workflow.Rearranged)
    assert "“No. 0”: Clara placed it in slot 1" in str(outcome)
    assert fronts() == {1: "No. 0", 2: "No. 1"}


def test_fronts_dont_wait_for_each_other(articles, clara, boris):
    _, waited = while_uncommitted(
        lambda: place(articles[0], clara, section=None, slot=1),
        lambda: place(articles[1], boris, section=people.section("World"), slot=1),
    )
    assert not waited


def test_withdrawing_comes_before_or_after_placing_never_between(articles, clara, boris):
    outcome, waited = while_uncommitted(
        lambda: workflow.withdraw(articles[0], clara, NOTICE),
        lambda: place(articles[0], boris, section=None, slot=1),
    )
    assert waited
    assert isinstance(outcome, Refused)
    assert "It was withdrawn on" in str(outcome)
    assert fronts() == {}
