"""Prepared queries give what the queryset gives, and are put together once."""

from datetime import datetime, timedelta

import pytest

from articles.models import Author, Edition, Section
from articles.models.prepared import Prepared
from tests import people
from tests.reader.stories import DAY, archive, published

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def europe(world):
    return people.section("Europe", parent=world)


@pytest.fixture
def editions(world, europe):
    content = {"author_ids": [people.author().pk], "topic_ids": [people.topic().pk]}
    return [*archive(world, 5, **content), *archive(europe, 3)]


def test_it_gives_the_same_objects_for_each_moment(editions):
    def build(at):
        return Edition.objects.visible(at).for_list().newest_first()[:4]

    newest = Prepared(build, at=datetime)
    for hours in (-1, 0, 2, 9):
        at = DAY + hours * HOUR
        plain, prepared = list(build(at)), newest(at=at)
        assert prepared == plain
        assert [each.__dict__.keys() for each in prepared] == [
            each.__dict__.keys() for each in plain
        ]
        assert [each.byline for each in prepared] == [each.byline for each in plain]


def test_numbers_alone_in_arrays_and_in_lists_are_filled_in(editions, world, europe):
    ines, nobody = people.author(), people.author("Nobody")
    by_author = Prepared(lambda author: Edition.objects.by_author(Author(pk=author)), author=int)
    assert len(by_author(author=ines.pk)) == 5
    assert by_author(author=nobody.pk) == []

    def in_section(sections):
        return Edition.objects.in_section(sections)

    within = Prepared(in_section, sections=list)
    assert len(within(sections=[europe.pk])) == 3
    assert len(within(sections=[europe.pk, world.pk])) == 8
    assert within(sections=[]) == []
    of_article = Prepared(lambda article: Edition.objects.filter(article=article), article=int)
    assert of_article(article=editions[0].article_id) == [editions[0]]


def test_it_asks_once_and_not_for_what_comes_along(editions, django_assert_num_queries):
    newest = Prepared(lambda: Edition.objects.for_page().newest_first())
    with django_assert_num_queries(1):
        found = newest()
        assert [each.section.parent for each in found]
        assert [each.byline for each in found]


def test_it_is_put_together_at_the_first_call_alone(editions):
    built = []

    def build(at):
        built.append(at)
        return Section.objects.filter(pk__gt=0)

    prepared = Prepared(build, at=datetime)
    assert built == []
    assert prepared(at=DAY) == prepared(at=DAY + HOUR)
    assert len(built) == 1


def test_what_is_asked_for_later_sees_what_was_stored_later(world):
    newest = Prepared(Edition.objects.visible, at=datetime)
    assert newest(at=DAY) == []
    story = published(world)
    assert newest(at=DAY) == [story]
