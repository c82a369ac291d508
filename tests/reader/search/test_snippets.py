"""What is shown of what was found."""

import pytest

from tests.reader.search.reading import address, plain, snippets
from tests.reader.stories import published, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def snippet(client):
    def snippet(words):
        found = snippets(client.get(address(words)))
        assert len(found) == 1
        return found[0]

    return snippet


def test_the_words_are_marked_in_all_their_forms(snippet, world):
    published(world, body="<p>Two CAFÉS, one café; a cafeteria.</p>")
    assert snippet("cafe") == "Two <mark>CAFÉS</mark>, one <mark>café</mark>; a cafeteria."


def test_the_headline_is_marked_too(client, world):
    published(world, "Wales & whales")
    page = text(client.get(address("whale")))
    assert ">Wales &amp; <mark>whales</mark></a>" in page


def test_the_standfirst_is_shown_unless_the_body_says_more(snippet, world):
    published(world, standfirst="A whale came.", body="<p>The whale left on Monday.</p>")
    assert snippet("whale") == "A <mark>whale</mark> came."
    assert snippet("whale monday") == "The <mark>whale</mark> left on <mark>Monday</mark>."


def test_a_snippet_is_cut_between_words_where_the_words_stand(snippet, world):
    before, after = "<p>It goes on and on. </p>" * 100, "<p>So it went on. </p>" * 100
    published(world, body=f"{before}<p>Here a whale met a ship.</p>{after}")
    shown = snippet("whale ship")
    assert "<mark>whale</mark> met a <mark>ship</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(plain(shown)) < 260


def test_what_isnt_near_the_beginning_is_found_all_the_same(snippet, world):
    published(
        world, standfirst="It begins.", body="<p>It goes on and on.</p>" * 2000 + "<p>A whale.</p>"
    )
    assert snippet("whale") == "It begins."


def test_nothing_in_a_story_becomes_markup(client, world):
    body = "<p>A whale &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; 3 &lt; 4 \x02not\x03</p>"
    published(world, "<b>Whale</b>", body=body.replace("\x02", "").replace("\x03", ""))
    page = text(client.get(address("whale <i>script</i>")))
    assert "&lt;b&gt;<mark>Whale</mark>&lt;/b&gt;" in page
    assert "A <mark>whale</mark> &lt;<mark>script</mark>&gt;alert(1)" in page
    assert "&amp;amp; 3 &lt; 4" in page
    assert "<script" not in page
    assert 'value="whale &lt;i&gt;script&lt;/i&gt;"' in page


def test_arabic_is_marked_with_its_vowels(snippet, world):
    published(world, language="ar", body="<p>جاء أَحْمَدُ إلى المدينة</p>")
    assert snippet("احمد") == "جاء <mark>أَحْمَدُ</mark> إلى المدينة"


def test_what_must_not_occur_is_not_marked(snippet, world):
    published(world, body="<p>A whale and a ship.</p>")
    assert snippet("whale -dolphin") == "A <mark>whale</mark> and a ship."
    assert snippet("-dolphin") == "A whale and a ship."


def test_words_of_one_letter_and_long_ones_fit(snippet, world):
    published(world, body=f"<p>{'x' * 900} whale {'y' * 900}</p>")
    assert "<mark>whale</mark>" in snippet("whale")
