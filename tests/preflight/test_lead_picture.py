from datetime import UTC, datetime

from articles.models import Picture
from articles.preflight import lead_picture
from tests.preflight.proofs import found


def shown(**fields):
    picture = Picture(pk=1, **{"alt": "A quay", "credit": "J. Quill", **fields})
    return found(lead_picture, lead_picture=picture)


def test_no_picture_is_told():
    assert found(lead_picture) == [("warn", "lead_picture")]


def test_a_described_and_credited_picture_passes():
    assert shown() == []


def test_without_a_description_or_a_credit_it_blocks():
    assert shown(alt=" ") == shown(credit=" ") == [("block", "lead_picture")]


def test_a_licence_that_is_over_or_yet_to_come_is_told():
    yesterday, tomorrow = datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 5, tzinfo=UTC)
    assert (
        shown(licence_until=yesterday) == shown(licence_from=tomorrow) == [("warn", "lead_picture")]
    )
    assert shown(licence_from=yesterday, licence_until=tomorrow) == []
