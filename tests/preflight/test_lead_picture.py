from datetime import UTC, datetime

from articles.models import Article, Picture
from articles.preflight import lead_picture
from articles.preflight.proof import Proof
from tests.preflight.proofs import AT, found


def shown(**fields):
    picture = Picture(pk=1, **{"alt": "A quay", "credit": "J. Quill", **fields})
    return found(lead_picture, lead_picture=picture)


def test_no_picture_is_told():
    assert found(lead_picture) == [("warn", "lead_picture")]


def test_a_described_and_credited_picture_passes():
    assert shown() == []


def test_without_a_description_or_a_credit_it_blocks():
    assert shown(alt=" ") == shown(credit=" ") == [("block", "lead_picture")]


def warnings(until=None, **licence):
    picture = Picture(pk=1, alt="A quay", credit="J. Quill", **licence)
    proof = Proof(Article(lead_picture=picture), AT, until)
    return [finding.message for finding in lead_picture.check(proof)]


YESTERDAY, TOMORROW, NEXT_WEEK = (datetime(2026, 3, day, tzinfo=UTC) for day in (3, 5, 11))


def test_a_licence_within_which_readers_see_all_of_it_passes():
    assert warnings(licence_from=YESTERDAY) == []
    assert warnings(until=TOMORROW, licence_from=AT, licence_until=TOMORROW) == []


def test_a_licence_that_covers_only_part_of_its_time_is_told_with_the_days():
    (late,) = warnings(licence_from=TOMORROW)
    assert "may be shown from 5 March 2026, 00:00 only" in late
    (soon,) = warnings(until=NEXT_WEEK, licence_until=TOMORROW)
    assert "may be shown until 5 March 2026, 00:00 only" in soon
    (both,) = warnings(
        until=NEXT_WEEK, licence_from=TOMORROW, licence_until=NEXT_WEEK.replace(day=8)
    )
    assert "from 5 March 2026, 00:00 until 8 March 2026, 00:00 only" in both


def test_until_further_notice_is_longer_than_any_licence():
    (open_end,) = warnings(licence_until=NEXT_WEEK)
    assert "until 11 March 2026, 00:00 only" in open_end
    (over,) = warnings(until=TOMORROW, licence_until=YESTERDAY)
    assert "until 3 March 2026, 00:00 only" in over


def test_what_readers_get_in_its_place_is_what_counts():
    other = Picture(pk=2, alt="Another", credit="B. Other", licence_until=TOMORROW)
    replaced = {"replaced_by": other, "replaced_at": YESTERDAY}
    assert len(warnings(**replaced)) == 1
    other.licence_until = None
    assert warnings(**replaced, licence_until=YESTERDAY) == []
