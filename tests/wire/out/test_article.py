"""One article as a file for other programs, and back again."""

import io
import json

import pytest
from django.urls import reverse
from docx import Document

from articles import workflow
from articles.models import Article
from articles.wire import docx as docx_in
from articles.wire import text as text_in
from tests import people

pytestmark = pytest.mark.django_db
BODY = (
    "<p>It came at <strong>nine</strong>, says <a href=\"/world/\">our page</a> &amp; more.</p>\n"
    "<h2>Why</h2>\n<ul><li>One<ul><li>Within</li></ul></li><li>Two</li></ul>\n"
    "<ol><li>First</li></ol>\n<blockquote><p>Late again.</p></blockquote>\n"
    "<table><tbody><tr><th>Ferry</th><td>9.00</td></tr></tbody></table>\n<hr>"
)  # fmt: skip


@pytest.fixture
def story(db, settings):
    settings.SITE_URL = "https://news.example"
    harbour = people.picture(alt="The harbour", caption="At noon", credit="J. Quill")
    figure = f'<figure><img data-picture="{harbour.pk}" src="{harbour.file.url}" alt="x"></figure>'
    return workflow.create(
        people.reporter(),
        headline="Ferry <late>",
        slug="ferry",
        standfirst="An hour late.",
        body=f"{BODY}\n{figure}",
        section=people.section("World"),
        author_ids=[people.author("Jo Quill").pk],
        topic_ids=[people.topic("Trams").pk],
        lead_picture=harbour,
        lead_caption="The harbour at noon",
        dated="2026-05-07",
    )


@pytest.fixture
def take_out(client, story):
    def get(ending):
        client.force_login(people.reporter())
        response = client.get(reverse("admin:articles_article_out", args=[story.pk, ending]))
        assert response.status_code == 200
        assert f'filename="ferry-{story.pk}.{ending}"' in response["Content-Disposition"]
        assert response["Content-Security-Policy"] == "sandbox"
        return response.content

    return get


def test_as_plain_text_it_comes_in_again_the_same(take_out):
    text = take_out("txt").decode()
    assert text.startswith(
        "date 2026-05-07 Headline: Ferry <late>\n\nAn hour late.\n\nBy Jo Quill\n"
    )
    assert "- One\n- Within\n- Two" in text
    assert "> Late again." in text
    assert "1. First" in text
    incoming = text_in.take_in(text.encode())
    assert (incoming.headline, f"{incoming.dated}") == ("Ferry <late>", "2026-05-07")


def test_as_html_it_is_a_page_by_itself(take_out):
    page = take_out("html").decode()
    assert "<h1>Ferry &lt;late&gt;</h1>" in page
    assert '<a href="https://news.example/world/">' in page
    assert 'src="https://news.example/media/' in page
    assert "The harbour at noon J. Quill</figcaption>" in page
    assert "<script" not in page


def test_as_word_it_has_word_s_own_styles_and_comes_in_again(take_out, story):
    data = take_out("docx")
    word = Document(io.BytesIO(data))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    for style in ("Title", "Subtitle", "Heading 2", "List Bullet", "List Bullet 2", "Quote"):
        assert style in styles
    item = docx_in.read(data)
    assert (item.headline, item.standfirst) == ("Ferry <late>", "An hour late.")
    for part in ("<strong>nine</strong>", "<h2>Why</h2>", "<li>Two</li>", "9.00", "Late again."):
        assert part in item.body
    assert '<img alt="The harbour" src="data:image/jpeg' in item.body
    assert story.body.count("<figure>") == 1


def test_as_ninjs_it_says_all_of_it(take_out, story):
    made = json.loads(take_out("json"))
    assert made["uri"] == f"https://news.example/wire/v1/articles/{story.pk}"
    assert (made["type"], made["pubStatus"], made["by"]) == ("composite", "usable", "Jo Quill")
    assert made["headlines"] == [
        {"role": "main", "contentType": "text/plain", "value": "Ferry <late>"}
    ]
    assert [each["name"] for each in made["subjects"]] == ["World", "Trams"]
    assert "<figure>" not in made["bodies"][0]["value"]
    assert "https://news.example/world/" in made["bodies"][0]["value"]
    (lead,) = made["associations"]
    assert (lead["name"], lead["by"]) == ("lead", "J. Quill")
    assert lead["descriptions"][0]["value"] == "The harbour at noon"
    assert "firstCreated" not in made


def test_another_format_isnt_there(client, story):
    client.force_login(people.reporter())
    address = reverse("admin:articles_article_out", args=[story.pk, "pdf"])
    assert client.get(address).status_code == 404


def test_ninjs_of_ours_comes_in_again(take_out, bring, file):
    people.section("World")
    bring(file(take_out("json")))
    first, second = Article.objects.order_by("pk")
    assert first.headline == second.headline
    assert first.section == second.section
    assert first.author_ids == second.author_ids
    assert second.topic_ids == first.topic_ids
