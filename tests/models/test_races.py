"""The invariants hold between two connections that don't see each other's work yet."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles.models import Article, Edition, Section
from tests import people
from tests.racing import while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


@pytest.fixture
def world(transactional_db):
    return people.section("World")


@pytest.fixture
def article(world):
    return people.article(people.reporter(), world)


@pytest.fixture
def soon():
    return timezone.now() + HOUR


def rule(outcome):
    """Return the rule of the database that refused it."""
    assert isinstance(outcome, IntegrityError), outcome
    return outcome.__cause__.diag.constraint_name


def test_two_editions_that_overlap(article, soon):
    outcome, waited = while_uncommitted(
        lambda: people.edition(article, soon),
        lambda: people.edition(Article.objects.get(), soon + HOUR),
    )
    assert waited
    assert rule(outcome) == "edition_periods_dont_overlap"
    assert Edition.objects.count() == 1


def set_embargo(until):
    return Article.objects.update(embargo_until=until)


def test_an_edition_and_then_an_embargo_after_its_start(article, soon):
    outcome, waited = while_uncommitted(
        lambda: people.edition(article, soon), lambda: set_embargo(soon + HOUR)
    )
    assert waited
    assert rule(outcome) == "edition_not_before_embargo"
    assert Article.objects.get().embargo_until is None


def test_an_embargo_and_then_an_edition_before_its_end(article, soon):
    outcome, waited = while_uncommitted(
        lambda: set_embargo(soon + HOUR), lambda: people.edition(article, soon)
    )
    assert waited
    assert rule(outcome) == "edition_not_before_embargo"
    assert not Edition.objects.exists()


def test_an_embargo_and_then_a_move_before_its_end(article, soon):
    edition = people.edition(article, soon + HOUR)
    outcome, waited = while_uncommitted(
        lambda: set_embargo(soon + HOUR),
        lambda: Edition.objects.filter(pk=edition.pk).update(starts_at=soon, published_at=soon),
    )
    assert waited
    assert rule(outcome) == "edition_not_before_embargo"


@pytest.mark.parametrize(
    ("make", "name", "constraint"),
    [
        (people.author, "author_ids", "articles_author_in_use"),
        (people.topic, "topic_ids", "articles_topic_in_use"),
    ],
)
class TestDeletingWhoIsBeingNamed:
    def test_naming_and_then_deleting(self, article, make, name, constraint):
        named = make("Late Arrival")
        outcome, waited = while_uncommitted(
            lambda: Article.objects.update(**{name: [named.pk]}), named.delete
        )
        assert waited
        assert rule(outcome) == constraint
        named.refresh_from_db()

    def test_deleting_and_then_naming(self, article, make, name, constraint):
        named = make("Late Arrival")
        pk = named.pk
        outcome, waited = while_uncommitted(
            named.delete, lambda: Article.objects.update(**{name: [pk]})
        )
        assert waited
        assert rule(outcome) in {"copy_authors_exist", "copy_topics_exist"}
        assert pk not in getattr(Article.objects.get(), name)


@pytest.mark.parametrize("first", [0, 1])
def test_two_moves_that_would_make_a_third_level(world, first):
    sport, football = people.section("Sport"), people.section("Football")
    moves = [
        lambda: Section.objects.filter(pk=sport.pk).update(parent=world),
        lambda: Section.objects.filter(pk=football.pk).update(parent=sport),
    ]
    outcome, waited = while_uncommitted(moves[first], moves[1 - first])
    assert waited
    assert rule(outcome) == "section_two_levels"
    assert not Section.objects.filter(parent__parent__isnull=False).exists()


def test_two_saves_raise_the_version_twice(article):
    _, waited = while_uncommitted(
        lambda: Article.objects.update(headline="First"),
        lambda: Article.objects.update(headline="Second"),
    )
    assert waited
    assert Article.objects.get().version == 3
