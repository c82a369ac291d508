"""What cleaning makes of HTML, and that every way of saving goes through it."""

import re
import time

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article
from articles.richtext import RichTextField, blocks, clean, is_clean, text, words

TAGS = re.findall(
    "[^ ]+",
    "p div b i span strong em a h1 h2 h3 h6 ul ol li blockquote table caption thead tbody tr td th "
    "figure figcaption section pre s sub sup script style o:p font dl dt",
)
ATTRIBUTES = (
    "",
    ' style="font-weight:700"',
    ' style="font-weight:normal"',
    ' style="mso-list:l0 level1 lfo1"',
    ' style="mso-list:l0 level3 lfo1"',
    ' style="mso-list:Ignore"',
    ' class="MsoListParagraph"',
    ' href="/world/"',
    ' href="https://example.org/?a=1&b=2"',
    ' href="https://youtu.be/abcdefghijk?t=9"',
    " onclick=x colspan=2",
)
PIECES = (
    "word",
    " ",
    "\n",
    "&nbsp;",
    "·&nbsp; ",
    "1.",
    "<br>",
    "<hr>",
    "<!-- c -->",
    "&lt;",
    "\u200b",
    '<img data-picture="7" src="/media/a.webp" alt="A quay">',
    '<img src="https://example.org/spy.gif">',
    "https://youtu.be/abcdefghijk",
    '<iframe src="//player.vimeo.com/video/7"></iframe>',
)
opening = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
closing = st.builds("</{}>".format, st.sampled_from(TAGS))
soup = st.lists(st.one_of(opening, closing, st.sampled_from(PIECES), st.text(max_size=4)))


@given(soup.map("".join))
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing(html):
    once = clean(html)
    assert clean(once) == once
    assert is_clean(once)


@given(soup.map("".join))
@settings(max_examples=150, deadline=None)
def test_blocks_are_the_body_in_order(html):
    cleaned = clean(html)
    assert "\n".join(block.html for block in blocks(html)) == cleaned
    assert [word for block in blocks(html) for word in block.text.split()] == words(cleaned)


@given(st.lists(st.sampled_from(["<p>", "<div>", "<li>", "<b>", "</b>", "<h2>", "one ", "two "])))
def test_no_word_is_lost_or_moved(parts):
    html = "".join(parts)
    assert words(clean(html)) == re.sub("<[^>]+>", "", html).split()


@pytest.mark.parametrize(
    ("given_html", "stored"),
    [
        ("A line", "<p>A line</p>"),
        ("<div>One</div><div>Two</div>", "<p>One</p>\n<p>Two</p>"),
        ("<p>One<br><br>Two<br>lines</p>", "<p>One</p>\n<p>Two<br>lines</p>"),
        ("<p>&nbsp;</p><p> \u200b</p><p><br></p>", ""),
        ("<h1>Top</h1><h5>Low</h5>", "<h2>Top</h2>\n<h4>Low</h4>"),
        ("<h2><strong>All bold</strong></h2>", "<h2>All bold</h2>"),
        ("<p><b>B</b> <i>I</i> <del>D</del></p>", "<p><strong>B</strong> <em>I</em> <s>D</s></p>"),
        ("<p>5&nbsp;km</p>", "<p>5&nbsp;km</p>"),
        ("<p class=x id=y style='color:red' dir=ltr>Text</p>", "<p>Text</p>"),
        ("<ul><li><p>One</p></li><li></li></ul>", "<ul><li>One</li></ul>"),
        ("<blockquote>Said</blockquote>", "<blockquote><p>Said</p></blockquote>"),
        ("<p>Before<hr>after", "<p>Before</p>\n<hr>\n<p>after</p>"),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", "<p>a &lt;b&gt; &amp;amp; c</p>"),
        ("<p>Bell\x07 and nothing\x00</p>", "<p>Bell and nothing</p>"),
        ("a\ud800b", "<p>a?b</p>"),
    ],
)
def test_what_comes_in_gets_the_stored_form(given_html, stored):
    assert clean(given_html) == stored


