"""Which words find which stories."""

from datetime import timedelta

import pytest

from tests.reader.search.reading import address, found
from tests.reader.stories import DAY, published

WORDS = ["tulip", "rose", "violet", "lilac", "aster", "dahlia", "zinnia", "peony", "daisy", "poppy"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(world):
    published(world, "Bridge", body="<p>The old harbour bridge was closed.</p>")
    published(world, "Harbour", body="<p>There is no crossing in the harbour, but a ferry.</p>")
    published(
        world, "Who", body="<p>To be or not to be: The Who play at the bridge by the harbour.</p>"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridge", {"Bridge", "Who"}),
        ("harbour bridge", {"Bridge", "Who"}),
        ("harbour bridge ferry", set()),
        ('"harbour bridge"', {"Bridge"}),
        ("“harbour bridge”", {"Bridge"}),
        ("harbour -bridge", {"Harbour"}),
        ('harbour -"harbour bridge"', {"Harbour", "Who"}),
        ("-bridge", {"Harbour"}),
        ('-"harbour bridge"', {"Harbour", "Who"}),
        ("ferry or closed", {"Bridge", "Harbour"}),
        ("ferry OR closed bridge", {"Bridge", "Harbour"}),
        ('crossing or "harbour bridge"', {"Bridge", "Harbour"}),
        ('"a harbour" or "harbour bridge" or play', {"Bridge", "Who"}),
        ("harbour-bridge", {"Bridge"}),
        ("the bridge", {"Bridge", "Who"}),
        ("crossings", {"Harbour"}),
        ("HARBOURS", {"Bridge", "Harbour", "Who"}),
        ("nowhere", set()),
        # Words too common to mean anything count where there are no others, and in quotes.
        ("to be", {"Who"}),
        ('"to be or not to be"', {"Who"}),
        ('"the who"', {"Who"}),
        ("there", {"Harbour"}),
    ],
)
def test_words_are_read_as_on_the_web(search, stories, words, expected):
    assert set(search(words)) == expected


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café in Łódź", "cafe lodz"),
        ("Cafe in Lodz", "CAFÉ ŁÓDŹ"),
        ("Straße", "strasse"),
        ("Strasse", "STRAẞE"),
        ("Œuvre, Ærø, Þór", "oeuvre aero thor"),
        ("Cafe\u0301", "café"),
        ("Αθήνα ΆΛΦΑ", "αθηνα άλφα"),
        ("Ещё ёлка", "еще ЕЛКА"),
        ("أَحْمَد في المدرسة", "احمد المدرسه"),
        ("שָׁלוֹם", "שלום"),
        ("Türkiye’de İstanbul", "istanbul turkiye"),
        ("ﬁnance", "finance"),
        ("co\u00adoperate", "cooperate"),
        ("한국 뉴스", "한국"),
        ("हिन्दी", "हिन्दी"),
        ("O’Neill’s", "o'neill"),
        ("AT&T", "at&t"),
        ("COVID-19", "covid-19"),
        ("1.5 °C", "1.5"),
        ("and/or", '"and/or"'),
        ("jane@example.org", "jane@example.org"),
        ("Sardines—or not", "sardines"),
    ],
)
def test_accents_capitals_and_signs_make_no_difference(search, world, written, typed):
    published(world, "The story", body=f"<p>{written.replace('&', '&amp;')}</p>")
    published(world, "Another", body="<p>Something else</p>")
    assert search(typed) == ["The story"]


def test_all_that_the_page_says_is_searched(search, world):
    notice = {"kind": "correction", "text": "Zinnias", "at": "2026-02-02T12:00:00+00:00"}
    published(
        world, "Tulips", short_headline="Roses", kicker="Violets", standfirst="Lilacs",
        dateline="ASTERS", lead_caption="Dahlias", notices=[notice],
        body="<h2>Peonies</h2><table><tbody><tr><td>Daisies</td><td>Poppies</td></tr></tbody></table>",
    )  # fmt: skip
    for word in WORDS:
        assert search(word) == ["Roses"], word


def test_markup_is_no_word_and_glues_none(search, world):
    link = '<p>Her<strong>bari</strong>um</p><p>ends</p><p>begins <a href="/hidden/">x</a></p>'
    published(world, "The story", body=f"<p>First</p>{link}<p>fish &amp; chips</p>")
    for word in ("herbarium", "ends", "begins", "first ends", '"fish chips"'):
        assert search(word) == ["The story"], word
    for word in ("href", "hidden", "strong", "amp", "endsbegins", "section", "author"):
        assert search(word) == [], word


def test_headlines_come_first_and_the_newest_within(search, world):
    published(world, "Old whale", since=DAY)
    published(world, "New whale", since=DAY + timedelta(days=1))
    published(world, "Short", since=DAY - timedelta(days=400), short_headline="Whale")
    published(world, "In the text", since=DAY + timedelta(days=2), body="<p>A whale.</p>")
    published(world, "Long ago", since=DAY - timedelta(days=4000), body="<p>A whale.</p>")
    assert search("whale") == ["New whale", "Old whale", "Whale", "In the text", "Long ago"]


def test_what_must_not_occur_must_not_in_the_text_either(search, world):
    published(world, "Whale and ship", body="<p>On the quay.</p>")
    published(world, "Whale", body="<p>On the beach.</p>")
    assert search("whale -quay") == ["Whale"]


@pytest.mark.parametrize(
    "words",
    [
        "a " * 5_000, "x" * 10_000, "-a " * 3_000, '"' * 10_000, "or " * 3_000, "ﷺ" * 3_000,
        "&|!():*<->\\'", "' OR 1=1 --", "a:*b & !c", "<-> <2>", "%s %(x)s {0}", "\x01\x02\x03",
        "\ud7ff\U0010ffff", "\\", "-", '-""', '"a', "or", "or or", "- or -", "section:3",
        "'month 2026-02'", "a & b | c", "\u202e\u200f", "month 2026-02",
    ],
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer(client, world, words):
    published(world, "A story", body="<p>x</p>")
    response = client.get(address(words))
    assert response.status_code == 200
    assert len(response.content) < 60_000
    found(response)


def test_no_more_is_read_than_is_said(client, world):
    published(world, "Story", body="<p>word</p>")
    assert "only the first ones" in client.get(address("word " * 30)).content.decode()
    assert "only the first ones" not in client.get(address("word " * 24)).content.decode()


def test_without_anything_to_look_for_the_page_says_how(client, world):
    for words in ("", "  ", "?!"):
        assert "How to search" in client.get(address(words)).content.decode()
