"""What all answers to readers have in common: their headers, their cost, their weight."""

import gzip
from datetime import timedelta

import pytest

from tests import people
from tests.reader.stories import DAY, archive, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(world, europe, harbour):
    """The address of each kind of page."""
    edition = published(
        europe, author_ids=[people.author().pk], topic_ids=[people.topic().pk], lead_picture=harbour
    )
    gone = published(world, until=DAY + timedelta(hours=1), withdrawn="Pulled.")
    return {
        "front": "/",
        "section": "/world/",
        "subsection": "/world/europe/",
        "author": "/authors/ines-marrow/",
        "topic": "/topics/bridges/",
        "article": edition.get_absolute_url(),
        "latest": "/latest/",
        "archive": "/archive/2026/02/",
        "day": "/archive/2026/02/02/",
        "corrections": "/corrections/",
        "gone": gone.get_absolute_url(),
        "missing": "/nowhere/",
    }


KINDS = [
    *("front", "section", "subsection", "author", "topic", "article", "latest", "day"),
    *("archive", "corrections", "gone", "missing"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_for_everyone(client, pages, kind):
    address = pages[kind]
    anonymous = client.get(address)
    client.force_login(people.chief())
    signed_in = client.get(address, headers={"Accept-Language": "ar"})
    assert signed_in.content == anonymous.content
    for response in (anonymous, signed_in):
        assert response.cookies == {}
        assert "Vary" not in response


@pytest.mark.parametrize("kind", KINDS)
def test_it_runs_no_script_and_loads_nothing_from_elsewhere(client, pages, kind):
    response = client.get(pages[kind])
    page = text(response)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script" not in response["Content-Security-Policy"]
    assert page.count("<script") == page.count('<script type="application/ld+json">')
    assert " style=" not in page
    assert "<style" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_asked_for_again_each_time(client, pages, kind):
    assert client.get(pages[kind])["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("kind", KINDS[:8])
def test_what_hasnt_changed_isnt_sent_again(client, pages, world, kind):
    tag = client.get(pages[kind])["ETag"]
    again = client.get(pages[kind], headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    author, topic = people.author(), people.topic()
    published(
        people.section("Europe", parent=world),
        "Another",
        author_ids=[author.pk],
        topic_ids=[topic.pk],
    )
    assert client.get(pages[kind], headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_head_is_answered_and_writing_is_not(client, pages, kind):
    found, head = client.get(pages[kind]), client.head(pages[kind])
    assert (head.status_code, dict(head.headers)) == (found.status_code, dict(found.headers))
    assert head.content == b""
    if kind != "missing":
        assert client.post(pages[kind]).status_code == 405


@pytest.mark.parametrize("address", ["/world", "/world/europe", "/authors/ines-marrow"])
def test_a_missing_slash_is_put_right(client, pages, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, f"{address}/")


@pytest.mark.parametrize("count", [10, 500])
def test_a_page_costs_three_queries_whatever_the_archive_holds(
    client, world, europe, harbour, django_assert_max_num_queries, count
):
    figure = f'<figure><img data-picture="{harbour.pk}" src="/media/x.webp" alt=""></figure>'
    content = {
        "author_ids": [people.author().pk, people.author("Abel Finch").pk],
        "topic_ids": [people.topic().pk],
        "lead_picture": harbour,
        "standfirst": people.STANDFIRST,
        "body": figure * 3,
    }
    for name in ("City", "Sport"):
        archive(people.section(name), count // 10, **content)
    archive(europe, count // 10, **content)
    editions = archive(world, count - 3 * (count // 10), **content)
    article = editions[0].get_absolute_url()
    for address in (
        "/",
        "/world/",
        "/authors/ines-marrow/",
        "/topics/bridges/",
        "/latest/",
        article,
    ):
        with django_assert_max_num_queries(3):
            response = client.get(address)
        assert response.status_code == 200
        assert len(response.content) < 60_000
        assert len(gzip.compress(response.content)) < 12_000


def test_the_style_sheet_is_small(settings):
    assert (settings.BASE_DIR / "static/reader/paper.css").stat().st_size <= 30_000
