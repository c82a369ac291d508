"""Each format by itself: what is read from it, and what is refused."""

import json
from datetime import UTC, datetime

import pytest

from articles.models import Article, IntakeItem, Outcome
from articles.richtext import clean
from articles.wire import door
from articles.wire.decoding import Refused
from tests import people
from tests.wire import docx

pytestmark = pytest.mark.django_db

WORDS = "<p>It came at nine, an hour late.</p>"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry – The Old Courier</title>
<meta property="article:published_time" content="2024-05-06T07:08:09+02:00">
<meta name="description" content="An hour late."><meta name="author" content="Jo Quill">
<link rel="canonical" href="https://old.example.org/ferry"></head><body>
<nav><p>Home</p><p>World</p></nav><header><p>The Old Courier</p></header>
<article><h1>Ferry late again</h1>{WORDS * 9}<aside><p>Read this too</p></aside>
<div class="share"><p>Share it</p></div><script>alert(1)</script></article>
<footer><p>All rights reserved</p></footer></body></html>"""
POST = {
    "id": "1",
    "uuid": "a-b",
    "title": "Ferry late again",
    "slug": "ferry",
    "type": "post",
    "status": "published",
    "visibility": "public",
    "published_at": "2024-05-06 07:08:09",
    "custom_excerpt": "An hour late.",
    "html": f'{WORDS}<p><a href="__GHOST_URL__/other/">Other</a></p>',
}
TABLES = {
    "posts": [POST],
    "tags": [
        {"id": 1, "name": "World", "slug": "world"},
        {"id": 2, "name": "#internal", "slug": "hash-internal"},
    ],
    "posts_tags": [{"post_id": "1", "tag_id": 1}, {"post_id": "1", "tag_id": 2}],
    "users": [{"id": 5, "name": "Jo Quill", "slug": "jo"}],
    "posts_authors": [{"post_id": "1", "author_id": 5}],
    "members": [{"id": 1}],
}
NINJS = {
    "uri": "urn:ferry:1",
    "type": "text",
    "versionCreated": "2024-05-06T07:08:09Z",
    "headlines": [{"role": "main", "value": "Ferry late again"}],
    "by": "By Jo Quill and Abel Finch",
    "located": "Lisbon",
    "subjects": [{"name": "World", "code": "world"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": "It came at nine."},
        {"role": "rich", "contentType": "application/xhtml+xml", "value": WORDS},
    ],
}
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Old</title><link>https://old.example.org/</link><item><title>Ferry late again</title>
<link>https://old.example.org/ferry</link><guid>x-1</guid><dc:creator>Jo Quill</dc:creator>
<pubDate>Mon, 06 May 2024 07:08:09 +0000</pubDate><category>World</category>
<description>An hour late.</description>
<content:encoded><![CDATA[{WORDS}]]></content:encoded></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Old</title>
<link href="https://old.example.org/"/><id>f</id><entry><title>Ferry late again</title>
<link rel="alternate" href="https://old.example.org/ferry"/><id>x-1</id>
<author><name>Jo Quill</name></author><published>2024-05-06T07:08:09Z</published>
<category term="World"/><summary>An hour late.</summary>
<content type="html"><![CDATA[{WORDS}]]></content></entry></feed>"""
MARKDOWN = """---
title: "Ferry late again"
date: 2024-05-06T07:08:09Z
author: Jo Quill
description: An hour late.
categories: [world]
permalink: /ferry
---
It came at nine, an hour late.
"""
PARTS = (
    docx.paragraph("Ferry late again", "Title"),
    docx.paragraph("Why", "Heading2"),
    docx.CHANGED,
    docx.NOTED,
    docx.LINKED,
    docx.TABLE,
    docx.PICTURE,
)
TEXT = docx.text_of(*PARTS)
DOCUMENT = docx.document(*PARTS, picture=people.jpeg((800, 600)))


