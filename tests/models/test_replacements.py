"""What stood in for a picture once: the database writes it down, and nobody changes it."""

from datetime import timedelta

import pytest

from articles.models import Replacement
from tests import people
from tests.models.refusals import refused_by

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def replaced(clock, change):
    """A picture that another stood in for, and then a third."""
    picture, other, third = people.picture(), people.picture(), people.picture()
    change(picture, replaced_by_id=other.pk, replaced_at=clock.now)
    change(picture, replaced_by_id=third.pk, replaced_at=clock.tick(hours=1))
    return picture


def test_whoever_changes_it_what_stood_in_before_is_kept(replaced, clock):
    (kept,) = replaced.replacements.all()
    assert (kept.starts_at, kept.ends_at) == (clock.now - HOUR, clock.now)
    assert kept.by_id != replaced.replaced_by_id


def test_the_past_is_not_rewritten(replaced, clock, change):
    other = people.picture()
    for at in (clock.now - HOUR, None):
        with refused_by("picture_replaced_from_now_on"):
            change(replaced, replaced_by_id=None, replaced_at=at)
    with refused_by("picture_replaced_from_now_on"):
        change(people.picture(), replaced_by_id=other.pk, replaced_at=clock.now - HOUR)


def test_what_is_kept_is_written_once(replaced, clock, change):
    (kept,) = replaced.replacements.all()
    with refused_by("replacement_written_once"):
        change(kept, ends_at=clock.now + HOUR)
    with refused_by("replacement_written_once"):
        kept.delete()
    with refused_by("replacement_written_once"):
        Replacement.objects.create(
            picture=kept.by, by=replaced, starts_at=clock.now - HOUR, ends_at=clock.now
        )


def test_pictures_that_readers_saw_are_not_deleted(replaced):
    (kept,) = replaced.replacements.all()
    assert not type(replaced).objects.unused().filter(pk__in=[replaced.pk, kept.by_id])
