import time
from datetime import UTC, date, datetime

import pytest

from articles.preflight import dates
from tests.preflight.proofs import findings, found


def told(text, **fields):
    given = {"dated": date(2026, 3, 4), "body": f"<p>{text}</p>", **fields}
    return [each.message.split("”")[0][1:] for each in findings(dates, **given)]


@pytest.mark.parametrize(
    "old",
    [
        "10 October 2023",
        "10th of October, 2023",
        "October 10, 2023",
        "Oct. 10 2023",
        "Sept 2023",
        "october 2023",
        "2023-10-10",
        "10/10/2023",
        "31/12/2024",
        "1.2.2023",
        "4 March 2025",
        "February 2025",
        "29 February 2024",
    ],
)
def test_a_date_a_year_or_more_before_the_story_is_told(old):
    assert told(f"It was on {old}, they said.") == [old]


@pytest.mark.parametrize(
    "passing",
    [
        "5 March 2025",
        "March 2025",
        "2025-03-05",
        "5/3/2025",
        "3/5/2025",
        "10 October 2027",
        "from 2021 to 2023",
        "in 2019",
        "2023-13-45",
        "99/99/2023",
        "version 1.10.10.2023",
        "10 October",
        "mayor 2023",
        "order 2023-10-101",
    ],
)
def test_other_dates_and_figures_pass(passing):
    assert told(f"It was {passing}.") == []


def test_a_day_that_does_not_exist_is_still_in_its_month():
    assert told("On 31 February 2023") == ["February 2023"]


def test_each_old_date_is_told_once_with_where_it_stands():
    text = "On 2 May 2020, and again 2 May 2020, then on 3 May 2021"
    assert sorted(told(text)) == ["2 May 2020", "3 May 2021"]
    (finding,) = findings(dates, dated=date(2026, 3, 4), headline="Since 1 June 2001")
    assert (finding.level, finding.field, finding.excerpt) == (
        "warn",
        "headline",
        "Since 1 June 2001",
    )
    assert "4 March 2026" in finding.message


def test_a_story_without_a_date_has_that_of_its_publication():
    at = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert found(dates, at=at, body="<p>On 4 March 2025</p>") == [("warn", "body")]
    assert found(dates, at=at, body="<p>On 5 March 2025</p>") == []


def test_a_story_of_a_leap_day_has_a_year_too():
    assert told("On 28 February 2023", dated=date(2024, 2, 29)) == ["28 February 2023"]


@pytest.mark.parametrize("unit", ["1", "1/", "May ", "2023-", "10 October "])
def test_long_copy_costs_its_length_only(unit):
    started = time.process_time()
    told(unit * (200_000 // len(unit)))
    assert time.process_time() - started < 3
