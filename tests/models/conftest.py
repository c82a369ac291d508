"""An article with its people, and the ways to change a stored row."""

import pytest

from tests import people
from tests.models.refusals import WAYS


@pytest.fixture
def world(db):
    return people.section("World")


@pytest.fixture
def rosa(db):
    return people.reporter()


@pytest.fixture
def article(rosa, world):
    return people.article(rosa, world)


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def change(request):
    """`change(row, **values)`: one test for each way to change a stored row."""
    return request.param
