"""Periods of editions: none overlap, none runs backwards, and the past stays as it was."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import Edition
from tests import people
from tests.models.refusals import by_sql, refused_by

HOUR = timedelta(hours=1)


@pytest.fixture
def now(clock):
    return clock.now


@pytest.fixture
def live(article, clock):
    """Live for an hour, with no end in sight."""
    edition = people.edition(article, clock.now)
    clock.tick(hours=1)
    return edition


@pytest.fixture
def ended(article, clock):
    """Was live for an hour, an hour ago."""
    edition = people.edition(article, clock.now, clock.now + HOUR)
    clock.tick(hours=2)
    return edition


@pytest.fixture
def waiting(article, clock):
    """To be live in an hour, for an hour."""
    return people.edition(article, clock.now + HOUR, clock.now + 2 * HOUR)


# None overlap


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 1.1), (1, 2), (1.2, 1.8), (1.9, 3), (0, 3), (0, None), (1.9999, None)],
)
def test_editions_of_an_article_don_t_overlap(article, now, waiting, start, end):
    ends_at = None if end is None else now + end * HOUR
    with refused_by("edition_periods_dont_overlap"):
        people.edition(article, now + start * HOUR, ends_at)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (2, 3), (2, None)])
def test_editions_may_touch(article, now, waiting, start, end):
    ends_at = None if end is None else now + end * HOUR
    people.edition(article, now + start * HOUR, ends_at)
    assert article.editions.count() == 2


def test_editions_of_two_articles_may_overlap(article, rosa, world, now, waiting):
    people.edition(people.article(rosa, world), now)
    assert Edition.objects.count() == 2


def test_nothing_follows_one_without_an_end(article, live, clock):
    with refused_by("edition_periods_dont_overlap"):
        people.edition(article, clock.now + HOUR)


def test_bulk_create_can_t_overlap(article, now):
    with refused_by("edition_periods_dont_overlap"):
        Edition.objects.bulk_create([article.as_edition(now), article.as_edition(now + HOUR)])


def test_ignoring_conflicts_doesn_t_overlap_either(article, live, clock):
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.bulk_create([article.as_edition(clock.now)], ignore_conflicts=True)
    assert article.editions.get() == live


def test_a_longer_period_can_t_overlap(article, now, waiting, change):
    second = people.edition(article, now + 3 * HOUR)
    with refused_by("edition_periods_dont_overlap"):
        change(waiting, ends_at=now + 4 * HOUR)
    with refused_by("edition_periods_dont_overlap"):
        change(second, starts_at=now + 1.5 * HOUR, published_at=now + 1.5 * HOUR)


def test_neighbours_may_move_in_one_transaction(article, now, waiting):
    second = people.edition(article, now + 2 * HOUR)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS edition_periods_dont_overlap DEFERRED")
        by_sql(waiting, ends_at=now + 3 * HOUR)
        by_sql(second, starts_at=now + 3 * HOUR)
        cursor.execute("SET CONSTRAINTS edition_periods_dont_overlap IMMEDIATE")
    assert article.edition_at(now + 2 * HOUR) == waiting


def test_a_check_put_off_is_made_all_the_same(article, now, waiting):
    with refused_by("edition_periods_dont_overlap"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS edition_periods_dont_overlap DEFERRED")
        people.edition(article, now + HOUR)
        cursor.execute("SET CONSTRAINTS edition_periods_dont_overlap IMMEDIATE")


# None runs backwards


@pytest.mark.parametrize("length", [timedelta(0), -timedelta(microseconds=1), -HOUR])
def test_an_edition_starts_before_it_ends(article, now, length):
    with refused_by("edition_starts_before_it_ends"):
        people.edition(article, now + 2 * HOUR, now + 2 * HOUR + length)


def test_an_end_can_t_be_moved_to_the_start(waiting, change):
    with refused_by("edition_starts_before_it_ends"):
        change(waiting, ends_at=waiting.starts_at)


def test_readers_first_saw_an_article_no_later_than_an_edition_of_it(article, now):
    with refused_by("edition_published_before_start"):
        people.edition(article, now, published_at=now + HOUR)


def test_it_ends_no_later_than_asked(article, now):
    with refused_by("edition_ends_when_asked"):
        people.edition(article, now, None, until=now + HOUR)
    with refused_by("edition_ends_when_asked"):
        people.edition(article, now, now + 2 * HOUR, until=now + HOUR)


# The past stays as it was


def test_an_edition_can_t_start_in_the_past(article, now):
    with refused_by("edition_not_in_the_past"):
        people.edition(article, now - timedelta(minutes=1))


def test_bulk_create_can_t_start_in_the_past(article, now):
    with refused_by("edition_not_in_the_past"):
        Edition.objects.bulk_create([article.as_edition(now - timedelta(minutes=1))])


def test_what_is_brought_in_may_lie_in_the_past(article, now):
    people.edition(article, now - 9 * HOUR, now - 8 * HOUR, brought_in=True)
    people.edition(article, now - 7 * HOUR, brought_in=True)
    assert article.edition_at(now - 8.5 * HOUR)
    assert not article.edition_at(now - 7.5 * HOUR)


def test_nothing_is_brought_into_the_past_of_what_was_published_here(article, now, live):
    with refused_by("edition_not_in_the_past"):
        people.edition(article, now - 9 * HOUR, now - 8 * HOUR, brought_in=True)


@pytest.mark.parametrize("by", [-2 * HOUR, -timedelta(minutes=1), 2 * HOUR])
def test_what_has_begun_can_t_be_moved(live, change, by):
    start = live.starts_at + by
    with refused_by("edition_past_is_past"):
        change(live, starts_at=start, published_at=min(start, live.published_at))


def test_when_readers_first_saw_it_can_t_be_moved(live, change):
    with refused_by("edition_past_is_past"):
        change(live, published_at=live.published_at - HOUR)


def test_what_waits_can_t_be_moved_into_the_past(article, waiting, clock, change):
    early = clock.now - HOUR
    with refused_by("edition_past_is_past"):
        change(waiting, starts_at=early, published_at=early)


def test_what_waits_may_be_moved_ahead(waiting, change):
    start = waiting.starts_at + 0.5 * HOUR
    change(waiting, starts_at=start, published_at=start)
    waiting.refresh_from_db()
    assert waiting.starts_at == start


def test_what_is_live_may_be_ended_now(article, live, clock, change):
    change(live, ends_at=clock.now)
    assert article.edition_at(clock.now) is None


def test_what_is_live_can_t_have_ended_earlier(live, clock, change):
    with refused_by("edition_past_is_past"):
        change(live, ends_at=clock.now - timedelta(minutes=1))


@pytest.mark.parametrize("by", [None, 9 * HOUR, -timedelta(minutes=1)])
def test_what_has_ended_can_t_end_at_another_time(ended, change, by):
    with refused_by("edition_past_is_past"):
        change(ended, ends_at=by and ended.ends_at + by)


def test_the_end_asked_for_can_t_be_changed_afterwards(ended, change):
    with refused_by("edition_past_is_past"):
        change(ended, until=ended.ends_at + HOUR)


def test_what_waits_may_be_deleted(waiting):
    waiting.delete()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("begun", ["live", "ended"])
def test_what_has_begun_can_t_be_deleted(request, begun):
    edition = request.getfixturevalue(begun)
    with refused_by("edition_past_is_past"):
        edition.delete()
    with refused_by("edition_past_is_past"):
        Edition.objects.all().delete()
    with refused_by("edition_past_is_past"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_edition")


def test_what_starts_this_very_moment_has_begun(article, now):
    edition = people.edition(article, now)
    with refused_by("edition_past_is_past"):
        edition.delete()


# A withdrawal notice comes with the end of what is live


def test_withdrawing_ends_what_is_live(article, live, clock, change):
    change(live, ends_at=clock.now, withdrawal_notice="It wasn't ours to tell.")
    assert article.edition_at(clock.now) is None


def test_a_withdrawal_notice_can_t_stand_alone(live, change):
    with refused_by("edition_withdrawn_has_ended"):
        change(live, withdrawal_notice="It wasn't ours to tell.")


def test_a_withdrawal_can_t_lie_ahead(live, clock, change):
    with refused_by("edition_past_is_past"):
        change(live, ends_at=clock.now + HOUR, withdrawal_notice="It wasn't ours to tell.")


@pytest.mark.parametrize("state", ["ended", "waiting"])
def test_only_what_is_live_is_withdrawn(request, state, change):
    edition = request.getfixturevalue(state)
    with refused_by("edition_past_is_past"):
        change(edition, withdrawal_notice="It wasn't ours to tell.")


def test_a_withdrawal_notice_can_t_be_changed(live, clock, change):
    by_sql(live, ends_at=clock.now, withdrawal_notice="It wasn't ours to tell.")
    live.refresh_from_db()
    for notice in ("", "Another notice."):
        with refused_by("edition_past_is_past"):
            change(live, withdrawal_notice=notice)


def test_nothing_is_stored_as_withdrawn_before_it_was_seen(article, now):
    with refused_by("edition_past_is_past"):
        people.edition(article, now + HOUR, now + 2 * HOUR, withdrawal_notice="Too early.")


def test_what_is_brought_in_may_be_withdrawn_already(article, now):
    people.edition(article, now - 2 * HOUR, now - HOUR, withdrawal_notice="Gone.", brought_in=True)
    with refused_by("edition_past_is_past"):
        people.edition(article, now, now + HOUR, withdrawal_notice="Gone.", brought_in=True)


def test_no_edition_claims_that_readers_saw_the_article_earlier(article, now):
    with refused_by("edition_past_is_past"):
        people.edition(article, now, published_at=now - HOUR)
