"""Replacing a picture everywhere: one act, one step, no frozen row touched, and back again."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Event, Picture
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ready(**fields):
    picture = people.picture((300, 200), **fields)
    Picture.objects.filter(pk=picture.pk).update(prepared=True)
    return picture


@pytest.fixture
def old(clock):
    return ready()


@pytest.fixture
def emil():
    return people.editor(people.section("World"))


def stored():
    return dict(Picture.objects.exclude(replaced_by=None).values_list("pk", "replaced_by"))


def story(picture, **when):
    article = people.article(people.reporter(), people.section("World"), lead_picture=picture)
    workflow.publish(article, people.chief(), **when)
    return article


def test_it_is_told_where_it_is_live_or_waits_and_editions_stay(old, emil, clock):
    live, waiting = story(old), story(old, at=clock.now + timedelta(days=1))
    ended = story(old, until=clock.now + timedelta(minutes=1))
    people.article(people.reporter(), people.section("World"), lead_picture=old)
    clock.tick(minutes=2)
    before = list(Edition.objects.order_by("pk").values())
    new = ready()
    events = workflow.replace_picture(old, emil, new)
    assert {event.article_id for event in events} == {live.pk, waiting.pk}
    assert ended.pk not in {event.article_id for event in events}
    assert list(Edition.objects.order_by("pk").values()) == before
    assert Picture.objects.get(pk=old.pk).replaced_at == clock.now
    assert "Emil replaced a picture" in workflow.told(Event.objects.get(pk=events[0].pk))
    assert workflow.replace_picture(old, emil, new) == []


def test_one_that_replaces_is_replaced_in_one_step(old, emil, clock):
    second, third = ready(), ready()
    workflow.replace_picture(old, emil, second)
    clock.tick()
    workflow.replace_picture(second, emil, third)
    assert stored() == {old.pk: third.pk, second.pk: third.pk}


def test_at_every_moment_it_is_known_what_readers_saw(old, emil, clock):
    second, third = ready(), ready()
    moments = [clock.tick(hours=1)]
    workflow.replace_picture(old, emil, second)
    moments.append(clock.tick(hours=1))
    workflow.replace_picture(second, emil, third)
    moments.append(clock.tick(hours=1))
    workflow.restore_picture(old, emil)
    moments.append(clock.tick(hours=1))
    workflow.replace_picture(old, emil, second_again := ready())
    instant = timedelta.resolution
    for first, saw in ((old, [second, third, old, second_again]), (second, [second, *[third] * 3])):
        picture = Picture.objects.get(pk=first.pk)
        assert [picture.standing_in(at) for at in moments] == saw
        before = [picture.standing_in(at - instant) for at in moments]
        assert before == [first, *saw[:-1]]


def test_the_other_way_round_gives_the_first_its_place_back(old, emil):
    new = ready()
    workflow.replace_picture(old, emil, new)
    workflow.replace_picture(new, emil, old)
    assert stored() == {new.pk: old.pk}


def test_readers_get_it_back(old, emil, clock):
    article, new = story(old), ready()
    workflow.replace_picture(old, emil, new)
    clock.tick()
    (event,) = workflow.restore_picture(old, emil)
    assert stored() == {}
    assert (event.article_id, event.details["old"]) == (article.pk, old.pk)
    assert workflow.restore_picture(old, emil) == []


@pytest.mark.parametrize(
    ("lacking", "words"),
    [({"alt": ""}, "lacks a text or a credit"), ({"credit": ""}, "lacks a text or a credit"),
     ({"licence_until": "past"}, "licence doesn't cover")],
)  # fmt: skip
def test_readers_must_be_able_to_get_the_other(old, emil, clock, lacking, words):
    if "licence_until" in lacking:
        lacking = {"licence_until": clock.now}
    with pytest.raises(workflow.Refused, match=words):
        workflow.replace_picture(old, emil, ready(**lacking))


def test_it_must_be_there_prepared_another_and_not_replaced_itself(old, emil):
    unprepared, replaced, gone = people.picture((300, 200)), ready(), ready()
    workflow.replace_picture(replaced, emil, ready())
    Picture.objects.filter(pk=gone.pk).delete()
    for other, words in (
        (unprepared, "still being prepared"), (replaced, "replaced itself"),
        (gone, "isn't in the library"), (old, "same picture"),
    ):  # fmt: skip
        with pytest.raises(workflow.Refused, match=words):
            workflow.replace_picture(old, emil, other)
    assert old.pk not in stored()


def test_only_editors_may(old, emil):
    new = ready()
    workflow.replace_picture(old, emil, new)
    for act in (
        lambda: workflow.replace_picture(new, people.reporter(), ready()),
        lambda: workflow.restore_picture(old, people.reporter()),
    ):
        with pytest.raises(workflow.Refused, match="Only editors"):
            act()
    assert stored() == {old.pk: new.pk}
