"""Rosa has the form open while Emil saves."""

import pytest

from articles import workflow
from tests import people
from tests.desk.merging.pages import TWO
from tests.desk.test_form import typed


@pytest.fixture
def rosa():
    return people.reporter()


@pytest.fixture
def article(rosa, world):
    return people.article(rosa, world, body=TWO)


@pytest.fixture
def opened(article):
    """What Rosa's form holds, before Emil saves."""
    return typed(article)


@pytest.fixture
def saved_by_emil(article, opened, world):
    article.standfirst = "Emil's standfirst."
    article.body = TWO.replace("second one", "second one, by Emil")
    return workflow.save_copy(article, people.editor(world), based_on=1)
