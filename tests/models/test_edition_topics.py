"""The rows that say what editions are about follow the editions, whoever writes them."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.models import EditionTopic
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    return [people.topic("Bridges").pk, people.topic("Trams").pk]


@pytest.fixture
def edition(clock, topics):
    article = people.article(people.reporter(), people.section(), topic_ids=[*topics, topics[0]])
    return people.edition(article, clock.now + timedelta(hours=1))


def rows():
    return sorted(
        EditionTopic.objects.values_list("edition", "topic", "article_id", "published_at")
    )


def test_there_is_one_for_each_topic(edition, topics):
    moment = edition.published_at
    assert rows() == [(edition.pk, topic, edition.article_id, moment) for topic in topics]


def test_they_move_with_what_is_rescheduled(edition, topics):
    edition.starts_at += timedelta(hours=1)
    edition.published_at += timedelta(hours=1)
    edition.save()
    assert {row[3] for row in rows()} == {edition.published_at}


def test_they_go_with_it_whoever_deletes_it(edition):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_edition WHERE id = %s", [edition.pk])
    assert rows() == []
