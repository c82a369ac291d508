"""What is in a feed, when, and under which id."""

import json
from datetime import timedelta

import pytest

from articles.models import Edition, Section
from tests import people
from tests.reader.feeds.reading import FILES, all_of, one_of, titles
from tests.reader.stories import DAY, archive, link, published, text

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("file", FILES)
def test_each_page_with_stories_has_its_own(client, world, europe, file):
    ines, bridges = people.author(), people.topic()
    published(world, "In the section", author_ids=[ines.pk])
    published(europe, "In the subsection", topic_ids=[bridges.pk], since=DAY + HOUR)
    published(people.section("Sport"), "Elsewhere", since=DAY + 2 * HOUR)
    for address, found in {
        "/": ["Elsewhere", "In the subsection", "In the section"],
        "/world/": ["In the subsection", "In the section"],
        "/world/europe/": ["In the subsection"],
        "/authors/ines-marrow/": ["In the section"],
        "/topics/bridges/": ["In the subsection"],
    }.items():
        assert titles(client.get(f"{address}{file}")) == found, address


@pytest.mark.parametrize("file", FILES)
def test_names_that_are_no_news_yet_have_none(client, clock, world, file):
    people.author(), people.topic()
    coming = {"author_ids": [people.author().pk], "topic_ids": [people.topic().pk]}
    published(world, since=clock.now + HOUR, **coming)
    addresses = [f"/authors/ines-marrow/{file}", f"/topics/bridges/{file}"]
    for address in (*addresses, f"/nowhere/{file}", f"/world/nowhere/{file}"):
        assert client.get(address).status_code == 404, address
    assert titles(client.get(f"/world/{file}")) == []
    clock.tick(hours=1)
    for address in addresses:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("file", FILES)
def test_it_holds_the_newest(client, world, file):
    archive(world, 45)
    found = titles(client.get(f"/{file}"))
    assert found == [f"Story {n:03}" for n in range(44, 4, -1)]


@pytest.mark.parametrize("file", FILES)
def test_what_starts_and_ends_by_schedule_comes_and_goes(client, clock, world, file):
    published(world, "Later", since=clock.now + HOUR, until=clock.now + 2 * HOUR)
    assert titles(client.get(f"/{file}")) == []
    clock.tick(hours=1)
    assert titles(client.get(f"/{file}")) == ["Later"]
    clock.tick(hours=1)
    assert titles(client.get(f"/{file}")) == []


def ids(client):
    atom = one_of(client.get("/atom.xml"), "//a:entry/a:id/text()")
    rss = one_of(client.get("/rss.xml"), "//guid/text()")
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    assert atom == rss == item["id"]
    return atom, one_of(client.get("/world/atom.xml"), "/a:feed/a:id/text()")


def test_an_id_stays_when_slug_section_and_names_change(client, clock, world, settings):
    settings.SITE_URL = "https://paper.example:8443"
    article = published(world, until=clock.now).article
    later = published(
        people.section("Sport", parent=world),
        "Another headline",
        article=article,
        since=clock.now,
        first=DAY,
        slug="another-slug",
    )
    clock.tick(seconds=-1)
    before = ids(client)
    clock.tick(seconds=1)
    assert link(client.get(later.get_absolute_url()), "canonical").endswith(
        f"another-slug-{article.pk}/"
    )
    Section.objects.filter(pk=world.pk).update(name="The world")
    assert ids(client) == before
    assert before == (
        f"tag:paper.example,2026:article-{article.pk}",
        f"tag:paper.example,2026:section-{world.pk}",
    )


def test_a_correction_is_an_update_and_says_what_was_wrong(client, clock, world):
    article = published(world, until=clock.now, standfirst="It opens.").article
    notice = {"kind": "correction", "text": "It was 4 < 5.", "at": clock.now.isoformat()}
    published(world, article=article, since=clock.now, first=DAY, notices=[notice])
    at = "2026-03-03T09:00:00+00:00"
    atom, rss = client.get("/atom.xml"), client.get("/rss.xml")
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    assert one_of(atom, "//a:entry/a:published/text()") == "2026-02-02T08:00:00+00:00"
    assert one_of(atom, "//a:entry/a:updated/text()") == at
    assert one_of(atom, "/a:feed/a:updated/text()") == at
    assert one_of(rss, "//item/a:updated/text()") == item["date_modified"] == at
    for said in (
        one_of(atom, "//a:summary/text()"),
        one_of(rss, "//item/description/text()"),
        item["content_html"],
    ):
        assert "<strong>Correction</strong> (3 March 2026, 09:00 GMT): It was 4 &lt; 5.</p>" in said


