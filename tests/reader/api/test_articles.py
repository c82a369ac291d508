"""Articles as the API lists them and as a whole."""

from datetime import timedelta

import pytest

from articles import workflow
from tests import people
from tests.reader.stories import DAY, archive, published

pytestmark = pytest.mark.django_db

ARTICLES = "/api/v1/articles/"
HOUR = timedelta(hours=1)


def headlines(client, **query):
    response = client.get(ARTICLES, query)
    assert response.status_code == 200, response.content
    return [article["headline"] for article in response.json()["articles"]]


def wrong(client, **query):
    """Return what is wrong with each parameter."""
    response = client.get(ARTICLES, query)
    assert response.status_code == 400
    return {error["parameter"]: error["detail"] for error in response.json()["errors"]}


def test_readers_articles_are_listed_newest_first(client, newsroom):
    assert headlines(client) == ["Bridge reopens", "Ferry sails"]


def test_an_article_is_listed_with_all_but_its_body(client, newsroom, harbour, settings):
    article = client.get(ARTICLES).json()["articles"][0]
    assert len(article.pop("picture")["renditions"]) == 6
    pk, site = newsroom.live.article_id, settings.SITE_URL
    assert article == {
        "id": pk,
        "url": f"{site}/world/europe/a-story-{pk}/",
        "self": f"{site}/api/v1/articles/{pk}/",
        "kicker": "Harbour",
        "headline": "Bridge reopens",
        "short_headline": "",
        "standfirst": people.STANDFIRST,
        "language": "pt",
        "section": {"name": "Europe", "path": "world/europe", "url": f"{site}/world/europe/"},
        "authors": [
            {
                "name": "Ines Marrow",
                "slug": "ines-marrow",
                "url": f"{site}/authors/ines-marrow/",
                "self": f"{site}/api/v1/authors/ines-marrow/",
            }
        ],
        "topics": [
            {
                "name": "Bridges",
                "slug": "bridges",
                "url": f"{site}/topics/bridges/",
                "self": f"{site}/api/v1/topics/bridges/",
            }
        ],
        "published_at": "2026-02-02T08:00:00+00:00",
        "updated_at": None,
    }


def test_they_are_chosen_by_section_author_topic_and_day(client, newsroom):
    assert headlines(client, section="world") == ["Bridge reopens", "Ferry sails"]
    assert headlines(client, section="world/europe") == ["Bridge reopens"]
    assert headlines(client, author="ines-marrow") == ["Bridge reopens"]
    assert headlines(client, topic="bridges", section="world") == ["Bridge reopens"]
    day = f"{DAY:%Y-%m-%d}"
    assert headlines(client, to=day, **{"from": day}) == ["Bridge reopens", "Ferry sails"]
    assert headlines(client, **{"from": "2026-02-03"}) == []
    assert headlines(client, to="2026-02-01") == []
    assert headlines(client, to="9999-12-31") == ["Bridge reopens", "Ferry sails"]


