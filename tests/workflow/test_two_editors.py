"""Two people act at once, over two connections: one wins, the other learns of it and from whom."""

import pytest

from articles import workflow
from articles.models import Article, Edition, Event, database_now
from tests import people
from tests.racing import at_once, while_uncommitted
from tests.workflow.situations import ACTS, HOUR, NOTICE, first_waiting, reload, rewrite

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clara(transactional_db):
    return people.chief()


@pytest.fixture
def boris(transactional_db):
    return people.chief("boris")


@pytest.fixture
def rosa(transactional_db):
    return people.reporter()


# An article in each situation, with an embargo that is over, so that it can be lifted


def draft(rosa, _clara):
    article = people.article(rosa, people.section("World"))
    Article.objects.filter(pk=article.pk).update(embargo_until=article.created_at)
    return reload(article)


def in_review(rosa, clara):
    article = draft(rosa, clara)
    workflow.submit(article, rosa)
    return reload(article)


def spiked(rosa, clara):
    article = draft(rosa, clara)
    workflow.spike(article, rosa)
    return reload(article)


def following(rosa, clara):
    """Live, with a version due in five hours and another one that isn't submitted."""
    article = in_review(rosa, clara)
    workflow.publish(article, clara)
    workflow.submit(rewrite(article, rosa, "The second version"), rosa)
    workflow.publish(reload(article), clara, database_now() + 5 * HOUR)
    return rewrite(article, rosa, "The third version")


def following_in_review(rosa, clara):
    article = following(rosa, clara)
    workflow.submit(article, rosa)
    return reload(article)


#: Publishing for later, which `ACTS` has not.
VERBS = (*workflow.VERBS, "schedule")
PLAIN = {"schedule", "publish", "spike", "set_embargo", "lift_embargo"}
RICH = set(VERBS) - {"submit", "send_back", "spike", "revive"}
SITUATIONS = {
    following_in_review: RICH | {"send_back"},
    following: RICH | {"submit"},
    draft: PLAIN | {"submit"},
    in_review: PLAIN | {"send_back"},
    spiked: {"revive", "lift_embargo"},
}


def situation_for(first, second):
    """Return where both verbs can be done, or at least the first, and which of them can."""
    both = [make for make, verbs in SITUATIONS.items() if {first, second} <= verbs]
    either = [make for make, verbs in SITUATIONS.items() if first in verbs]
    return (both or either)[0], bool(both)


def act(verb, article, by):
    """Return the verb, ready to be done with what this person has on the screen now."""
    waiting = first_waiting(article)
    later = article.created_at + 6 * HOUR
    acts = ACTS | {
        "schedule": lambda article, by: workflow.publish(article, by, later),
        "reschedule": lambda _, by: workflow.reschedule(waiting, by, waiting.starts_at + HOUR),
        "cancel": lambda _, by: workflow.cancel(waiting, by),
    }
    perform = acts[verb]
    return lambda: perform(article, by)


def assert_told(outcome, by, other):
    """The outcome is one's own act, or says that the other came first."""
    if isinstance(outcome, Event):
        assert outcome.person in (by, other)
    else:
        assert isinstance(outcome, workflow.Refused), repr(outcome)
        assert str(other) in str(outcome)


def assert_in_order(article):
    """The acts make one chain, and nobody's is lost."""
    states = ["draft"]
    for event in article.events.order_by("pk"):
        assert event.from_state == states[-1]
        states.append(event.to_state)
    assert reload(article).state == states[-1]
    assert Edition.objects.filter(article=article).visible(database_now()).count() <= 1


@pytest.mark.parametrize("first", VERBS)
def test_whoever_is_second_is_told_what_happened(rosa, clara, boris, subtests, first):
    for second in VERBS:
        make, both = situation_for(first, second)
        if second in {"reschedule", "cancel"} and not both:
            continue  # There is no version that it could be about; the other order has one.
        with subtests.test(second=second):
            article = make(rosa, clara)
            before = Event.objects.count()
            mine, theirs = act(first, article, clara), act(second, reload(article), boris)
            outcome, waited = while_uncommitted(mine, theirs)
            assert waited
            assert article.events.first().person in (clara, boris)
            assert isinstance(outcome, (Event, workflow.Refused)), repr(outcome)
            if both:
                assert_told(outcome, boris, clara)
            if first == second:
                assert Event.objects.count() == before + 1
            assert_in_order(article)


@pytest.mark.parametrize("verb", VERBS)
def test_the_same_done_at_the_same_moment_is_done_once(rosa, clara, boris, verb):
    make, _ = situation_for(verb, verb)
    article = make(rosa, clara)
    before = Event.objects.count()
    outcomes = at_once(act(verb, article, clara), act(verb, reload(article), boris))
    assert_told(outcomes[0], clara, boris)
    assert_told(outcomes[1], boris, clara)
    assert Event.objects.count() == before + 1
    assert_in_order(article)


@pytest.mark.parametrize("verb", ["submit", "publish"])
def test_a_save_in_between_makes_the_verb_stale(rosa, clara, boris, verb):
    article = draft(rosa, clara)
    outcome, waited = while_uncommitted(
        lambda: rewrite(article, boris), act(verb, reload(article), clara)
    )
    assert waited
    assert isinstance(outcome, workflow.Stale)
    assert outcome.saved_by == boris


def test_two_saves_at_the_same_moment_one_of_them_is_stale(rosa, clara, boris):
    article = draft(rosa, clara)
    outcomes = at_once(*[lambda by=by: rewrite(article, by, f"By {by}") for by in (clara, boris)])
    [stale] = [each for each in outcomes if isinstance(each, workflow.Stale)]
    [saved] = [each for each in outcomes if isinstance(each, Article)]
    assert str(stale.saved_by) in reload(article).headline == saved.headline
    assert article.history.count() == 2


def test_a_save_while_it_is_published_changes_nothing_readers_see(rosa, clara, boris):
    article = in_review(rosa, clara)
    saved, _ = while_uncommitted(
        lambda: workflow.publish(article, clara), lambda: rewrite(article, boris, "Too late")
    )
    assert saved.headline == "Too late"
    edition = Edition.objects.get()
    assert (edition.headline, edition.article_version) == (people.HEADLINE, article.version)


def test_withdrawing_beats_a_correction_that_comes_second(rosa, clara, boris):
    article = following_in_review(rosa, clara)
    outcome, _ = while_uncommitted(
        lambda: workflow.withdraw(article, clara, NOTICE),
        lambda: workflow.correct(reload(article), boris, NOTICE),
    )
    assert str(outcome).startswith("Readers don't see it now. Clara withdrew it on")
