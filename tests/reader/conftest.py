"""What tests of the reader side share."""

import pytest

from tests import people


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def world(db):
    return people.section("World")


@pytest.fixture
def europe(world):
    return people.section("Europe", parent=world)


@pytest.fixture
def harbour(db):
    """A picture that readers get."""
    picture = people.picture((800, 600), caption="The harbour at noon.")
    picture.prepare()
    return picture
