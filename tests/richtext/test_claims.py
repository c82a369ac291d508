"""What is found in copy that can be checked."""

import tomllib
from pathlib import Path
from time import monotonic

import pytest

from articles.richtext.claims import claims, claims_in, sentences

SENTENCES = tomllib.loads((Path(__file__).parent / "claims.toml").read_text())["sentence"]
DOCS = Path(__file__).parents[2] / "docs" / "editors.md"
KINDS = ("figure", "date", "name", "quote", "link")


def found(html):
    return [(claim.kind, claim.text) for claim in claims(html)]


def score():
    """Return how many claims are there, how many are found, and how many of those are right.

    Right is what has the kind, and the words with no more than a word too many or too few.
    """
    there = right = listed = 0
    for sentence in SENTENCES:
        left = found(f"<p>{sentence['text']}</p>")
        expected = [(kind, words) for kind in KINDS for words in sentence.get(kind, [])]
        there, listed = there + len(expected), listed + len(left)
        for kind, words in expected:
            match = next((each for each in left if alike(each, (kind, words))), None)
            if match:
                left.remove(match)
                right += 1
    return there, listed, right


def alike(one, other):
    (kind, words), (other_kind, other_words) = one, other
    return kind == other_kind and (words in other_words or other_words in words)


def test_the_docs_say_how_much_is_found_and_how_much_of_it_rightly():
    assert len(SENTENCES) == 60
    there, listed, right = score()
    said = (
        f"Of the {there} claims in 60 written sentences they find {right} "
        f"(recall {right / there:.0%}); {right} of the {listed} they list are right "
        f"(precision {right / listed:.0%})."
    )
    assert said in " ".join(DOCS.read_text().split())


def test_they_come_in_the_order_of_the_text_with_their_sentence():
    html = "<p>Nobody came. Ana Lopes waited 40 minutes. “Where are they?” she asked.</p>"
    sentence = "Ana Lopes waited 40 minutes."
    assert [tuple(claim) for claim in claims(html)] == [
        ("name", "Ana Lopes", sentence),
        ("figure", "40 minutes", sentence),
        ("quote", "Where are they?", "“Where are they?” she asked."),
    ]


def test_a_link_belongs_to_the_sentence_that_its_words_are_in():
    html = '<p>It rained. The <a href="https://example.org/a">report</a> is out. Snow fell.</p>'
    assert [tuple(claim) for claim in claims(html)] == [
        ("link", "https://example.org/a", "The report is out.")
    ]


def test_what_stands_in_lists_tables_and_captions_is_found_too():
    html = (
        "<ul><li>The fee is 12 euros.</li></ul>"
        "<table><tbody><tr><td>14 boats</td></tr></tbody></table>"
        '<figure><img data-picture="1" src="/x" alt="">'
        "<figcaption>The pier in 1931.</figcaption></figure>"
    )
    assert found(html) == [("figure", "12 euros"), ("figure", "14 boats"), ("date", "1931")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Dr. Reis met Mr. Holt. They spoke.", ["Dr. Reis met Mr. Holt.", "They spoke."]),
        ("“Late. Go,” she said. He went.", ["“Late. Go,” she said.", "He went."]),
        ("“It is late.” He went.", ["“It is late.”", "He went."]),
        ("It costs 4.5 euros. No more.", ["It costs 4.5 euros.", "No more."]),
        ("Is it? Yes! Well…", ["Is it?", "Yes!", "Well…"]),
        ("no capital. nor here", ["no capital. nor here"]),
        ("", []),
    ],
)
def test_sentences(text, parts):
    assert sentences(text) == parts


def test_a_date_is_no_figure_and_a_month_no_name():
    listed = claims_in("It opened on 4 March 2026 in Porto.")
    assert [claim[:2] for claim in listed] == [("date", "4 March 2026"), ("name", "Porto")]


def test_a_heading_in_capitals_names_nobody():
    assert claims_in("What Was Repaired This Year") == []


def test_the_same_in_one_sentence_is_listed_once():
    assert len(claims_in("Porto beat Porto.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“" * 5000,
        "‘a" * 5000,
        "A. " * 5000,
        "“a b. C d.” " * 2000,
        "two " * 5000,
        "A van der " * 3000,
        "." * 200_000,
        "!" * 50_000 + " " * 50_000,
    ],
)
def test_what_no_one_writes_is_read_all_the_same(text):
    began = monotonic()
    assert isinstance(claims(f"<p>{text}</p>"), list)
    assert monotonic() - began < 5


def test_a_sentence_without_end_is_parted_so_that_no_claim_quotes_a_whole_book():
    text = " ".join(f"{number} boats" for number in range(1000, 3000))
    parts = sentences(text)
    assert " ".join(parts) == text
    assert max(map(len, parts)) <= 600
    assert max(map(len, sentences("x" * 3000))) <= 600
