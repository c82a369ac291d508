"""Pictures: what has to be said about them, how long we show them, and what readers get."""

from datetime import timedelta
from pathlib import PurePath

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from PIL import Image

from articles import photo
from articles.models import Picture
from tests import people
from tests.clock import START
from tests.models.refusals import refused_by
from tests.photo import files

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(db):
    return people.picture()


@pytest.mark.parametrize("name", ["alt", "credit"])
def test_what_was_said_once_stays_said(picture, change, name):
    for nothing in ("", "  "):
        with refused_by("picture_stays_complete"):
            change(picture, **{name: nothing})
    change(people.picture(**{name: ""}), **{name: "Said later"})


@pytest.mark.parametrize("name", ["alt", "credit"])
def test_no_edition_has_a_picture_that_lacks_either(rosa, world, clock, name):
    lacking = people.picture(**{name: " "})
    body = f'<figure><img data-picture="{lacking.pk}" src="/media/x.webp" alt="x"></figure>'
    for content in ({"lead_picture": lacking}, {"body": body}):
        article = people.article(rosa, world, **content)
        with refused_by("edition_pictures_complete"):
            people.edition(article, clock.now)
    setattr(lacking, name, "Said")
    lacking.save()
    people.edition(article, clock.now)


@pytest.mark.parametrize("name", ["alt", "credit"])
def test_it_isn_t_shown_while_it_lacks_either(db, name):
    picture = people.picture(**{name: " "})
    picture.prepare()
    assert not picture.shown_at(START)
    setattr(picture, name, "Said")
    assert picture.shown_at(START)


def test_a_file_that_an_edition_has_stays(picture, rosa, world, clock, change):
    article = people.article(rosa, world, lead_picture=picture)
    change(picture, file=people.picture().file.name)
    people.edition(article, clock.now)
    with refused_by("picture_file_stays"):
        change(picture, file=people.picture().file.name)


def test_the_form_keeps_what_was_said_once(picture):
    picture.alt, picture.credit = "  ", " A. Quill "
    with pytest.raises(ValidationError) as refused:
        picture.full_clean()
    assert refused.value.message_dict == {"alt": ["This can't be blank any more."]}
    people.picture(alt="", credit="").full_clean()


def test_a_picture_is_replaced_by_a_complete_one_in_one_step(clock, picture, change):
    other, third = people.picture(), people.picture()
    change(picture, replaced_by_id=other.pk, replaced_at=START)
    with refused_by("picture_replaced_in_one_step"):
        change(other, replaced_by_id=third.pk, replaced_at=START)
    with refused_by("picture_replaced_in_one_step"):
        change(third, replaced_by_id=picture.pk, replaced_at=START)
    with refused_by("picture_replaced_by_complete"):
        change(third, replaced_by_id=people.picture(credit="").pk, replaced_at=START)
    with refused_by("picture_replaced_at_a_moment"):
        change(people.picture(), replaced_by_id=third.pk)


def test_no_picture_replaces_itself(picture, change):
    with refused_by("picture_replaced_by_another"):
        change(picture, replaced_by_id=picture.pk, replaced_at=START)


def test_from_a_moment_on_another_stands_in(db):
    old, new = people.picture(licence_until=START - HOUR), people.picture()
    old.replaced_by, old.replaced_at = new, START
    new.prepared = True
    assert [old.standing_in(START - HOUR), old.standing_in(START)] == [old, new]
    assert [old.shown_at(START - HOUR), old.shown_at(START)] == [False, True]


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


@pytest.mark.parametrize("kind", files.KINDS)
def test_no_file_we_keep_or_serve_says_where_or_by_whom(db, settings, kind):
    content = ContentFile(files.telling(kind), name="Safe house.jpg")
    picture = Picture.objects.create(file=content)
    picture.prepare()
    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert len(stored) == 1 + len(picture.file.renditions)
    for path in stored:
        found = [secret for secret in files.SECRETS if secret in path.read_bytes()]
        assert not found, path
        if "__processed__" in path.parts:
            with Image.open(path) as image:
                assert not {"exif", "xmp", "icc_profile", "photoshop", "comment"} & set(image.info)


def test_a_picture_on_its_side_has_the_size_it_is_looked_at_in(db, settings):
    content = ContentFile(files.telling("JPEG"), name="x.jpg")
    picture = Picture.objects.create(file=content)
    picture.prepare()
    assert (picture.width, picture.height) == (300, 400)
    full = picture.sources("full", "webp")[0]
    with Image.open(settings.MEDIA_ROOT / full.url.removeprefix("/media/")) as image:
        assert image.size == (full.width, full.height) == (300, 400)


def test_it_is_decoded_once_for_all_its_renditions(picture, monkeypatch):
    decoded = []
    original = photo.decode
    monkeypatch.setattr(photo, "decode", lambda *args: decoded.append(args) or original(*args))
    picture.prepare()
    picture.prepare()
    assert len(decoded) == 1


def test_the_library_is_searched_by_words_and_looked_after(db, rosa, world):
    dawn = people.picture(caption="Ferry at dawn", licence_until=START + HOUR)
    fog = people.picture(alt="A ferry in the fog", credit="Dawn Agency")
    bare = people.picture(alt="", credit="")
    people.article(rosa, world, lead_picture=dawn)
    assert set(Picture.objects.search("dawn fer")) == {dawn, fog}
    assert set(Picture.objects.search("fog & | ' !")) == {fog}
    assert Picture.objects.search(" ' ").count() == 3
    assert set(Picture.objects.incomplete()) == {bare}
    assert set(Picture.objects.unused()) == {fog, bare}
    assert set(Picture.objects.running_out(START, HOUR)) == {dawn}
    assert not Picture.objects.running_out(START + HOUR, HOUR)


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
