"""Placements: one article a slot, once a front; and the past stays as it was."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Placement
from tests import people
from tests.models.refusals import refused_by

HOUR = timedelta(hours=1)
#: The clock may be read this long before a row is stored.
GRACE = timedelta(seconds=10)


@pytest.fixture
def stand(article, rosa, clock):
    """Store a placement on the site's front, past the workflow."""

    def stand(starts_at, ends_at=None, **fields):
        fields = {
            "slot": 1, "article": article, "placed_by": rosa, "placed_at": clock.now, **fields,
        }  # fmt: skip
        return Placement.objects.create(starts_at=starts_at, ends_at=ends_at, **fields)

    return stand


@pytest.fixture
def other(rosa, world):
    return people.article(rosa, world)


@pytest.fixture
def begun(stand, clock):
    """Stands since an hour ago, for five hours."""
    placement = stand(clock.now, clock.now + 5 * HOUR)
    clock.tick(hours=1)
    return placement


@pytest.fixture
def ahead(stand, clock):
    return stand(clock.now + HOUR, clock.now + 2 * HOUR)


@pytest.fixture
def ended(begun, clock):
    clock.at(begun.ends_at)
    return begun


@pytest.mark.parametrize("on", ["site", "section"])
def test_a_slot_holds_one_article_at_a_time(stand, clock, other, world, on):
    section = world if on == "section" else None
    stand(clock.now, clock.now + HOUR, section=section)
    with refused_by("placement_one_a_slot"):
        stand(clock.now + HOUR / 2, article=other, section=section)
    stand(clock.now + HOUR, article=other, section=section)


@pytest.mark.parametrize("on", ["site", "section"])
def test_an_article_stands_on_a_front_once(stand, clock, world, on):
    section = world if on == "section" else None
    stand(clock.now, clock.now + HOUR, section=section)
    with refused_by("placement_article_once_a_front"):
        stand(clock.now + HOUR / 2, slot=2, section=section)
    stand(clock.now + HOUR, slot=2, section=section)


def test_fronts_dont_know_each_other(stand, clock, world):
    for section in (None, world, people.section("Sport")):
        stand(clock.now, section=section)
    assert Placement.objects.count() == 3


def test_there_is_no_slot_before_the_first(stand, clock):
    with refused_by("placement_slot_from_one"):
        stand(clock.now, slot=0)


def test_it_begins_before_it_ends(stand, clock):
    with refused_by("placement_starts_before_it_ends"):
        stand(clock.now, clock.now)


def test_it_ends_no_later_than_was_asked(stand, clock):
    for ends_at in (None, clock.now + 2 * HOUR):
        with refused_by("placement_ends_when_asked"):
            stand(clock.now, ends_at, until=clock.now + HOUR)
    stand(clock.now, clock.now + HOUR, until=clock.now + 2 * HOUR)


def test_nothing_is_placed_in_the_past(stand, clock):
    stand(clock.now - GRACE)
    with refused_by("placement_not_in_the_past"):
        stand(clock.now - GRACE - timedelta(microseconds=1), slot=2)


@pytest.mark.parametrize("name", ["slot", "article_id", "section_id", "placed_by_id", "placed_at"])
def test_only_the_period_changes(ahead, other, world, change, clock, name):
    values = {
        "slot": 2, "article_id": other.pk, "section_id": world.pk,
        "placed_by_id": people.chief().pk, "placed_at": clock.now - HOUR,
    }  # fmt: skip
    with refused_by("placement_frozen"):
        change(ahead, **{name: values[name]})


def test_what_lies_ahead_moves_ahead_of_now(ahead, change, clock):
    change(ahead, starts_at=clock.now + HOUR / 2, ends_at=clock.now + 3 * HOUR)
    with refused_by("placement_past_is_past"):
        change(ahead, starts_at=clock.now - HOUR)


def test_what_has_begun_is_not_moved(begun, change, clock):
    with refused_by("placement_past_is_past"):
        change(begun, starts_at=clock.now + HOUR)


def test_what_has_begun_ends_now_or_later(begun, change, clock):
    with refused_by("placement_past_is_past"):
        change(begun, ends_at=clock.now - GRACE * 2)
    change(begun, ends_at=clock.now)
    assert not Placement.objects.standing(None, clock.now)


@pytest.mark.parametrize("values", [{"ends_at": None}, {"until": HOUR}])
def test_what_has_ended_stays_as_it_was(ended, change, values):
    values = {name: value and ended.ends_at + value for name, value in values.items()}
    with refused_by("placement_past_is_past"):
        change(ended, **values)


def test_what_has_begun_is_not_deleted_and_what_lies_ahead_is(stand, clock):
    standing, ahead = stand(clock.now, clock.now + HOUR), stand(clock.now + HOUR)
    with refused_by("placement_past_is_past"):
        standing.delete()
    with refused_by("placement_past_is_past"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_placement")
    ahead.delete()
    assert Placement.objects.get() == standing


def test_what_stands_is_found_by_the_moment_and_the_front(stand, clock, other, world):
    first = stand(clock.now, clock.now + HOUR, slot=2)
    second = stand(clock.now, article=other)
    stand(clock.now, section=world)
    assert list(Placement.objects.standing(None, clock.now)) == [second, first]
    assert list(Placement.objects.standing(None, clock.now + HOUR)) == [second]
    assert list(Placement.objects.standing(None, clock.now - HOUR)) == []


@pytest.mark.parametrize("pk", [None, 1])
def test_what_stands_is_found_by_an_index(db, clock, pk):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Placement.objects.standing(pk, clock.now).explain()
    assert "Index Scan" in plan
    assert "placement_one_a_slot" in plan or "placement_article_once_a_front" in plan
    assert "Seq Scan" not in plan
