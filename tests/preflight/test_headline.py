import pytest

from articles.preflight import headline
from tests.preflight.proofs import findings, found


@pytest.mark.parametrize("empty", ["", "  "])
def test_without_a_headline_it_blocks(empty):
    assert found(headline, headline=empty) == [("block", "headline")]


def test_a_headline_too_long_for_lists_is_told_with_its_length():
    (finding,) = findings(headline, headline="W" * 91)
    assert (finding.level, "91 characters" in finding.message) == ("warn", True)


def test_a_headline_that_fits_passes_and_so_does_one_with_a_short_form():
    assert found(headline, headline="W" * 90) == []
    assert found(headline, headline="W" * 150, short_headline="W" * 30) == []
