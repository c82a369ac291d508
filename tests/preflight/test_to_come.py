import pytest

from articles.preflight import to_come
from tests.preflight.proofs import findings, found


@pytest.mark.parametrize(
    "text", ["TK", "Fares rise by TK%.", "[TK: quote]", "TKTK", "T<b>K</b> said", "(TK)"]
)
def test_what_is_still_to_come_blocks(text):
    assert found(to_come, body=f"<p>{text}</p>") == [("block", "body")]


@pytest.mark.parametrize(
    "text", ["A TKO in round two", "a tk", "The TK-80", "STK", "TKT", "TK1", "K TTK"]
)
def test_words_with_the_same_letters_pass(text):
    assert found(to_come, body=f"<p>{text}</p>") == []


def test_every_field_that_readers_read_is_looked_at():
    names = ["kicker", "headline", "short_headline", "standfirst", "dateline", "lead_caption"]
    for name in names:
        assert found(to_come, **{name: "In TK"}) == [("block", name)]


def test_it_counts_and_shows_the_first():
    (finding,) = findings(to_come, body=f"<p>{'word ' * 20}costs TK euros</p><p>TK</p>")
    assert "2 times" in finding.message
    assert finding.excerpt == "…word word word word costs TK euros TK"
