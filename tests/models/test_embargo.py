"""No edition starts before the embargo, whichever was there first."""

from datetime import timedelta

import pytest

from articles.models import Edition
from tests import people
from tests.models.refusals import refused_by

HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def noon(clock):
    return clock.now + 3 * HOUR


@pytest.fixture
def embargoed(article, noon):
    article.embargo_until = noon
    article.save()
    return article


def test_nothing_starts_before_the_embargo(embargoed, noon):
    with refused_by("edition_not_before_embargo"):
        people.edition(embargoed, noon - MICROSECOND)


def test_bulk_create_can_t_start_before_the_embargo(embargoed, noon):
    with refused_by("edition_not_before_embargo"):
        Edition.objects.bulk_create([embargoed.as_edition(noon - MICROSECOND)])


def test_what_is_brought_in_keeps_the_embargo_too(embargoed, noon):
    with refused_by("edition_not_before_embargo"):
        people.edition(embargoed, noon - 4 * HOUR, noon - 3.5 * HOUR, brought_in=True)


def test_the_embargo_s_own_moment_is_free(embargoed, noon):
    people.edition(embargoed, noon)
    assert embargoed.edition_at(noon)


def test_what_waits_can_t_be_moved_before_the_embargo(embargoed, noon, change):
    waiting = people.edition(embargoed, noon)
    early = noon - MICROSECOND
    with refused_by("edition_not_before_embargo"):
        change(waiting, starts_at=early, published_at=early)


@pytest.mark.parametrize("length", [None, HOUR])
def test_no_embargo_is_set_across_what_waits(article, noon, change, length):
    people.edition(article, noon, length and noon + length)
    with refused_by("edition_not_before_embargo"):
        change(article, embargo_until=noon + MICROSECOND)


def test_no_embargo_is_set_across_what_is_live(article, clock, noon, change):
    people.edition(article, clock.now)
    clock.tick(hours=1)
    with refused_by("edition_not_before_embargo"):
        change(article, embargo_until=noon)


def test_an_embargo_may_be_set_up_to_what_waits(article, noon, change):
    people.edition(article, noon)
    change(article, embargo_until=noon)
    article.refresh_from_db()
    assert article.embargo_until == noon


def test_an_embargo_may_be_set_once_everything_has_ended(article, clock, noon, change):
    people.edition(article, clock.now, clock.now + HOUR)
    clock.tick(hours=1)
    change(article, embargo_until=noon)
    article.refresh_from_db()
    assert article.embargo_until == noon


def test_once_lifted_it_holds_nothing_back(embargoed, noon, change):
    change(embargoed, embargo_until=None)
    people.edition(embargoed, noon - HOUR)
    assert embargoed.edition_at(noon - HOUR)
