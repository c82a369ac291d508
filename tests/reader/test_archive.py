"""The archive: by day in the newsroom's zone, and the ways there."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles.reader.periods import Period
from tests import people
from tests.reader.stories import archive, headlines, link, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def scattered(clock, world):
    """Stories on four days of two years; what readers don't see is on days of its own."""
    for day in ("2024-12-31", "2026-01-01", "2026-02-02", "2026-02-28"):
        published(world, f"Of {day}", since=datetime.fromisoformat(f"{day}T12:00+00:00"))
    published(world, "Ended", since=datetime(2026, 2, 10, tzinfo=UTC), until=clock.now)
    gone = datetime(2025, 5, 5, tzinfo=UTC)
    published(world, "Withdrawn", since=gone, until=gone + timedelta(days=1), withdrawn="Wrong.")
    published(world, "To come", since=clock.now + timedelta(days=40))


def links(response):
    """Return the addresses within the archive that a page leads to, in order, the trail first."""
    main = text(response).partition("<main")[2].partition("</main>")[0]
    return re.findall(r'href="(/archive/[^"]*)"', main)


def test_it_leads_from_years_to_months_to_days(client, scattered):
    assert links(client.get("/archive/")) == ["/archive/2026/", "/archive/2024/"]
    year = links(client.get("/archive/2026/"))
    assert year == ["/archive/", "/archive/2026/01/", "/archive/2026/02/", "/archive/2024/"]
    days = ["/archive/2026/02/02/", "/archive/2026/02/28/", "/archive/2026/01/"]
    assert links(client.get("/archive/2026/02/")) == ["/archive/", "/archive/2026/", *days]


def test_a_day_has_its_stories_and_leads_to_the_nearest_that_have_some(client, scattered):
    day = client.get("/archive/2026/02/02/")
    assert headlines(day) == ["Of 2026-02-02"]
    assert ">12:00</time>" in text(day)
    assert links(day)[-2:] == ["/archive/2026/01/01/", "/archive/2026/02/28/"]
    assert links(client.get("/archive/2024/12/31/"))[-1] == "/archive/2026/01/01/"


def test_an_empty_newsroom_has_an_archive(client, db):
    assert "Nothing has been published yet." in text(client.get("/archive/"))


@pytest.mark.parametrize(
    "path",
    [
        *("2025/", "2026/02/10/", "2025/05/", "2025/05/05/", "2026/04/", "2026/04/12/", "2027/"),
        *("2026/02/30/", "2026/13/", "2026/00/", "2026/2/2/", "26/", "0001/", "9999/12/31/"),
    ],
)
def test_nothing_is_found_where_readers_see_nothing(client, scattered, path):
    answer = client.get(f"/archive/{path}")
    assert answer.status_code == 404
    assert answer.content == client.get("/nowhere/").content


def test_a_story_to_come_is_there_from_its_second_on(client, clock, scattered):
    clock.at(clock.now + timedelta(days=40, seconds=-1))
    assert client.get("/archive/2026/04/12/").status_code == 404
    assert "/archive/2026/04/" not in links(client.get("/archive/2026/"))
    clock.tick()
    assert headlines(client.get("/archive/2026/04/12/")) == ["To come"]
    assert "/archive/2026/04/" in links(client.get("/archive/2026/"))
    assert links(client.get("/archive/2026/02/28/"))[-1] == "/archive/2026/04/12/"


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("America/New_York", "2026-02-03T04:59:59+00:00", "2026/02/02"),
        ("America/New_York", "2026-02-03T05:00:00+00:00", "2026/02/03"),
        ("Asia/Tokyo", "2026-02-02T15:00:00+00:00", "2026/02/03"),
        # At midnight the clocks go forward to one.
        ("Asia/Beirut", "2025-03-29T21:59:59+00:00", "2025/03/29"),
        ("Asia/Beirut", "2025-03-29T22:00:00+00:00", "2025/03/30"),
        # At one they go back to midnight, so the day has that hour twice.
        ("America/Havana", "2025-11-02T04:00:00+00:00", "2025/11/02"),
        ("America/Havana", "2025-11-02T05:30:00+00:00", "2025/11/02"),
    ],
)
def test_days_are_the_newsrooms(client, clock, world, settings, zone, moment, day):
    settings.TIME_ZONE = zone
    published(world, "At night", since=datetime.fromisoformat(moment))
    assert headlines(client.get(f"/archive/{day}/")) == ["At night"]
    assert f"/archive/{day}/" in links(client.get(f"/archive/{day[:7]}/"))


def test_a_later_version_stays_on_the_day_of_the_first(client, clock, world):
    first, then = clock.now - timedelta(days=20), clock.now - timedelta(days=3)
    article = published(world, "First", since=first, until=then).article
    published(world, "Second", article=article, since=then, first=first)
    assert headlines(client.get(f"/archive/{first:%Y/%m/%d}/")) == ["Second"]
    assert client.get(f"/archive/{then:%Y/%m/%d}/").status_code == 404


def test_a_day_goes_on_over_pages(client, clock, world):
    day = datetime(2026, 2, 2, tzinfo=UTC)
    for n in range(24):
        published(world, f"Story {n:02}", since=day + timedelta(hours=n))
    first = client.get("/archive/2026/02/02/")
    second = client.get("/archive/2026/02/02/" + link_of(first, "Older stories"))
    assert headlines(first) + headlines(second) == [f"Story {n:02}" for n in range(23, -1, -1)]


def link_of(response, words):
    return re.search(rf'href="([^"]*)">{words}<', text(response))[1]


def test_a_very_old_archive_shows_its_newest_years(client, clock, world):
    published(world, "Printed", since=datetime(1605, 5, 5, 12, tzinfo=UTC))
    published(world, "Posted", since=datetime(2026, 1, 1, tzinfo=UTC))
    assert links(client.get("/archive/")) == ["/archive/2026/"]
    assert links(client.get("/archive/2026/"))[-1] == "/archive/1605/"
    assert headlines(client.get("/archive/1605/05/05/")) == ["Printed"]


@pytest.mark.parametrize("count", [10, 500])
def test_three_queries_whatever_it_holds(client, world, django_assert_num_queries, count):
    first = archive(world, count, author_ids=[people.author().pk])[0].published_at
    day = Period(first.year, first.month, first.day)
    for period in (None, *day.larger, day):
        address = period.get_absolute_url() if period else "/archive/"
        with django_assert_num_queries(3):
            assert client.get(address).status_code == 200


def test_a_page_says_where_it_is(client, scattered, settings):
    page = text(client.get("/archive/2026/02/02/"))
    assert f'rel="canonical" href="{settings.SITE_URL}/archive/2026/02/02/"' in page
    assert "<title>2 February 2026 – The Newsroom</title>" in page
    assert link(client.get("/archive/2026/02/02/"), "prev") == "/archive/2026/01/01/"
