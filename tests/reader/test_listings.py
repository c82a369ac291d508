"""Pages of sections, authors and topics, and of everything."""

from datetime import timedelta

import pytest

from tests import people
from tests.reader.stories import DAY, archive, headlines, link, published, text

pytestmark = pytest.mark.django_db


def test_a_section_shows_its_subsections_articles_too(client, world, europe):
    published(world, "In the section")
    published(europe, "In the subsection", since=DAY + timedelta(hours=1))
    published(people.section("Sport"), "Elsewhere")
    assert headlines(client.get("/world/")) == ["In the subsection", "In the section"]
    assert headlines(client.get("/world/europe/")) == ["In the subsection"]


def test_the_latest_are_of_all_sections_newest_first(client, clock, world, europe):
    published(europe, "Older", since=DAY + timedelta(hours=1))
    published(people.section("Sport"), "Newer", since=DAY + timedelta(hours=2))
    published(world, "Ended", until=clock.now)
    published(world, "To come", since=clock.now + timedelta(seconds=1))
    assert headlines(client.get("/latest/")) == ["Newer", "Older"]


def test_a_section_says_what_it_is(client, world):
    world.intro = "All that is further away."
    world.save()
    page = text(client.get("/world/"))
    assert ">World</h1>" in page
    assert '<meta name="description" content="All that is further away.">' in page
    assert 'href="/world/" aria-current="page"' in page
    assert "Nothing has been published here yet." in page


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/europe/", "/world/nowhere/", "/sport/europe/", "/europe/world/"]
)
def test_a_section_that_isnt_there_is_not_found(client, europe, address):
    people.section("Sport")
    assert client.get(address).status_code == 404


def test_an_author_has_a_page(client, clock, world, harbour):
    ines = people.author("Ines Marrow")
    ines.biography, ines.email, ines.portrait = "She sails.", "ines@example.org", harbour
    ines.save()
    published(world, "Hers", author_ids=[people.author("Abel Finch").pk, ines.pk])
    published(world, "Not hers", author_ids=[people.author("Abel Finch").pk])
    published(world, "Not yet", author_ids=[ines.pk], since=clock.now + timedelta(days=1))
    page = text(client.get("/authors/ines-marrow/"))
    assert headlines(client.get("/authors/ines-marrow/")) == ["Hers"]
    for shown in (
        "She sails.",
        "mailto:ines@example.org",
        harbour.sources("square", "webp")[0].url,
    ):
        assert shown in page
    assert client.get("/authors/nobody/").status_code == 404


def test_a_portrait_goes_with_its_licence(client, clock, harbour):
    harbour.licence_until = clock.now
    harbour.save()
    ines = people.author("Ines Marrow")
    ines.portrait = harbour
    ines.save()
    assert "/media/" not in text(client.get("/authors/ines-marrow/"))


def test_a_topic_has_a_page(client, world):
    bridges = people.topic("Bridges")
    published(world, "About it", topic_ids=[bridges.pk])
    published(world, "About nothing")
    assert headlines(client.get("/topics/bridges/")) == ["About it"]
    assert client.get("/topics/nothing/").status_code == 404


def test_bylines_come_in_order_and_as_text(client, world):
    pair = [people.author("Ines <b> Marrow").pk, people.author("Abel Finch").pk]
    published(world, author_ids=pair)
    assert "Ines &lt;b&gt; Marrow, Abel Finch</span>" in text(client.get("/world/"))


@pytest.mark.parametrize(
    ("since", "shown"),
    [
        (timedelta(hours=1), ">08:00</time>"),
        (timedelta(days=1), ">2 Mar</time>"),
        (timedelta(days=90), ">3 Dec 2025</time>"),
    ],
)
def test_lists_say_no_more_of_the_time_than_is_needed(client, clock, world, since, shown):
    published(world, since=clock.now - since)
    assert shown in text(client.get("/world/"))


def walk(client, address, rel, step=""):
    """Return the headlines of all pages from this one on."""
    pages = []
    while True:
        response = client.get(address + step)
        assert response.status_code == 200
        pages.append(headlines(response))
        step = link(response, rel)
        if not step or step == "?":
            return pages


@pytest.mark.parametrize(
    "address", ["/latest/", "/world/", "/authors/ines-marrow/", "/topics/bridges/"]
)
def test_walking_through_the_pages_meets_each_story_once(client, world, address):
    archive(world, 45, author_ids=[people.author().pk], topic_ids=[people.topic().pk])
    pages = walk(client, address, "next")
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [name for page in pages for name in page] == [f"Story {n:03}" for n in range(44, -1, -1)]


def test_walking_back_meets_each_story_once(client, world):
    editions = archive(world, 45)
    pages = walk(client, "/world/", "prev", f"?before={link_key(editions[5])}")
    assert [name for page in reversed(pages) for name in page] == [
        f"Story {n:03}" for n in range(44, -1, -1)
    ]


def link_key(edition):
    """The key of a place as an address holds it."""
    micros = round(edition.published_at.timestamp() * 1_000_000)
    return f"{micros:x}.{edition.pk:x}"


def test_stories_of_one_moment_are_neither_lost_nor_repeated(client, world):
    for n in range(41):
        published(world, f"Story {n:03}")
    found = [name for page in walk(client, "/world/", "next") for name in page]
    assert sorted(found) == [f"Story {n:03}" for n in range(41)]


def test_a_new_story_does_not_move_the_older_pages(client, world):
    archive(world, 25)
    second = "/world/" + link(client.get("/world/"), "next")
    before = headlines(client.get(second))
    published(world, "Breaking", since=DAY + timedelta(days=20))
    assert headlines(client.get(second)) == before


def test_a_further_page_has_its_own_address(client, world, settings):
    archive(world, 25)
    step = link(client.get("/world/"), "next")
    page = text(client.get("/world/" + step))
    assert f'<link rel="canonical" href="{settings.SITE_URL}/world/{step}">' in page


@pytest.mark.parametrize(
    "query",
    [
        "before=",
        "after=",
        "before=1",
        "before=-1.1",
        "before=0.0",
        "before=01.1",
        "before=1.01",
        "before=1.1x",
        "before=ffffffffffffff.1",
        "after=1.fffffffffffffff&before=1.1",
        "before=-fffffffffffff.1",
    ],
)
@pytest.mark.parametrize("address", ["/latest/", "/world/", "/archive/2026/02/02/"])
def test_a_key_that_we_didnt_write_is_not_found(client, world, address, query):
    published(world)
    assert client.get(f"{address}?{query}").status_code == 404


def test_other_parameters_change_nothing(client, world):
    published(world)
    assert text(client.get("/world/?utm_source=x&page=9")) == text(client.get("/world/"))


@pytest.mark.parametrize("kind", ["author", "topic"])
def test_a_name_that_no_visible_edition_has_is_no_news_yet(client, world, kind):
    secret = {"author": people.author, "topic": people.topic}[kind]("Secret merger")
    assert client.get(secret.get_absolute_url()).status_code == 404
    published(world, "Now it is out", **{f"{kind}_ids": [secret.pk]})
    assert client.get(secret.get_absolute_url()).status_code == 200