def ghost(**changes):
    post = {**POST, **changes}
    tables = {**TABLES, "posts": [post]}
    return json.dumps({"db": [{"meta": {"exported_on": 1, "version": "5"}, "data": tables}]})


@pytest.mark.parametrize(
    "text",
    [PAGE, ghost(), json.dumps(NINJS), json.dumps([NINJS]), RSS, ATOM, MARKDOWN],
    ids=["html", "ghost", "ninjs", "several ninjs", "rss", "atom", "markdown"],
)
def test_every_format_brings_the_same_story(bring, file, world, client, text):
    _, _, error = bring(file(text), "--publish-as-dated", "--section", "world")
    article = Article.objects.get()
    assert (article.headline, error) == ("Ferry late again", "")
    assert "It came at nine" in article.body
    assert article.state == "published"
    assert article.editions.get().starts_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC) or (
        text == PAGE and article.editions.get().starts_at.hour == 5
    )
    assert article.authors()[0].name == "Jo Quill"
    assert article.section == world
    for page in ("nav", "Read this too", "Share it", "alert", "rights reserved"):
        assert page not in article.body


def test_a_page_leads_from_its_old_address(bring, file, world, client):
    for text in (RSS, ghost()):
        bring(file(text), "--publish-as-dated", "--section", "world")
    for address in ("/ferry", "/ferry/"):
        assert client.get(address).status_code == 301


def test_a_page_that_speaks_of_feeds_is_a_page(bring, file, world):
    told = "<p>It came at nine: &lt;rss&gt;, wordpress.org/export.</p><feed-back>x</feed-back>"
    bring(file(f"<!-- <rss> --><html><body><article>{told}</article><rss ></body></html>"))
    assert "It came at nine" in Article.objects.get().body


def test_a_piece_of_html_is_taken_whole(bring, file, world):
    bring(file("<h2>Why</h2><p>It came at <b>nine</b>.</p><p>Late.</p>"))
    body = "<h2>Why</h2>\n<p>It came at <strong>nine</strong>.</p>\n<p>Late.</p>"
    assert Article.objects.get().body == body


def test_markdown_has_its_signs(bring, file, world):
    bring(
        file("# Ferry *late*\n\n## Why\n\nIt **came** at [nine](https://a.example/).\n\n- a\n- b\n")
    )
    article = Article.objects.get()
    assert (article.headline, article.state) == ("Ferry late", "draft")
    assert "<h2>Why</h2>" in article.body
    assert "<strong>came</strong>" in article.body
    assert "<ul><li>a</li><li>b</li></ul>" in article.body


def test_plain_copy_with_a_star_or_a_number_sign_stays_plain(bring, file, world):
    bring(file("Ferry late\n\nIt cost 5* and bus #9 came.\n"))
    assert Article.objects.get().body == "<p>It cost 5* and bus #9 came.</p>"


def test_a_word_document_keeps_what_copy_has(bring, file, world):
    bring(file(DOCUMENT))
    article = Article.objects.get()
    assert article.headline == "Ferry late again"
    body = article.body
    assert body.startswith("<h2>Why</h2>\n<p>It came at nine</p>\n<p>It was late<sup>1</sup></p>")
    assert '<a href="https://example.org/times"' in body
    assert "<td>9.00</td>" in body
    assert 'alt="A ferry at the quay"' in body
    assert "<li>By the harbour office.</li>" in body
    assert "↑" not in body