def test_a_day_is_the_newsrooms(client, world, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    published(world, "Late on the first", since=DAY.replace(hour=10, minute=59))
    published(world, "Early on the second", since=DAY.replace(hour=11))
    assert headlines(client, to="2026-02-02") == ["Late on the first"]
    assert headlines(client, **{"from": "2026-02-03"}) == ["Early on the second"]
    first = client.get(ARTICLES).json()["articles"][0]
    assert first["published_at"] == "2026-02-03T00:00:00+13:00"


def test_pages_follow_each_other_while_articles_come_and_go(client, clock, world):
    editions = archive(world, 20)
    first = client.get(ARTICLES, {"limit": 7}).json()
    seen = [article["headline"] for article in first["articles"]]
    published(world, "Newer", since=DAY + timedelta(days=9))
    for story in (19, 13, 5):  # seen already, where the page ended, and yet to come
        workflow.withdraw(editions[story].article, people.chief(), "It was wrong.")
    clock.tick()
    address = first["next"]
    while address:
        answer = client.get(address).json()
        seen += [article["headline"] for article in answer["articles"]]
        address = answer["next"]
    assert seen == [f"Story {n:03}" for n in range(19, -1, -1) if n != 5]


def test_a_page_asks_for_all_else_as_before(client, world, settings):
    archive(world, 3)
    following = client.get(ARTICLES, {"section": "world", "limit": 2}).json()["next"]
    assert following.startswith(f"{settings.SITE_URL}{ARTICLES}?section=world&limit=2&cursor=")
    assert client.get(following).json()["next"] is None


def test_what_is_wrong_is_named(client, newsroom):
    assert wrong(client, limit="0", page="2", section="a//b") == {
        "limit": "A whole number from 1 to 100.",
        "page": "There is no such parameter here. "
        "There is: section, author, topic, from, to, limit, cursor.",
        "section": "A path such as sport or sport/football.",
    }
    assert wrong(client, cursor="0.0") == {
        "cursor": "Take it from `next` of an answer; it can't be made up."
    }
    assert wrong(client, **{"from": "2026-02-30", "to": "1.3.2026"}) == {
        "from": "There is no such day.",
        "to": "A day such as 2026-03-31.",
    }
    assert wrong(client, **{"from": "2026-02-02", "to": "2026-02-01"}) == {
        "to": "It is before `from`."
    }
    assert wrong(client, section="moon", topic="cheese") == {
        "section": "There is no section with this path.",
        "topic": "There is no topic with this slug.",
    }
    assert wrong(client, limit=["1", "2"]) == {"limit": "It is given more than once."}


@pytest.mark.parametrize("limit", ["101", "-1", "1e1", "１", "1" * 5000, "", " 1", "1\n", "\0"])
def test_a_limit_is_from_1_to_100(client, db, limit):
    assert wrong(client, limit=limit) == {"limit": "A whole number from 1 to 100."}


@pytest.mark.parametrize("name", ["author", "topic", "section", "cursor", "from"])
@pytest.mark.parametrize("value", ["\0", "a" * 10_000, "'; --", "", "\n", "😀", "\u202e"])
def test_anything_typed_gets_an_answer(client, db, name, value):
    assert list(wrong(client, **{name: value})) == [name]


def test_a_name_without_articles_is_no_news_yet(client, newsroom, world):
    people.author("Otto Later")
    published(world, since=DAY, until=DAY + HOUR, author_ids=[people.author("Otto Past").pk])
    unknown = {"author": "There is no author with this slug."}
    assert wrong(client, author="otto-later") == unknown
    assert wrong(client, author="otto-past") == unknown
    assert wrong(client, author="nobody") == unknown


def test_an_article_comes_whole(client, newsroom, harbour, settings):
    article = client.get(f"{ARTICLES}{newsroom.live.article_id}/").json()
    assert article["dateline"] == "LISBON"
    assert article["notices"] == [
        {"kind": "correction", "text": "It was forty.", "at": "2026-02-02T09:00:00+00:00"}
    ]
    site = settings.SITE_URL
    body = article["body"]
    assert f'<a href="{site}/world/">the world</a>' in body
    assert 'href="https://example.org/?a=1&amp;b=2"' in body
    assert 'and "src=/x".</p>' in body
    assert f'<img src="{site}/media/' in body
    assert f' srcset="{site}/media/' in body
    assert '"/' not in body
    assert article["picture"]["credit"] == harbour.credit
    assert article["picture"]["caption"] == "The harbour at noon."
    assert article["picture"]["renditions"][0] == {
        "url": f"{site}{harbour.sources('wide', 'avif')[0].url}",
        "width": 256,
        "height": 144,
        "type": "image/avif",
    }


def test_a_picture_says_how_long_and_goes_on_time(client, clock, world, harbour):
    harbour.licence_until = clock.now + HOUR
    harbour.save()
    published(world, lead_picture=harbour)
    picture = client.get(ARTICLES).json()["articles"][0]["picture"]
    assert picture["shown_until"] == "2026-03-03T10:00:00+00:00"
    clock.at(harbour.licence_until)
    assert client.get(ARTICLES).json()["articles"][0]["picture"] is None


def test_a_later_version_says_since_when(client, clock, world):
    edition = published(world, "First", until=DAY + HOUR)
    published(world, "Second", since=DAY + HOUR, first=DAY, article=edition.article)
    found = client.get(f"{ARTICLES}{edition.article_id}/").json()
    assert found["headline"] == "Second"
    assert found["published_at"] == "2026-02-02T08:00:00+00:00"
    assert found["updated_at"] == "2026-02-02T09:00:00+00:00"


def test_what_readers_dont_see_is_the_same_404(client, newsroom):
    nowhere = client.get(f"{ARTICLES}999999999/")
    assert nowhere.status_code == 404
    for edition in (newsroom.ended, newsroom.coming):
        response = client.get(f"{ARTICLES}{edition.article_id}/")
        assert (response.status_code, response.content) == (404, nowhere.content)
    for pk in ("0", "-1", "9" * 400, "x", "1.0", "%00"):
        assert client.get(f"{ARTICLES}{pk}/").content == nowhere.content


def test_what_was_withdrawn_answers_410_with_the_notice(client, newsroom):
    response = client.get(f"{ARTICLES}{newsroom.withdrawn.article_id}/")
    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    assert response.json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "It was not true.",
        "errors": [],
    }


@pytest.mark.parametrize("count", [10, 500])
def test_it_costs_the_same_whatever_the_archive_holds(
    client, world, harbour, django_assert_num_queries, count
):
    named = {"author_ids": [people.author().pk], "topic_ids": [people.topic().pk]}
    archive(world, count, lead_picture=harbour, **named)
    with django_assert_num_queries(1):
        client.get(ARTICLES, {"limit": 100})
    with django_assert_num_queries(4):
        headlines(client, section="world", author="ines-marrow", topic="bridges")


def test_an_article_costs_two_queries(client, newsroom, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(f"{ARTICLES}{newsroom.live.article_id}/")
    with django_assert_num_queries(2):
        client.get(f"{ARTICLES}{newsroom.withdrawn.article_id}/")
