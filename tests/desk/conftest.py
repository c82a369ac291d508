"""What the tests of the desk share: a section, a draft of the reporter's, and signing in."""

import pytest

from tests import people


@pytest.fixture
def world(db):
    return people.section("World")


@pytest.fixture
def story(clock, world):
    return people.article(people.reporter(), world)


@pytest.fixture
def as_(client):
    """Sign a person in: `as_(people.chief()).get(...)`."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in
