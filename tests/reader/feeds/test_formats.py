"""RSS, Atom and JSON Feed: what each says of a story, and that it says it rightly."""

import json
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from lxml import etree

from tests import people
from tests.reader.feeds.reading import FILES, all_of, one_of
from tests.reader.stories import DAY, published

pytestmark = pytest.mark.django_db
GRAMMAR = Path(__file__).parent / "atom.rng"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://paper.example"
    settings.SITE_NAME = "The Paper"


@pytest.fixture
def story(world, harbour):
    return published(
        world,
        'Ferry & tram: "one" <ticket>',
        standfirst="A single ticket takes people over the water & back.",
        body='<p>It begins <a href="/world/">here</a>.</p>',
        author_ids=[people.author("Ines Marrow").pk, people.author("Abel Finch").pk],
        topic_ids=[people.topic("Trams").pk],
        lead_picture=harbour,
    )


def item(response):
    (found,) = json.loads(response.content)["items"]
    return found


def test_atom_keeps_to_its_grammar(client, world, story, settings, clock):
    published(world, until=DAY + timedelta(hours=1), withdrawn="Pulled.")
    published(world, "سفينة", language="ar", since=clock.now - timedelta(hours=1), first=DAY)
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    for full_text, hub in ((False, ""), (True, "https://hub.example/")):
        settings.FEED_FULL_TEXT, settings.WEBSUB_HUB = full_text, hub
        document = etree.fromstring(client.get("/atom.xml").content)
        assert len(document.findall("{*}entry")) == 2
        grammar.assertValid(document)


def test_rss_tells_the_story(client, story):
    response = client.get("/rss.xml")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    address = f"https://paper.example{story.get_absolute_url()}"
    for path, said in {
        "/rss/@version": ["2.0"],
        "/rss/channel/title/text()": ["The Paper"],
        "//channel/link/text()": ["https://paper.example/"],
        "//channel/language/text()": ["en"],
        "//item/title/text()": [story.headline],
        "//item/link/text()": [address],
        "//item/guid/@isPermaLink": ["false"],
        "//item/dc:creator/text()": ["Ines Marrow", "Abel Finch"],
        "//item/category/text()": ["World", "Trams"],
        "//item/description/text()": [
            "<p>A single ticket takes people over the water &amp; back.</p>"
        ],
    }.items():
        assert all_of(response, path) == said, path
    assert parsedate_to_datetime(one_of(response, "//item/pubDate/text()")) == DAY


def test_atom_and_json_tell_the_same(client, story):
    atom, data = client.get("/atom.xml"), item(client.get("/feed.json"))
    address = f"https://paper.example{story.get_absolute_url()}"
    assert one_of(atom, "//a:entry/a:link[@rel='alternate']/@href") == data["url"] == address
    assert one_of(atom, "//a:entry/a:title/text()") == data["title"] == story.headline
    assert one_of(atom, "//a:published/text()") == data["date_published"]
    assert data["date_published"] == data["date_modified"] == "2026-02-02T08:00:00+00:00"
    assert all_of(atom, "//a:entry/a:author/a:name/text()") == ["Ines Marrow", "Abel Finch"]
    assert data["authors"][1] == {
        "name": "Abel Finch",
        "url": "https://paper.example/authors/abel-finch/",
    }
    assert all_of(atom, "//a:category/@term") == data["tags"] == ["World", "Trams"]
    assert data["summary"] == story.standfirst
    assert "water &amp; back" in data["content_html"]


def test_the_picture_comes_as_a_jpeg_of_its_true_size(client, story, harbour):
    rss, atom = client.get("/rss.xml"), client.get("/atom.xml")
    (attached,) = item(client.get("/feed.json"))["attachments"]
    length = default_storage.size(harbour.card.url.removeprefix("/media/"))
    address = f"https://paper.example{harbour.card.url}"
    assert dict(one_of(rss, "//enclosure").attrib) == {
        "url": address,
        "length": str(length),
        "type": "image/jpeg",
    }
    media = one_of(rss, "//media:content")
    assert (media.get("url"), media.get("fileSize")) == (address, str(length))
    assert (media.get("width"), media.get("height")) == ("800", "450")
    assert one_of(rss, "//media:credit/text()") == "J. Quill"
    assert one_of(atom, "//a:link[@rel='enclosure']/@length") == str(length)
    assert (attached["url"], attached["size_in_bytes"]) == (address, length)
    picture = client.get(harbour.card.url)
    assert len(b"".join(picture.streaming_content)) == length
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_picture_whose_file_is_lost_is_left_out(client, story, harbour):
    default_storage.delete(harbour.card.url.removeprefix("/media/"))
    response = client.get("/rss.xml")
    assert all_of(response, "//enclosure") == []
    assert all_of(response, "//item/title/text()") == [story.headline]


def test_each_feed_says_where_it_is_and_where_its_hub_is(client, story, settings):
    settings.WEBSUB_HUB = "https://hub.example/"
    rss, atom = client.get("/world/rss.xml"), client.get("/world/atom.xml")
    data = json.loads(client.get("/world/feed.json").content)
    for response, file in ((rss, "rss.xml"), (atom, "atom.xml")):
        links = f"https://paper.example/world/{file}", "https://hub.example/"
        found = tuple(all_of(response, f"/*//a:link[@rel='{rel}']/@href")[0] for rel in HUB)
        assert found == links
    assert data["feed_url"] == "https://paper.example/world/feed.json"
    assert data["home_page_url"] == "https://paper.example/world/"
    assert data["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert data["title"] == "World – The Paper"


HUB = ("self", "hub")


@pytest.mark.parametrize("file", FILES)
def test_without_a_hub_none_is_named(client, story, file):
    assert "hub" not in client.get(f"/{file}").content.decode()


@pytest.mark.parametrize("file", FILES)
def test_what_xml_cant_write_is_left_out(client, world, file):
    published(world, "A\x0bbell\x07 \ufffe🚋", standfirst="It\x1f rang.")
    said = client.get(f"/{file}").content.decode()
    assert "🚋" in said
    if file != "feed.json":
        assert all_of(client.get(f"/{file}"), "//title | //a:entry/a:title")[-1].text == "Abell 🚋"


def test_another_language_says_so(client, world):
    published(world, "سفينة", language="ar")
    assert one_of(client.get("/rss.xml"), "//dc:language/text()") == "ar"
    assert one_of(client.get("/atom.xml"), "//a:entry/@xml:lang") == "ar"
    assert item(client.get("/feed.json"))["language"] == "ar"


def test_a_story_without_byline_is_the_papers(client, world):
    published(world)
    atom = client.get("/atom.xml")
    assert all_of(atom, "//a:entry/a:author") == []
    assert one_of(atom, "/a:feed/a:author/a:name/text()") == "The Paper"