@pytest.mark.parametrize(
    ("member", "told"),
    [
        ({"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}, "a document type"),
        ({"word/document.xml": "<w:document"}, "It is damaged."),
        ({"word/document.xml": " " * 60_000_001}, "It unpacks to more than a document has."),
    ],
    ids=["entities", "torn", "bomb"],
)
def test_a_document_that_does_harm_is_refused(bring, file, world, member, told):
    _, err, error = bring(file(docx.document(**member)))
    assert told in err
    assert error == "1 of 1 not brought in."
    assert not Article.objects.exists()


def test_a_picture_that_a_document_only_links_to_is_not_read(bring, file, world, tmp_path):
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(people.jpeg((800, 600)))
    linked = docx.PICTURE.replace("r:embed", "r:link")
    data = docx.document(docx.paragraph("Words"), linked, linked_picture=secret.as_uri())
    bring(file(data))
    assert Article.objects.get().body == "<p>Words</p>"
    assert "linked from elsewhere is left out" in " ".join(IntakeItem.objects.get().notes)


def test_other_zips_and_cut_documents_are_refused():
    for data in (DOCUMENT[: len(DOCUMENT) // 2], b"PK\x03\x04" + b"x" * 99):
        with pytest.raises(Refused, match="damaged"):
            door.story(data)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"visibility": "members"}, Outcome.DRAFT),
        ({"visibility": "paid"}, Outcome.DRAFT),
        ({"status": "draft"}, Outcome.DRAFT),
        ({"type": "page"}, Outcome.LEFT),
        ({"published_at": "2099-01-01T00:00:00.000Z", "status": "scheduled"}, Outcome.SCHEDULED),
    ],
)
def test_of_ghost_only_what_everybody_saw_is_published(bring, file, world, changes, outcome):
    out, _, _ = bring(file(ghost(**changes)), "--publish-as-dated")
    assert IntakeItem.objects.get().outcome == outcome
    assert "1  members: left out" in out


LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {
                "type": "paragraph",
                "children": [
                    {"type": "extended-text", "text": "Late & ", "format": 0},
                    {"type": "extended-text", "text": "again", "format": 3},
                    {"type": "link", "url": "https://a.example/", "children": [
                        {"type": "text", "text": "why", "format": 0}]},
                ],
            },
            {"type": "extended-heading", "tag": "h3", "children": [
                {"type": "text", "text": "Why"}]},
            {"type": "list", "listType": "number", "children": [
                {"type": "listitem", "children": [{"type": "text", "text": "One"}]}]},
            {"type": "bookmark", "url": "https://b.example/", "metadata": {"title": "B"}},
            {"type": "embed", "url": "https://vimeo.com/76979871"},
            {"type": "horizontalrule"},
            {"type": "paywall"},
            {"type": "teleporter"},
        ],
    }
}  # fmt: skip
MOBILEDOC = {
    "version": "0.3.1",
    "atoms": [["soft-return", "", {}]],
    "cards": [["hr", {}], ["markdown", {"markdown": "**Strong**"}], ["html", {"html": "<p>H</p>"}]],
    "markups": [["strong"], ["a", ["href", "https://a.example/"]]],
    "sections": [
        [1, "p", [[0, [], 0, "Late "], [0, [0], 0, "and "], [0, [1], 2, "again"], [1, [], 0, 0]]],
        [1, "h3", [[0, [], 0, "Why"]]],
        [3, "ul", [[[0, [], 0, "One"]]]],
        [10, 0],
        [10, 1],
        [10, 2],
    ],
}


def test_ghost_s_lexical_becomes_html(bring, file, world):
    bring(file(ghost(html=None, lexical=json.dumps(LEXICAL))))
    body = Article.objects.get().body
    assert body.startswith("<p>Late &amp; <strong><em>again</em></strong><a href=")
    assert "<h3>Why</h3>\n<ol><li>One</li></ol>" in body
    assert '<figure><a href="https://vimeo.com/76979871"' in body
    assert "<hr>" in body
    assert ">B</a></p>" in body
    told = " ".join(IntakeItem.objects.get().notes)
    assert "The card “paywall” stays behind." in told
    assert "Nobody here knows the card “teleporter”" in told


def test_ghost_s_mobiledoc_becomes_html(bring, file, world):
    bring(file(ghost(html="", mobiledoc=json.dumps(MOBILEDOC))))
    body = Article.objects.get().body
    assert body.startswith("<p>Late <strong>and </strong><a href=") or "<strong>and" in body
    assert "<h3>Why</h3>\n<ul><li>One</li></ul>\n<hr>" in body
    assert body.endswith("<p><strong>Strong</strong></p>\n<p>H</p>")


