"""What stands ready in these tests: live articles, and a way to place them."""

import pytest

from articles import workflow
from articles.workflow import Wish
from tests import people


@pytest.fixture
def make(clock, world):
    """`make("Name")`: a live article, or with `at` one that is scheduled."""

    def make(headline, section=world, at=None):
        article = people.article(people.reporter(), section, headline=headline)
        people.edition(article, at or clock.now)
        clock.tick(minutes=1)
        return article

    return make


@pytest.fixture
def six(make):
    return [make(name) for name in ("One", "Two", "Three", "Four", "Five", "Six")]


@pytest.fixture
def stand(clock):
    """`stand({1: article})`: what stands in slots of the site's front."""

    def stand(slots, section=None, at=None):
        wishes = {slot: Wish(article.pk) for slot, article in slots.items()}
        workflow.arrange(people.chief(), section=section, slots=wishes, at=at)
        clock.tick(minutes=1)

    return stand