@pytest.mark.parametrize(
    "harmful",
    [
        "<script>steal()</script>",
        "<style>p{display:none}</style>",
        "<iframe src='https://example.org'></iframe>",
        "<svg onload=steal()><text>drawn</text></svg>",
        "<math><mtext></p><style><img src=x onerror=steal()></style></mtext></math>",
        "<img src=x onerror=steal()>",
        "<template><p>hidden</p></template>",
        "<!-- <b>note</b> -->",
    ],
)
def test_what_could_do_harm_goes_with_its_content(harmful):
    assert clean(f"<p>Stays</p>{harmful}") == "<p>Stays</p>"


@pytest.mark.parametrize(
    "href",
    ["javascript:steal()", "JaVa\tscript:steal()", "data:text/html,x", "http://[x", "", "ftp://x"],
)
def test_a_link_that_could_do_harm_is_its_words_alone(href):
    assert clean(f'<p><a href="{href}">words</a></p>') == "<p>words</p>"


def test_a_link_that_leaves_the_site_says_so(settings):
    settings.SITE_URL = "https://paper.example"
    kept = (
        '<p><a href="https://paper.example/world/">in</a> <a href="mailto:a@b.example">mail</a></p>'
    )
    assert clean(kept) == kept
    leaving = '<a href="//other.example/" rel="external noopener">out</a>'
    assert clean('<a rel=next target=_blank href="//other.example/">out</a>') == f"<p>{leaving}</p>"


def test_pictures_come_from_the_library_and_stand_in_figures():
    picture = '<img data-picture="7" src="/media/a.webp" alt="A &quot;quay&quot;" width="80">'
    html = f'<p>Before {picture} after <img src="/media/b.webp"></p>'
    assert clean(html) == f"<p>Before</p>\n<figure>{picture}</figure>\n<p>after</p>"
    elsewhere = '<img data-picture="7" src="https://example.org/a.webp" alt="">'
    assert clean(f"<p>{elsewhere}</p>") == ""


def test_a_caption_stays_with_its_picture():
    picture = '<img data-picture="7" src="/media/a.webp" alt="">'
    figure = f"<figure>{picture}<figcaption>The <em>quay</em></figcaption></figure>"
    assert clean(f"<div>{figure}</div>") == figure
    assert clean("<figure><figcaption>Alone</figcaption></figure>") == "<p>Alone</p>"


def test_tables_keep_their_structure():
    table = (
        "<table><caption>Tides</caption><thead><tr>"
        '<th scope="col">Port</th><th colspan="2" scope="col">High</th></tr></thead>'
        "<tbody><tr><td>Leith</td><td></td><td>04:10</td></tr></tbody></table>"
    )
    loose = table.replace("<tr>", '<tr class="x" style="height:9pt">').replace(
        "Leith", "<p>Leith</p>"
    )
    assert clean(loose) == table
    assert clean("<table><tr><td> </td></tr></table>") == ""


def test_a_table_within_a_cell_is_text_there():
    nested = "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    assert clean(nested) == "<table><tbody><tr><td><p>a</p><p>b</p></td></tr></tbody></table>"


WORD_ITEM = (
    "<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level{} lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>{}<span "
    "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>{}"
    "<o:p></o:p></p>"
)


def test_lists_from_word_become_lists():
    items = [
        (1, "·", "Fish"),
        (2, "1.", "Cod"),
        (2, "2.", "Ling"),
        (1, "·", "Fowl"),
        (1, "1)", "One"),
    ]
    pasted = "\n".join(WORD_ITEM.format(*item) for item in items)
    assert clean(f"{pasted}<p class=MsoNormal><o:p>&nbsp;</o:p></p>") == (
        "<ul><li>Fish<ol><li>Cod</li><li>Ling</li></ol></li><li>Fowl</li></ul>\n<ol><li>One</li></ol>"
    )


def test_a_list_from_word_that_lost_its_styles_is_still_seen():
    item = "<p class=MsoListParagraph>·&nbsp;&nbsp;&nbsp; {}</p>".format
    assert clean(item("One") + item("Two")) == "<ul><li>One</li><li>Two</li></ul>"