def test_ninjs_keeps_embargo_dateline_and_authors(bring, file, world):
    bring(file(json.dumps({**NINJS, "embargoedUntil": "2099-01-01T00:00:00Z"})))
    article = Article.objects.get()
    assert article.dateline == "LISBON"
    assert f"{article.embargo_until:%Y}" == "2099"
    assert [author.name for author in article.authors()] == ["Jo Quill", "Abel Finch"]
    assert article.body == clean(WORDS)


def test_an_embargo_of_ninjs_is_kept_whatever_is_asked(bring, file, world):
    embargoed = {**NINJS, "embargoedUntil": "2099-01-01T00:00:00Z"}
    bring(file(json.dumps(embargoed)), "--publish-as-dated")
    assert not Article.objects.get().editions.exists()
    assert "under embargo" in " ".join(IntakeItem.objects.get().notes)


def test_what_its_source_calls_at_great_length_is_known_again(bring, file, world):
    items = [{**NINJS, "uri": f"urn:{'x' * 600}:{number}"} for number in (1, 2)]
    for _ in range(2):
        _, _, error = bring(file(json.dumps(items)))
        assert error == ""
    assert Article.objects.count() == 2


def test_characters_that_no_database_holds_are_dropped(bring, file, world):
    odd = {
        "headlines": [{"value": "A null \0 in it"}],
        "by": "No\0body",
        "subjects": [{"name": "Tr\ud800ams"}],
        "bodies": [{"value": "It came \0at \udfff nine."}],
    }
    _, err, error = bring(file(json.dumps({**NINJS, **odd})))
    article = Article.objects.get()
    assert (err, error, article.headline) == ("", "", "A null in it")
    assert [author.name for author in article.authors()] == ["Nobody"]
    assert article.body == "<p>It came at ? nine.</p>"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"pubStatus": "canceled"}, "Its agency has cancelled it."),
        ({"type": "picture"}, "It is a picture by itself."),
    ],
)
def test_of_ninjs_other_things_are_left_and_named(bring, file, world, change, told):
    bring(file(json.dumps({**NINJS, **change})))
    assert told in IntakeItem.objects.get().notes[0]


def test_the_older_ninjs_is_read_too(bring, file, world):
    old = {
        "uri": "urn:1",
        "type": "text",
        "headline": "Ferry late again",
        "body_html": WORDS,
        "byline": "Jo Quill",
        "versioncreated": "2024-05-06T07:08:09Z",
        "associations": {"main": {"type": "picture", "renditions": {"a": {"href": "x.jpg"}}}},
    }
    bring(file(json.dumps(old)))
    assert Article.objects.get().body == clean(WORDS)
    assert "The picture x.jpg is left out" in IntakeItem.objects.get().notes[0]


@pytest.mark.parametrize(
    "text",
    [
        ghost()[:200],
        json.dumps(NINJS)[:100],
        '{"uri": ' + "[" * 100_000,
        '{"uri": 1}',
        '{"db": [{"data": 5}]}',
        '{"db": []}',
        "<rss><channel><item>" + "<a>" * 5000,
    ],
)
def test_what_is_torn_or_tangled_is_refused_in_a_sentence(bring, file, world, text):
    _, _, error = bring(file(text))
    assert error or IntakeItem.objects.get().notes
    assert not Article.objects.exists()


def test_a_folder_is_taken_in_whole_and_files_known_by_their_places(bring, file, tmp_path, world):
    folder = tmp_path / "copy"
    for name in ("b/ferry.txt", "a.md", ".hidden", "c/.git/x.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"# Story of {name}\n\nWords.\n")
    bring(folder)
    keys = [line.key for line in IntakeItem.objects.all()]
    assert keys == ["copy/a.md", "copy/b/ferry.txt"]
    bring(folder)
    assert Article.objects.count() == 2
