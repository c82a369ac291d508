"""Adding a picture: what its file says is kept, and what isn't whole isn't."""

import pytest
from django.core.files.base import ContentFile

from articles import workflow
from articles.models import Picture
from tests import people
from tests.photo import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def add(content, by=None, **said):
    return workflow.add_picture(by or people.reporter(), ContentFile(content, name="a.jpg"), **said)


def test_it_is_stored_with_what_its_file_says_and_can_be_looked_at_at_once(media):
    picture = add(files.telling("JPEG"))
    assert (picture.alt, picture.credit) == (
        "A white ferry in the fog.",
        "Ada Quill / Harbour Agency",
    )
    assert picture.taken_at.isoformat() == "2026-01-02T10:11:12+01:00"
    assert picture.at_the_desk
    assert not picture.prepared
    assert (media / picture.sources("wide", "webp")[0].url.removeprefix("/media/")).exists()


def test_a_camera_without_a_zone_is_on_the_newsrooms_time(settings):
    settings.TIME_ZONE = "America/New_York"
    picture = add(files.saved("JPEG", exif=files.exif(zone="")))
    assert picture.taken_at.isoformat() == "2026-01-02T10:11:12-05:00"


def test_what_is_said_counts_more_than_what_the_file_says():
    picture = add(files.telling("JPEG"), credit="A. N. Other", caption="")
    assert (picture.credit, picture.caption) == ("A. N. Other", "The ferry at dawn & the café.")


def test_a_file_that_breaks_off_leaves_nothing_behind(media):
    with pytest.raises(workflow.Refused, match="a part of it is missing"):
        add(files.saved("JPEG")[:9000])
    assert not Picture.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_only_who_may_adds_one():
    with pytest.raises(workflow.Refused, match="may not add pictures"):
        add(files.saved("JPEG"), people.outsider())
