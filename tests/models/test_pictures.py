"""Pictures: what has to be said about them, how long we show them, and what readers get."""

from datetime import timedelta
from pathlib import PurePath

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from PIL import Image

from articles.models import Picture
from tests import people
from tests.clock import START
from tests.models.refusals import refused_by

HOUR = timedelta(hours=1)


@pytest.fixture
def picture(db):
    return people.picture()


@pytest.mark.parametrize("name", ["alt", "credit"])
def test_alt_text_and_credit_are_required(picture, change, name):
    with refused_by(f"picture_has_{name}"):
        change(picture, **{name: ""})
    with refused_by(f"picture_has_{name}"):
        people.picture(**{name: ""})


@pytest.mark.parametrize("name", ["alt", "credit"])
def test_blanks_say_nothing(picture, name):
    setattr(picture, name, "  ")
    with pytest.raises(ValidationError, match="can't be blank"):
        picture.full_clean()


def test_a_licence_begins_before_it_ends(picture, change):
    with refused_by("picture_licence_in_order"):
        change(picture, licence_from=START, licence_until=START)


@pytest.mark.parametrize(
    ("begin", "end", "shown"),
    [
        (None, None, True),
        (START, None, True),
        (None, START, False),
        (START + timedelta(microseconds=1), None, False),
        (None, START + timedelta(microseconds=1), True),
        (START - HOUR, START + HOUR, True),
    ],
)
def test_a_licence_is_a_period_like_any_other(db, begin, end, shown):
    picture = people.picture(licence_from=begin, licence_until=end)
    assert picture.licensed_at(START) == shown
    assert Picture.objects.licensed(START).exists() == shown


def test_readers_get_a_picture_once_its_renditions_are_made(picture):
    assert not picture.shown_at(START)
    picture.prepare()
    picture.refresh_from_db()
    assert picture.shown_at(START)


@pytest.mark.parametrize(("shape", "kind"), [("wide", "avif"), ("full", "webp")])
def test_a_rendition_is_as_large_as_it_is_said_to_be(db, settings, shape, kind):
    picture = people.picture((1000, 800))
    picture.prepare()
    sources = picture.sources(shape, kind)
    assert [source.width for source in sources] == [400, 800] if shape == "wide" else [800]
    for source in sources:
        with Image.open(settings.MEDIA_ROOT / source.url.removeprefix("/media/")) as image:
            assert image.size == (source.width, source.height)
            assert image.format == kind.upper()


def test_no_file_s_name_can_be_guessed(db):
    first, second = people.picture(), people.picture()
    names = [PurePath(picture.file.name).stem for picture in (first, second)]
    assert "harbour" not in "".join(names)
    assert names[0] != names[1]
    first.prepare()
    assert names[0] in first.sources("wide", "webp")[0].url


def test_a_picture_in_use_can_t_be_deleted(picture, rosa, world):
    people.article(rosa, world, lead_picture=picture)
    with pytest.raises(ProtectedError):
        picture.delete()