def test_google_docs_wrappers_go_and_its_styles_become_tags():
    pasted = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f">'
        '<h2 dir="ltr"><span style="font-size:16pt;font-weight:400">Head</span></h2>'
        '<p dir="ltr"><span style="font-weight:700">Bold</span><span> and </span>'
        '<span style="font-style:italic">slanted</span></p><br>'
        '<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>One</span></p></li>'
        "\n<ul><li><p>Below</p></li></ul></ul></b>"
    )
    assert clean(pasted) == (
        "<h2>Head</h2>\n<p><strong>Bold</strong> and <em>slanted</em></p>\n"
        "<ul><li>One<ul><li>Below</li></ul></li></ul>"
    )


def test_marks_that_meet_are_one():
    assert clean("<p><b>a</b><b>b</b> <i><b>c</b></i></p>") == (
        "<p><strong>ab</strong> <strong><em>c</em></strong></p>"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 300_000 + "deep",
        "<ul><li>" * 100_000 + "deep",
        "".join(f'<b style="font-weight:{n % 9}00">' for n in range(2_000)) + "<p>deep" * 100_000,
        "<" * 500_000 + " deep",
        '<a "' * 200_000,
        "<b>" * 200_000 + "</p>" * 200_000 + "deep",
    ],
    ids=["blocks", "lists", "marks", "angles", "quotes", "closings"],
)
def test_tangled_html_costs_no_more_than_its_length(hostile):
    started = time.process_time()
    cleaned = clean(hostile)
    assert time.process_time() - started < 5
    assert len(cleaned) < 6 * len(hostile)
    assert ("deep" in cleaned) == ("deep" in hostile)


def test_deep_nesting_keeps_the_words():
    assert words(clean("<div>one " * 500)) == ["one"] * 500
    assert words(clean("<table><tr><td>one " * 90)) == ["one"] * 90


def test_text_has_a_line_for_each_paragraph_item_and_cell():
    html = (
        "<p>One <em>and</em> a&nbsp;half<br>two</p><ul><li>three</li></ul><table><td>4<td>5 &amp; 6"
    )
    assert text(clean(html)) == "One and a\u00a0half\ntwo\nthree\n4\n5 & 6"


def test_blocks_tell_tag_html_and_text():
    (head, para) = blocks("<h2>Head</h2><p>A <b>b</b></p>")
    assert head == ("h2", "<h2>Head</h2>", "Head")
    assert (para.tag, para.text) == ("p", "A b")


DIRTY = "<p>Kept</p><script>steal()</script>"


@pytest.fixture
def article(django_user_model):
    person = django_user_model.objects.create_user("reporter")
    return Article.objects.create(headline="A", body=DIRTY, created_by=person)


def stored(article):
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM articles_article WHERE id = %s", [article.pk])
        return cursor.fetchone()[0]


@pytest.mark.django_db
class TestEveryWayOfSaving:
    def test_save_cleans_the_row_and_the_instance(self, article):
        assert stored(article) == article.body == "<p>Kept</p>"

    def test_bulk_create(self, article):
        other = Article(headline="B", body=DIRTY, created_by=article.created_by)
        Article.objects.bulk_create([other])
        assert stored(other) == "<p>Kept</p>"

    def test_update(self, article):
        Article.objects.filter(pk=article.pk).update(body="<p>New</p><iframe></iframe>")
        assert stored(article) == "<p>New</p>"

    def test_bulk_update(self, article):
        article.body = "<p onclick=x>Newer</p>"
        Article.objects.bulk_update([article], ["body"])
        assert stored(article) == "<p>Newer</p>"

    def test_an_expression_passes(self, article):
        Article.objects.filter(pk=article.pk).update(body=F("headline"))
        assert stored(article) == "A"

    def test_a_search_is_not_cleaned(self, article):
        assert Article.objects.filter(body__startswith="<p>Ke").exists()

    def test_history_keeps_it_clean(self, article):
        assert article.history.get().body == "<p>Kept</p>"


def test_an_empty_value_stays_empty():
    assert RichTextField(null=True).get_db_prep_save(None, connection) is None
    assert clean("") == ""
