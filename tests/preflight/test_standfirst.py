import pytest

from articles.preflight import standfirst
from tests.preflight.proofs import findings, found

SAID = "The island ferry company has ordered three boats that run on batteries."


def test_a_missing_standfirst_is_told():
    assert found(standfirst, standfirst=" ", body=f"<p>{SAID}</p>") == [("warn", "standfirst")]


def test_one_too_long_is_told_with_its_length():
    (finding,) = findings(standfirst, standfirst="word " * 41)
    assert "205 characters" in finding.message


@pytest.mark.parametrize(
    "paragraph",
    [
        SAID,
        SAID.upper(),
        f"{SAID} The first is due in spring.",
        "On Monday, the island ferry company has “ordered three boats”, that run on batteries.",
    ],
)
def test_one_that_repeats_the_first_paragraph_is_told(paragraph):
    body = f"<h2>Head</h2><p>{paragraph}</p>"
    (finding,) = findings(standfirst, standfirst=SAID, body=body)
    assert "repeats the first paragraph" in finding.message


@pytest.mark.parametrize(
    "paragraph", ["The first boat is due in spring.", "Three boats, ordered by the ferry company."]
)
def test_one_that_says_something_else_passes(paragraph):
    assert found(standfirst, standfirst=SAID, body=f"<p>{paragraph}</p><p>{SAID}</p>") == []


def test_one_word_repeats_nothing():
    assert found(standfirst, standfirst="Boats", body="<p>Boats</p>") == []
