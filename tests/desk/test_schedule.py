"""Local time entry, on real days on which the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.schedule import NewsroomTimeField, as_typed, in_words, moments, nearest

LONDON, NEW_YORK, LORD_HOWE = "Europe/London", "America/New_York", "Australia/Lord_Howe"


class PublishForm(forms.Form):
    at = NewsroomTimeField(label="Goes live")


def filled_in(text, meant=""):
    return PublishForm({"at": text, "at_meant": meant})


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "local", "moment"),
    [
        (LONDON, "2026-11-25T08:00", "2026-11-25 08:00"),
        (LONDON, "2026-07-01T08:00", "2026-07-01 07:00"),
        (LONDON, "2026-03-29T00:59", "2026-03-29 00:59"),
        (LONDON, "2026-03-29T02:00", "2026-03-29 01:00"),
        (NEW_YORK, "2026-11-01T00:59", "2026-11-01 04:59"),
        (NEW_YORK, "2026-11-01T02:00", "2026-11-01 07:00"),
        (LORD_HOWE, "2026-10-04T02:30", "2026-10-03 15:30"),
        (LORD_HOWE, "2026-04-05T02:00", "2026-04-04 15:30"),
    ],
)
def test_a_plain_local_time_is_read_in_the_newsrooms_zone(settings, zone, local, moment):
    settings.TIME_ZONE = zone
    form = filled_in(local)
    assert form.is_valid()
    assert form.cleaned_data["at"] == utc(moment)


@pytest.mark.parametrize(
    ("zone", "local", "before", "after", "sentence"),
    [
        (
            LONDON, "2026-03-29T01:30", "2026-03-29 00:59", "2026-03-29 01:00",
            ("On Sunday 29 March 2026 the clocks go forward, so 01:30 doesn't exist. "
             "The nearest times are 00:59 and 02:00: choose one, or give another time."),
        ),
        (
            NEW_YORK, "2026-03-08T02:00", "2026-03-08 06:59", "2026-03-08 07:00",
            ("On Sunday 8 March 2026 the clocks go forward, so 02:00 doesn't exist. "
             "The nearest times are 01:59 and 03:00: choose one, or give another time."),
        ),
        (
            LORD_HOWE, "2026-10-04T02:29", "2026-10-03 15:29", "2026-10-03 15:30",
            ("On Sunday 4 October 2026 the clocks go forward, so 02:29 doesn't exist. "
             "The nearest times are 01:59 and 02:30: choose one, or give another time."),
        ),
    ],
)  # fmt: skip
def test_a_time_that_does_not_exist_is_refused_with_the_nearest(
    settings, zone, local, before, after, sentence
):
    settings.TIME_ZONE = zone
    form = filled_in(local)
    assert form.errors == {"at": [sentence]}
    page = form.as_p()
    assert f'value="{local}"' in page
    for moment in (utc(before), utc(after)):
        assert f'value="{moment.isoformat()}"' in page
        chosen = filled_in(local, moment.isoformat())
        assert chosen.is_valid()
        assert chosen.cleaned_data["at"] == moment


@pytest.mark.parametrize(
    ("zone", "local", "first", "second"),
    [
        (LONDON, "2026-10-25T01:00", "2026-10-25 00:00", "2026-10-25 01:00"),
        (LONDON, "2026-10-25T01:59", "2026-10-25 00:59", "2026-10-25 01:59"),
        (NEW_YORK, "2026-11-01T01:30", "2026-11-01 05:30", "2026-11-01 06:30"),
        (LORD_HOWE, "2026-04-05T01:45", "2026-04-04 14:45", "2026-04-04 15:15"),
    ],
)
def test_a_time_that_comes_twice_is_asked_about(settings, zone, local, first, second):
    settings.TIME_ZONE = zone
    form = filled_in(local)
    assert "comes twice. Choose which you mean." in form.errors["at"][0]
    page = form.as_p()
    for moment in (utc(first), utc(second)):
        assert f'value="{moment.isoformat()}"' in page
        chosen = filled_in(local, moment.isoformat())
        assert chosen.is_valid()
        assert chosen.cleaned_data["at"] == moment


def test_the_two_moments_are_told_apart_by_their_offset(settings):
    settings.TIME_ZONE = LORD_HOWE
    page = filled_in("2026-04-05T01:45").as_p()
    when = "Sunday 5 April 2026, 01:45 (Australia/Lord_Howe, UTC"
    assert f"The first time: {when}+11:00)" in page
    assert f"The second time: {when}+10:30)" in page


def test_a_choice_made_for_another_time_does_not_count(settings):
    settings.TIME_ZONE = LONDON
    form = filled_in("2026-10-25T01:30", utc("2026-10-25 00:00").isoformat())
    assert not form.is_valid()
    plain = filled_in("2026-10-26T01:30", utc("2026-10-25 00:30").isoformat())
    assert plain.is_valid()
    assert plain.cleaned_data["at"] == utc("2026-10-26 01:30")


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026-02-30T08:00", "0001-01-01T00:00", "9999-12-31T23:59", "2026-11-25"]
)
def test_what_is_no_time_is_refused_and_stays_in_the_field(text):
    form = filled_in(text)
    assert form.errors["at"][0].startswith("Give a day and a time of that day")
    assert f'value="{text}"' in form.as_p()


def test_an_empty_field_is_refused_only_where_a_time_is_needed():
    assert filled_in("").errors == {"at": ["Give a day and a time."]}
    assert NewsroomTimeField(required=False).clean(("", "")) is None


def test_the_zone_stands_beside_the_field(settings):
    settings.TIME_ZONE = NEW_YORK
    assert "America/New_York" in PublishForm().as_p()


def test_a_moment_of_the_second_hour_is_shown_with_its_choice_made(settings):
    settings.TIME_ZONE = LONDON
    second = utc("2026-10-25 01:30")
    page = PublishForm(initial={"at": second}).as_p()
    assert 'value="2026-10-25T01:30"' in page
    assert page.count(" checked") == 1
    assert f'value="{second.isoformat()}" checked' in page


def test_a_sentence_names_the_zone(settings):
    settings.TIME_ZONE = LONDON
    assert in_words(utc("2026-07-01 07:00")) == "Wednesday 1 July 2026, 08:00 (Europe/London)"


@given(
    minutes=st.integers(0, 60 * 24 * 366 * 3),
    zone=st.sampled_from([LONDON, NEW_YORK, LORD_HOWE, "Asia/Kathmandu", "America/St_Johns"]),
)
def test_every_moment_comes_back_from_its_local_time(minutes, zone):
    with override_settings(TIME_ZONE=zone):
        moment = utc("2025-01-01 00:00") + timedelta(minutes=minutes)
        text, meant = as_typed(moment)
        again = filled_in(text, meant)
        assert again.is_valid()
        assert again.cleaned_data["at"] == moment


@pytest.mark.parametrize(("zone", "start", "length"), [
    (LONDON, "2026-03-29T01:00", 60),
    (NEW_YORK, "2026-03-08T02:00", 60),
    (LORD_HOWE, "2026-10-04T02:00", 30),
])  # fmt: skip
def test_every_minute_of_a_gap_has_the_same_neighbours(settings, zone, start, length):
    settings.TIME_ZONE = zone
    gap = [datetime.fromisoformat(start) + timedelta(minutes=n) for n in range(length)]
    assert not any(moments(minute) for minute in gap)
    assert {tuple(nearest(minute)) for minute in gap} == {tuple(nearest(gap[0]))}
    assert moments(gap[0] - timedelta(minutes=1)) == [nearest(gap[0])[0]]
    assert moments(gap[-1] + timedelta(minutes=1)) == [nearest(gap[0])[1]]
