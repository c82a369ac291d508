"""What readers see is frozen: the database refuses every change of an edition's content."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import ProtectedError

from articles.models import Article, Copy, Edition
from tests import people
from tests.models.refusals import refused_by

OTHER = {
    "kicker": "Transport",
    "headline": "Another headline",
    "short_headline": "Shorter",
    "standfirst": "Another standfirst.",
    "dateline": "PORTO",
    "dated": date(2020, 2, 2),
    "body": "<p>Another body.</p>",
    "slug": "another-slug",
    "language": "pt",
    "lead_caption": "Another caption",
    "notices": [{"kind": "correction", "text": "Slipped in.", "at": "2026-03-03T09:00:00Z"}],
}


@pytest.fixture
def edition(article, clock):
    edition = people.edition(article, clock.now)
    clock.tick(hours=1)
    return edition


@pytest.fixture
def other(edition):
    """Another value for every content field."""
    return OTHER | {
        "section_id": people.section("Sport").pk,
        "author_ids": [people.author("Tom Ferry").pk],
        "topic_ids": [people.topic().pk],
        "lead_picture_id": people.picture().pk,
    }


@pytest.mark.parametrize("name", Copy.content_fields())
def test_content_can_t_be_changed(edition, other, change, name):
    before = getattr(edition, name)
    assert other[name] != before
    with refused_by("edition_frozen"):
        change(edition, **{name: other[name]})
    assert getattr(Edition.objects.get(), name) == before


@pytest.mark.parametrize("name", ["article_id", "article_version", "brought_in"])
def test_where_it_came_from_can_t_be_changed(edition, change, rosa, world, name):
    other = {
        "article_id": people.article(rosa, world).pk,
        "article_version": edition.article_version + 1,
        "brought_in": True,
    }
    with refused_by("edition_frozen"):
        change(edition, **{name: other[name]})


def test_a_waiting_edition_is_frozen_too(article, clock, change):
    waiting = people.edition(article, clock.tick(hours=1))
    clock.tick(hours=-1)
    with refused_by("edition_frozen"):
        change(waiting, headline="Another headline")


def test_storing_one_on_top_of_another_changes_nothing(edition):
    again = Edition.objects.get()
    again.headline = "Another headline"
    with refused_by("edition_not_in_the_past"):
        Edition.objects.bulk_create(
            [again], update_conflicts=True, unique_fields=["id"], update_fields=["headline"]
        )


def test_the_working_copy_changes_and_the_edition_doesn_t(edition, article):
    article.headline = "Bridge closes again"
    article.save()
    assert Edition.objects.get().headline == people.HEADLINE


def test_an_edition_has_every_content_field_of_the_working_copy(article, clock):
    article.notices = OTHER["notices"]
    edition = article.as_edition(clock.now)
    assert edition.content() == article.content()
    assert set(Copy.content_fields()) == set(OTHER) | {
        "section_id", "author_ids", "topic_ids", "lead_picture_id",
    }  # fmt: skip


@pytest.mark.parametrize("missing", [{"slug": ""}, {"headline": ""}, {"section": None}])
def test_an_edition_needs_an_address_and_a_headline(article, clock, missing):
    with refused_by("edition_has_an_address"):
        people.edition(article, clock.now, **missing)


def test_an_article_that_was_published_can_t_be_deleted(edition, article):
    with pytest.raises(ProtectedError):
        article.delete()
    with (
        refused_by("articles_edition_article_id_7f9247b9_fk_articles_article_id"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        Article.objects.all()._raw_delete("default")