def test_what_is_withdrawn_leaves_only_its_id(client, clock, world, europe):
    content = {"author_ids": [people.author().pk]}
    gone = published(
        europe,
        "Wrong",
        until=clock.now,
        withdrawn="We named the wrong man.",
        standfirst="Wrong words.",
        **content,
    )
    published(people.section("Sport"), "Elsewhere")
    published(world, "Right", **content)
    for address in ("/", "/world/", "/world/europe/", "/authors/ines-marrow/"):
        for file in FILES:
            said = text(client.get(f"{address}{file}"))
            assert "Wrong" not in said
            assert "wrong man" not in said
        atom = client.get(f"{address}atom.xml")
        removed = one_of(atom, "//at:deleted-entry")
        assert removed.get("ref").endswith(f":article-{gone.article_id}")
        assert removed.get("when") == "2026-03-03T09:00:00+00:00"
        assert one_of(atom, "/a:feed/a:updated/text()") == "2026-03-03T09:00:00+00:00"
    assert all_of(client.get("/sport/atom.xml"), "//at:deleted-entry") == []


def test_what_came_back_is_not_said_to_be_gone(client, clock, world):
    article = published(world, until=DAY + HOUR, withdrawn="Pulled.").article
    published(world, "Back", article=article, since=DAY + 2 * HOUR)
    atom = client.get("/atom.xml")
    assert titles(atom) == ["Back"]
    assert all_of(atom, "//at:deleted-entry") == []


def test_what_only_ended_is_not_said_to_be_gone(client, clock, world):
    published(world, until=clock.now)
    assert all_of(client.get("/atom.xml"), "//at:deleted-entry") == []


@pytest.mark.parametrize("file", FILES)
def test_staff_see_a_feed_as_of_a_moment(client, clock, world, file):
    published(world, "Then", until=DAY + HOUR)
    published(world, "Now", since=DAY + 2 * HOUR)
    client.force_login(people.chief())
    assert titles(client.get(f"/admin/as-of/2026-02-02T08:30:00Z/{file}")) == ["Then"]
    assert titles(client.get(f"/{file}")) == ["Now"]


def test_pages_lead_to_their_feeds(client, world, settings):
    settings.SITE_URL = "https://paper.example"
    edition = published(world, author_ids=[people.author().pk], topic_ids=[people.topic().pk])
    for page, feeds in {
        "/": "/",
        "/world/": "/world/",
        f"/world/?before={2**51:x}.ffffff": "/world/",
        "/authors/ines-marrow/": "/authors/ines-marrow/",
        "/topics/bridges/": "/topics/bridges/",
        edition.get_absolute_url(): "/world/",
    }.items():
        head = text(client.get(page))
        for file, type_ in zip(FILES, ("rss+xml", "atom+xml", "feed+json"), strict=True):
            assert f'<link rel="alternate" type="application/{type_}" title="' in head, page
            assert f'href="https://paper.example{feeds}{file}">' in head, page


def test_a_page_lists_them_and_every_page_leads_there(client, europe):
    published(europe)
    assert '<a href="/feeds/">Feeds</a>' in text(client.get("/"))
    page = text(client.get("/feeds/"))
    for address in ("/", "/world/", "/world/europe/"):
        for file in FILES:
            assert f'href="{address}{file}"' in page
    assert "World / Europe" in page


def test_editions_alone_are_read(client, world):
    edition = published(world, "Published")
    type(edition.article).objects.filter(pk=edition.article_id).update(headline="Working copy")
    assert titles(client.get("/rss.xml")) == ["Published"]
    assert Edition.objects.count() == 1
