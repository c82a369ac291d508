"""Whole articles in feeds: they are read far from the site."""

import json

import pytest
from lxml import html

from articles.reader.feeds.content import portable
from tests import people
from tests.reader.feeds.reading import FILES, one_of
from tests.reader.stories import archive, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://paper.example"
    settings.FEED_FULL_TEXT = True


def figure(picture):
    return f'<figure><img alt="" data-picture="{picture.pk}" src="/media/x"></figure>'


@pytest.fixture
def story(world, harbour):
    return published(
        world,
        standfirst="The standfirst.",
        dateline="LISBON",
        body=f'<p>See <a href="/topics/trams/">trams &amp; more</a>.</p>{figure(harbour)}'
        "<table><tbody><tr><td>1</td></tr></tbody></table><p>The end.</p>",
    )


def test_the_whole_text_comes_in_each_format(client, story):
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    whole = item["content_html"]
    assert one_of(client.get("/rss.xml"), "//content:encoded/text()") == whole
    assert one_of(client.get("/atom.xml"), "//a:content[@type='html']/text()") == whole
    said = html.fromstring(f"<div>{whole}</div>").text_content()
    assert said.startswith("The standfirst.LISBON See trams & more.")
    assert said.endswith("The end.")


def test_nothing_of_the_site_is_needed_to_read_it(client, story, harbour):
    whole = one_of(client.get("/rss.xml"), "//content:encoded/text()")
    root = html.fromstring(f"<div>{whole}</div>")
    assert root.xpath("//a/@href") == ["https://paper.example/topics/trams/"]
    (image,) = root.xpath("//img")
    source = harbour.sources("full", "webp")[-1]
    assert image.get("src") == f"https://paper.example{source.url}"
    assert (image.get("width"), image.get("alt")) == (str(source.width), harbour.alt)
    assert "The harbour at noon." in whole
    for ours in ("<picture", "<source", "srcset", "class=", "tabindex", "<div", "data-picture"):
        assert ours not in whole


def test_without_it_no_word_of_the_body_is_told(client, story, settings):
    settings.FEED_FULL_TEXT = False
    for file in FILES:
        assert "The end." not in client.get(f"/{file}").content.decode()


def test_a_picture_goes_when_its_licence_ends(client, story, harbour, clock):
    harbour.licence_until = clock.now
    harbour.save()
    whole = client.get("/rss.xml").content.decode()
    assert "The end." in whole
    assert "/media/" not in whole


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("words <p>and more</p> after", "words <p>and more</p> after"),
        ('<p><a href="#end">x</a></p>', '<p><a href="https://a.example/b/#end">x</a></p>'),
        ('<p><a href="mailto:x@y.z">x</a></p>', '<p><a href="mailto:x@y.z">x</a></p>'),
        ('<p><a href="http://[">x</a></p>', '<p><a href="http://[">x</a></p>'),
        ('<p>He wrote href="/x" on it.</p>', '<p>He wrote href="/x" on it.</p>'),
        ('<p><img src="//b.example/x"><br></p>', '<p><img src="https://b.example/x"><br></p>'),
        ("<div><p>in</p></div> out", "<p>in</p> out"),
        ("", ""),
    ],
)
def test_html_stays_what_it_was(stored, told):
    assert portable(stored, "https://a.example/b/") == told


@pytest.mark.parametrize("count", [10, 500])
def test_a_feed_costs_three_queries_whatever_the_archive_holds(
    client, world, europe, harbour, django_assert_max_num_queries, count
):
    content = {
        "author_ids": [people.author().pk],
        "topic_ids": [people.topic().pk],
        "lead_picture": harbour,
        "body": figure(harbour) * 3,
    }
    archive(europe, count // 2, **content)
    archive(world, count // 2, **content)
    for page in ("/", "/world/", "/world/europe/", "/authors/ines-marrow/", "/topics/bridges/"):
        for file in FILES:
            with django_assert_max_num_queries(3):
                assert client.get(f"{page}{file}").status_code == 200
