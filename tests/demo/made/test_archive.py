"""A made-up archive: what triggers would have written is there, and the site works on it."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from articles.demo.archive import COMMONEST, make
from articles.models import Article, Edition, Event, Picture
from tests import people
from tests.reader.stories import headlines, link, text

MANY = 300


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Make the archive once for all tests here, and return what was said of the steps."""
    said: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        make(MANY, said.append)
        yield said
        transaction.set_rollback(True)
    # The sizes of tables, by which queries are planned, aren't taken back with the rest.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_article, articles_edition CASCADE")


@pytest.fixture
def archive(db: None, made: list[str]) -> list[str]:
    return made


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_it_holds_as_many_articles_as_asked_in_every_state(archive):
    assert Article.objects.count() == MANY
    published = Article.objects.filter(state="published").count()
    assert Edition.objects.count() == published
    assert Event.objects.filter(verb="publish").count() == published
    assert set(Article.objects.values_list("state", flat=True)) == {"draft", "review", "published"}
    assert 300 < len(Article.objects.latest("pk").body.split()) < 900
    assert Picture.objects.filter(prepared=True).count() > 6


def test_search_knows_what_a_trigger_would_have_written(archive):
    differing = """
        SELECT edition.slug FROM articles_edition AS edition
        LEFT JOIN articles_searchentry AS stored ON stored.edition_id = edition.id
        WHERE stored IS DISTINCT FROM search_entry(edition)
    """
    assert rows(differing) == []


def test_topics_pictures_and_changes_are_those_of_the_editions(archive):
    assert (
        rows("""
        SELECT id, unnest(topic_ids) FROM articles_edition
        EXCEPT SELECT edition_id, topic_id FROM articles_editiontopic
    """)
        == []
    )
    assert (
        rows("""
        SELECT id, pictures_in(body, lead_picture_id) FROM articles_edition
        EXCEPT SELECT edition_id, picture_id FROM articles_pictureuse
    """)
        == []
    )
    assert (
        rows("""
        SELECT id, false FROM articles_edition UNION
        SELECT id, true FROM articles_edition WHERE ends_at IS NOT NULL
        EXCEPT SELECT edition_id, ends FROM articles_change
    """)
        == []
    )


def test_triggers_and_indexes_are_back(archive):
    off = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'"
    assert rows(off) == []
    wanted = {index.name for model in (Article, Edition) for index in model._meta.indexes}
    there = {name for (name,) in rows("SELECT indexname FROM pg_indexes")}
    assert wanted <= there
    article = people.article(people.chief(), None)
    assert article.version == 1


def test_readers_find_their_way_through_it(client, archive):
    newest = Edition.objects.visible(timezone.now()).newest_first()
    assert headlines(client.get("/latest/"))[0] == newest[0].headline
    for address in ("/", "/section-1/", "/authors/author-27/", "/sitemap.xml", "/rss.xml"):
        assert client.get(address).status_code == 200, address
    page = client.get(newest[0].get_absolute_url())
    assert newest[0].headline in text(page)
    found = client.get("/search/", {"q": COMMONEST})
    assert link(found, "next")
