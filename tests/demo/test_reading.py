from datetime import UTC, datetime

import pytest

from articles.demo import reading

#: A Saturday; the clocks in London go forward in the night.
NOW = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)


def story(slug: str, now: datetime = NOW) -> reading.Story:
    return next(each for each in reading.stories(now) if each.content["slug"] == slug)


def test_times_are_counted_from_the_moment_of_loading():
    assert story("trams-to-run-all-night-at-weekends").since == datetime(
        2026, 3, 28, 23, 5, tzinfo=UTC
    )
    assert story("fish-auction-goes-online").since == datetime(2026, 3, 31, 23, 30, tzinfo=UTC)


def test_tomorrow_at_seven_is_meant_in_the_newsroom_s_zone():
    rents = story("what-a-room-costs-in-nineteen-districts")
    assert rents.since == datetime(2026, 3, 29, 6, tzinfo=UTC)


def test_days_in_the_text_are_counted_from_the_story_s_own():
    trams = story("trams-to-run-all-night-at-weekends")
    assert "voted by 38 to 21 on Saturday" in trams.content["body"]
    drowned = story("drowned-street-beneath-the-saltmarket")
    assert f"{drowned.since:%A}" == "Thursday"
    assert "From Sunday on, people can stand" in drowned.content["body"]
    assert "last examined on 9 September 2025" in story("maiden-bridge-stuck-open").content["body"]


def test_stories_come_oldest_first_so_that_links_lead_back():
    found = reading.stories(NOW)
    dated = [each.since for each in found if each.since]
    assert dated == sorted(dated)
    assert all(each.since is None for each in found[len(dated) :])


@pytest.mark.parametrize("now", [NOW, datetime(2028, 2, 29, 0, 0, tzinfo=UTC)])
def test_what_is_to_come_lies_ahead_whenever_it_is_loaded(now: datetime):
    for each in reading.stories(now):
        if each.state == "scheduled":
            assert each.since > now
        if each.next:
            assert each.next.at > now > each.since
        if each.notice:
            assert each.since < each.notice.at < now
