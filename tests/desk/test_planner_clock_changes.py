"""The two days a year on which clocks change: 29 March has 23 hours, 25 October 25."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.desk.planner.days import hours_of, start_of, zone_words
from articles.models import Edition
from tests import people
from tests.desk.steps import scheduled

MARCH, OCTOBER = date(2026, 3, 29), date(2026, 10, 25)
DAY = timedelta(days=1)


@pytest.fixture
def emil(clock, world):
    return people.editor(world)


@pytest.fixture
def page(as_, emil):
    def page(day, view="day"):
        return as_(emil).get(reverse(f"desk:planner_{view}", args=[day])).content.decode()

    return page


def at(story, world, *moment):
    return scheduled(story, world, datetime(2026, *moment, tzinfo=UTC))


def move(client, edition, typed, meant=""):
    seen = edition.starts_at.isoformat()
    return client.post(
        reverse("desk:planner_entry", args=["start", edition.pk]),
        {"seen": seen, "at": typed, "at_meant": meant},
    )


@pytest.mark.parametrize(("day", "hours"), [(MARCH, 23), (OCTOBER, 25), (date(2026, 3, 30), 24)])
def test_a_day_has_the_hours_it_has(day, hours):
    found = hours_of(day)
    assert len(found) == hours
    assert sum(hour.minutes for hour in found) == 60 * hours
    assert start_of(day + DAY) - start_of(day) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Australia/Lord_Howe", date(2026, 4, 5), [60, 60, 30]),  # half an hour comes twice
        ("America/Santiago", date(2026, 9, 6), [60]),  # the day begins at one
        ("Asia/Kathmandu", date(2026, 9, 6), [60, 60]),
    ],
)
def test_days_are_right_in_stranger_zones(settings, zone, day, hours):
    settings.TIME_ZONE = zone
    found = hours_of(day)
    assert found[0].local.date() == day
    assert [hour.minutes for hour in found][: len(hours)] == hours
    assert found[-1].starts + timedelta(minutes=found[-1].minutes) == start_of(day + DAY)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (MARCH, "Times in Europe/London, GMT until Sunday 29 March, 01:00, then BST."),
        (OCTOBER, "Times in Europe/London, BST until Sunday 25 October, 02:00, then GMT."),
        (date(2026, 7, 1), "Times in Europe/London, BST."),
    ],
)
def test_the_zone_is_named_as_it_is_called_then(day, words):
    assert zone_words(start_of(day), start_of(day + DAY)) == words


def test_the_hour_that_is_missing_can_t_be_dropped_on(page):
    html = page(MARCH, "week")
    assert "23 hours" in html
    assert html.count("No such hour") == 1
    assert 'data-local="2026-03-29T01:00"' not in html
    assert 'data-local="2026-03-29T02:00" data-utc="2026-03-29T01:00:00+00:00"' in html


def test_the_hour_that_comes_twice_is_there_twice(page):
    html = page(OCTOBER, "week")
    assert "25 hours" in html
    assert "No such hour" not in html
    twice = re.findall(r'data-local="2026-10-25T01:00" data-utc="(.*?)"', html)
    assert twice == ["2026-10-25T00:00:00+00:00", "2026-10-25T01:00:00+00:00"]


@pytest.mark.parametrize(
    ("hour", "shown", "cell"), [(0, "01:30 BST", "00:00"), (1, "01:30 GMT", "01:00")]
)
def test_an_entry_stands_in_the_one_of_the_two_that_is_meant(page, story, world, hour, shown, cell):
    at(story, world, 10, 25, hour, 30)
    html = page(OCTOBER)
    assert f"<b>{shown}</b>" in html
    before = html[: html.index(people.HEADLINE)]
    assert re.findall(r'data-utc="2026-10-25T(.{5})', before)[-1] == cell


def test_moving_to_another_day_keeps_the_time_on_the_clock(as_, emil, story, world):
    edition = at(story, world, 3, 28, 8)
    move(as_(emil), edition, "2026-03-29T08:00")
    assert Edition.objects.get().starts_at == datetime(2026, 3, 29, 7, tzinfo=UTC)


def test_a_time_that_doesn_t_exist_is_asked_about(as_, emil, story, world):
    edition = at(story, world, 3, 28, 1, 30)
    answer = move(as_(emil), edition, "2026-03-29T01:30")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "so 01:30 doesn&#x27;t exist. The nearest times are 00:59 and 02:00" in html
    assert 'class="desk-meant"' in html
    assert Edition.objects.get().starts_at == edition.starts_at


def test_a_time_that_comes_twice_is_asked_about_unless_one_is_meant(as_, emil, story, world):
    edition = at(story, world, 10, 24, 0, 30)
    answer = move(as_(emil), edition, "2026-10-25T01:30")
    assert "so 01:30 comes twice" in answer.content.decode()
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    move(as_(emil), edition, "2026-10-25T01:30", second.isoformat())
    assert Edition.objects.get().starts_at == second


@pytest.mark.parametrize(
    ("start", "refusal"),
    [
        ((3, 28, 1, 30), "so this time doesn&#x27;t exist. Move this one by itself."),
        ((10, 24, 0, 30), "so this time comes twice. Move this one by itself."),
    ],
)
def test_a_chain_isn_t_moved_by_days_to_a_time_that_isn_t_plain(
    as_, emil, story, world, start, refusal
):
    edition = at(story, world, *start)
    query = {"amount": 1, "unit": "days", "direction": "later", "entry": f"start/{edition.pk}"}
    html = as_(emil).get("/admin/planner/shift/", {"article": story.pk, **query}).content.decode()
    assert refusal in html
    assert "Nothing is moved while anything is refused" in html


def test_a_chain_moved_by_a_day_keeps_the_time_by_hours_it_doesn_t(as_, emil, story, world):
    edition = at(story, world, 3, 28, 8)
    client = as_(emil)

    def shift(edition, **by):
        query = {"article": story.pk, "direction": "later", "entry": f"start/{edition.pk}", **by}
        seen = f"start/{edition.pk}|{edition.starts_at.isoformat()}"
        client.post("/admin/planner/shift/", {"seen": seen}, query_params=query)
        return Edition.objects.get()

    assert shift(edition, amount=1, unit="days").starts_at == datetime(2026, 3, 29, 7, tzinfo=UTC)
    workflow.reschedule(edition, emil, edition.starts_at)
    assert shift(edition, amount=24, unit="hours").starts_at == datetime(2026, 3, 29, 8, tzinfo=UTC)


def test_the_dry_run_tells_the_two_times_of_one_name_apart(as_, emil, story, world):
    edition = at(story, world, 10, 25, 0, 30)
    query = {"amount": 1, "unit": "hours", "direction": "later", "entry": f"start/{edition.pk}"}
    html = as_(emil).get("/admin/planner/shift/", {"article": story.pk, **query}).content.decode()
    assert "Sun 25 Oct, 01:30 BST → <b>Sun 25 Oct, 01:30 GMT</b>" in html
