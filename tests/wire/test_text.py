"""Plain text copy: what is understood of it, and that every word of it arrives."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import richtext
from articles.wire.decoding import decode
from articles.wire.text import Refused, understand

COPY = """ date 2026-05-07 Headline: Ferry Company Orders Three Electric Boats

First Boat Expected in Spring

The island ferry company has ordered three boats that run on batteries, it said on Monday.

What Changes for Passengers

Will It Cost More?

Fares stay as they are until the third boat sails, the company said in a letter to the councils.

Crossing Times

A crossing takes 25 minutes, two more than now.

What the Islands Get

Harbours First

Each harbour has to be made ready. The plan names these works:

Charging Posts: Two a pier. New Ramps: Lit at night. Waiting Rooms: Heated in winter. Open to all.

Jobs on Shore

Twelve people are to be trained.

Conclusion: A Long Wait Ends

The old boats have served for 41 years.

What to Do Next
"""


def html(copy):
    return understand(copy).body


def test_the_first_line_gives_date_and_headline():
    incoming = understand(COPY)
    assert incoming.headline == "Ferry Company Orders Three Electric Boats"
    assert incoming.dated == date(2026, 5, 7)
    assert "The story's date is 7 May 2026." in incoming.notes


def test_subheads_and_their_levels_are_guessed():
    heads = [(b.tag, b.text) for b in richtext.blocks(html(COPY)) if b.tag.startswith("h")]
    assert heads == [
        ("h2", "First Boat Expected in Spring"),
        ("h2", "What Changes for Passengers"),
        ("h3", "Will It Cost More?"),
        ("h3", "Crossing Times"),
        ("h2", "What the Islands Get"),
        ("h3", "Harbours First"),
        ("h3", "Jobs on Shore"),
        ("h2", "Conclusion: A Long Wait Ends"),
        ("h2", "What to Do Next"),
    ]


def test_a_run_of_terms_becomes_a_list():
    assert (
        "<ul><li><strong>Charging Posts:</strong> Two a pier.</li>"
        "<li><strong>New Ramps:</strong> Lit at night.</li>"
        "<li><strong>Waiting Rooms:</strong> Heated in winter. Open to all.</li></ul>"
    ) in html(COPY)


def test_the_notes_say_what_was_guessed():
    assert understand(COPY).notes[2:] == [
        "Subheads guessed: 9, of them 4 deeper. Check their levels.",
        "Runs of “Term: sentence.” made into a list: 1.",
    ]


def test_not_one_word_is_lost_or_moved():
    assert richtext.words(html(COPY)) == COPY.split("\n", 1)[1].split()


STOPPED = st.sampled_from(
    ["The boat sailed.", "He said: no.", "Term: It is. Other: It is not.", "TK"]
)
SHORT = st.sampled_from(
    ["A Subhead", "Why now?", "By Ann Lee", "conclusion", "“Quoted”", "A < b & c"]
)
MARKED = st.sampled_from(["- one", "- two", "* star", "1. first", "2. second", "> quoted", "-30-"])
ODD = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=12)
made_up = st.lists(
    st.tuples(st.one_of(STOPPED, SHORT, MARKED, ODD), st.sampled_from(["\n", "\n\n", "\r\n", " "])),
    min_size=1,
)
#: What isn't a word: the marks of lists and quotes, and what no reader sees.
UNSEEN = "\u200b\ufeff\ufffe\uffff"


def bare_words(text):
    kept = "".join(" " if char in UNSEEN or char < " " or char == "\x7f" else char for char in text)
    return [word for word in kept.split() if word not in {"-", "*", ">", "•", "·", "1.", "2."}]


@given(made_up)
@settings(max_examples=300, deadline=None)
def test_not_one_word_of_made_up_copy_is_lost_or_moved(parts):
    copy = "".join(words + end for words, end in parts)
    try:
        copy, _ = decode(copy.encode())
    except Refused:
        return
    incoming = understand(f"Headline: Made up\n\n{copy}")
    assert bare_words(richtext.text(incoming.body)) == bare_words(copy)
    assert richtext.is_clean(incoming.body)


@given(made_up)
@settings(max_examples=150, deadline=None)
def test_without_a_header_headline_and_body_have_all_the_words(parts):
    copy = "A line. " + "".join(words + end for words, end in parts)
    incoming = understand(copy)
    assert incoming.headline
    body = bare_words(richtext.text(incoming.body))
    assert bare_words(copy) in (body, bare_words(incoming.headline) + body)


def test_a_first_line_without_header_is_the_headline_if_it_looks_like_one():
    incoming = understand("Ferry late again\n\nIt came at nine.")
    assert (incoming.headline, incoming.dated) == ("Ferry late again", None)
    assert incoming.body == "<p>It came at nine.</p>"


def test_without_a_headline_the_first_words_stand_in():
    text = "The ferry " + "was late again and again " * 20 + "today."
    incoming = understand(text)
    assert incoming.headline.startswith("The ferry was late")
    assert incoming.headline.endswith("…")
    assert len(incoming.headline) <= 90
    assert incoming.body == f"<p>{text}</p>"
    assert "There is no headline; the first words stand in for one." in incoming.notes


def test_a_lone_headline_is_a_draft_without_text():
    assert (understand("Ferry late").headline, understand("Ferry late").body) == ("Ferry late", "")


@pytest.mark.parametrize(
    "header",
    [
        "Headline: Ferry late",
        "HEADLINE: Ferry late\r\n",
        "date: 2026-05-07\nheadline: Ferry late",
        "\n\nDate 2026-05-07  Headline:Ferry late",
    ],
)
def test_headers_come_in_several_forms(header):
    incoming = understand(f"{header}\n\nIt came at nine.")
    assert (incoming.headline, incoming.body) == ("Ferry late", "<p>It came at nine.</p>")
    assert incoming.dated == (date(2026, 5, 7) if "2026" in header else None)


def test_a_date_alone_leaves_the_headline_to_the_next_line():
    incoming = understand("date 2026-05-07\n\nFerry late\n\nIt came at nine.")
    assert (incoming.headline, incoming.body) == ("Ferry late", "<p>It came at nine.</p>")


def test_a_day_that_does_not_exist_is_told():
    incoming = understand("date 2026-02-30 Headline: Ferry late\n\nIt came.")
    assert (incoming.headline, incoming.dated) == ("Ferry late", None)
    assert "There is no day 2026-02-30, so the story has no date yet." in incoming.notes


def test_a_headline_too_long_for_its_field_is_whole_in_the_text():
    incoming = understand("Headline: " + "Ferry late " * 30 + "\n\nIt came.")
    assert len(incoming.headline) <= 200
    assert richtext.words(incoming.body) == ["Ferry", "late"] * 30 + ["It", "came."]


def test_a_byline_in_the_text_is_left_and_told():
    incoming = understand("Headline: Ferry late\n\nBy Ann Lee\n\nIt came at nine.")
    assert incoming.body == "<p>By Ann Lee</p>\n<p>It came at nine.</p>"
    assert any("By Ann Lee" in note for note in incoming.notes)


def test_tags_and_entities_in_copy_come_out_as_text():
    body = html("Headline: Code\n\n<script>steal()</script> &amp; <b>bold</b> are text.")
    assert body == (
        "<p>&lt;script&gt;steal()&lt;/script&gt; &amp;amp; &lt;b&gt;bold&lt;/b&gt; are text.</p>"
    )


@pytest.mark.parametrize(
    "words",
    [
        "At 9:30 he left. At 10:30 he came.",
        "Note: It is late. It is dark.",
        "Where: At the pier. It is lit. When: At nine.",
        "They asked. Where: At the pier. When: At nine.",
        "where: At the pier. when: At nine.",
    ],
)
def test_what_is_no_run_of_terms(words):
    assert html(f"Headline: Ferry\n\n{words}") == f"<p>{words}</p>"


def test_two_terms_with_a_sentence_each_are_a_run():
    assert html("Headline: Ferry\n\nWhere: At the pier. When: At nine.") == (
        "<ul><li><strong>Where:</strong> At the pier.</li>"
        "<li><strong>When:</strong> At nine.</li></ul>"
    )
