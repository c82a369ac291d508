"""Changes: each is told once, when readers see it, with what the article is now."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from articles import workflow
from articles.models import Article, Change, Edition
from tests import people
from tests.reader.api.mirror import CHANGES, Mirror, listed
from tests.reader.stories import DAY, archive, published

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def clara(clock):
    return people.chief()


@pytest.fixture
def article(clara, world):
    return people.article(clara, world)


@pytest.fixture
def mirror(client):
    return Mirror(client)


def reload(article):
    return Article.objects.get(pk=article.pk)


def test_the_way_of_an_article_is_told_step_by_step(mirror, article, clara, clock):
    workflow.publish(article, clara)
    clock.tick()
    assert mirror.catch_up() == [("published", article.pk)]
    assert mirror.articles[article.pk]["headline"] == people.HEADLINE
    assert mirror.catch_up() == []

    article = reload(article)
    article.headline = "It was forty bearings"
    workflow.correct(
        workflow.save_copy(article, clara, based_on=article.version), clara, "It was forty."
    )
    clock.tick()
    assert mirror.catch_up() == [("updated", article.pk)]
    assert mirror.headlines() == {"It was forty bearings"}

    workflow.withdraw(reload(article), clara, "It was not true.")
    clock.tick()
    assert mirror.catch_up() == [("withdrawn", article.pk)]
    assert mirror.articles == {}


def test_a_schedule_is_told_when_it_happens(mirror, article, clara, clock):
    at = clock.now + HOUR
    workflow.publish(article, clara, at=at, until=at + HOUR)
    clock.at(at)
    assert mirror.catch_up() == []
    clock.tick()
    assert mirror.catch_up() == [("published", article.pk)]
    assert mirror.told[0]["at"] == "2026-03-03T10:00:00+00:00"
    clock.tick(hours=1)
    assert mirror.catch_up() == [("ended", article.pk)]
    assert mirror.articles == {}


def test_what_was_moved_is_told_where_it_went(mirror, article, clara, clock):
    workflow.publish(article, clara, at=clock.now + HOUR, until=clock.now + 9 * HOUR)
    workflow.reschedule(Edition.objects.get(), clara, clock.now + 3 * HOUR)
    clock.tick(hours=2)
    assert mirror.catch_up() == []
    clock.tick(hours=2)
    assert mirror.catch_up() == [("published", article.pk)]
    workflow.set_end(article, clara, clock.now + HOUR)
    workflow.set_end(article, clara, None)
    clock.tick(hours=9)
    assert mirror.catch_up() == []


def test_what_was_cancelled_is_never_told(mirror, article, clara, clock):
    workflow.publish(article, clara, at=clock.now + HOUR)
    workflow.cancel(Edition.objects.get(), clara)
    clock.tick(hours=2)
    assert mirror.catch_up() == []
    assert not Change.objects.exists()


def test_a_version_that_follows_another_ends_nothing(mirror, article, clara, clock):
    workflow.publish(article, clara)
    clock.tick()
    article = reload(article)
    article.headline = "The second version"
    article = workflow.save_copy(article, clara, based_on=article.version)
    workflow.publish(article, clara, at=clock.now + HOUR)
    clock.tick(hours=2)
    assert mirror.catch_up() == [("published", article.pk), ("updated", article.pk)]
    # Of the first version nothing is told but that it was there.
    assert [change["article"]["headline"] for change in mirror.told] == ["The second version"] * 2


def test_what_an_embargo_pulls_back_has_ended(mirror, article, clara, clock):
    workflow.publish(article, clara)
    clock.tick()
    workflow.set_embargo(article, clara, clock.now + HOUR)
    clock.tick()
    assert mirror.catch_up() == [("published", article.pk), ("ended", article.pk)]
    assert [change["article"] for change in mirror.told] == [None, None]


def test_what_is_brought_in_late_is_told_late(mirror, clock, world, clara):
    published(world, "Long here", since=clock.now - HOUR)
    clock.tick()
    mirror.catch_up()
    old = people.article(clara, world, headline="From the archive")
    workflow.bring_in(old, clara, datetime(1998, 5, 4, 12, tzinfo=UTC))
    clock.tick()
    assert mirror.catch_up() == [("published", old.pk)]
    assert mirror.told[-1]["at"] == "1998-05-04T13:00:00+01:00"
    assert mirror.headlines() == {"Long here", "From the archive"}


def test_an_earlier_period_brought_in_later_ends_nothing_that_readers_see(mirror, clock, world):
    later = published(world, "Now")
    clock.tick()
    published(world, "Then", since=DAY - 9 * HOUR, until=DAY - HOUR, article=later.article)
    clock.tick()
    mirror.catch_up()
    assert mirror.headlines() == {"Now"}


def test_nothing_of_what_readers_dont_see_is_told(client, newsroom):
    response = client.get(CHANGES)
    for secret in ("It is over", "Never true", "Still to come", "It was not true"):
        assert secret not in response.content.decode()
    assert newsroom.coming.article_id not in Mirror(client).articles


def test_a_change_of_names_is_no_change_of_articles(mirror, article, clara, clock):
    workflow.publish(article, clara)
    clock.tick()
    mirror.catch_up()
    Edition.objects.update(until=None)
    people.section("World").save()
    clock.tick()
    assert mirror.catch_up() == []


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_a_late_mirror_gets_all_of_it(client, clock, world, limit):
    archive(world, 7)
    published(world, "Over", since=DAY, until=DAY + HOUR)
    clock.tick()
    mirror = Mirror(client, limit=limit)
    assert len(mirror.catch_up()) == 9
    assert mirror.articles == listed(client)
    assert len({change["id"] for change in mirror.told}) == 9


def test_an_empty_site_has_nothing_to_tell_and_says_where_to_go_on(client, db, settings):
    assert client.get(CHANGES).json() == {
        "changes": [],
        "next": f"{settings.SITE_URL}{CHANGES}",
        "more": False,
    }


def test_who_has_it_all_gets_304_until_something_happens(client, clock, world):
    published(world)
    clock.tick()
    mirror = Mirror(client)
    mirror.catch_up()
    etag = client.get(mirror.address)["ETag"]
    assert client.get(mirror.address, headers={"if-none-match": etag}).status_code == 304
    published(world, "Another")
    clock.tick()
    assert client.get(mirror.address, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("count", [10, 500])
def test_it_costs_three_queries(client, clock, world, django_assert_num_queries, count):
    archive(world, count, author_ids=[people.author().pk])
    clock.tick()
    with django_assert_num_queries(3):
        client.get(CHANGES, {"limit": 100})


def test_changes_made_with_sql_are_told_too(mirror, clock, world):
    edition = published(world)
    clock.tick()
    mirror.catch_up()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_edition SET ends_at = newsroom_now()")
    clock.tick()
    assert mirror.catch_up() == [("ended", edition.article_id)]
