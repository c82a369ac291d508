"""A picture's page: where it is used, what its licence does to that, and what replaces it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Picture
from tests import people
from tests.desk.steps import said
from tests.desk.test_pictures import fields

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(clock):
    found = people.picture((300, 200), caption="The quay")
    Picture.objects.filter(pk=found.pk).update(prepared=True)
    return found


def story(headline, picture, section, **when):
    article = people.article(
        people.reporter(), section, headline=headline, slug="x", lead_picture=picture
    )
    workflow.publish(article, people.chief(), **when)
    return article


def page_of(client, picture):
    return client.get(reverse("admin:articles_picture_change", args=[picture.pk]))


def used(response):
    uses = response.context["uses"]
    return {use.article.headline: [state for state, _ in use.states] for use in uses.articles}


def test_it_says_in_which_versions_of_which_articles(as_, picture, world, clock):
    people.article(people.reporter(), world, headline="Draft", lead_picture=picture)
    story("Live", picture, world)
    story("Later", picture, world, at=clock.now + DAY)
    story("Over", picture, world, until=clock.now + timedelta(minutes=1))
    clock.tick(minutes=2)
    found = used(page_of(as_(people.chief()), picture))
    assert found == {
        "Draft": ["In the working copy"],
        "Live": ["Live", "In the working copy"],
        "Later": ["Waits for 4 Mar 2026, 09:00", "In the working copy"],
        "Over": ["In the working copy", "In a past version"],
    }


def test_nobody_learns_of_articles_they_don_t_see(as_, picture, world):
    story("Of World", picture, world)
    response = page_of(as_(people.second_editor(people.section("Sport"))), picture)
    assert used(response) == {}
    assert "Of World" not in response.content.decode()
    assert "Articles that you don’t see have it, too." in response.content.decode()
    assert "Nowhere yet." in page_of(as_(people.chief()), people.picture()).content.decode()


def test_portraits_are_uses(as_, picture):
    ines = people.author()
    ines.portrait = picture
    ines.save()
    assert "Ines Marrow</a> <span" in page_of(as_(people.chief()), picture).content.decode()


def test_a_page_costs_the_same_for_one_use_and_for_many(
    as_, picture, world, django_assert_max_num_queries
):
    client = as_(people.chief())
    story("One", picture, world)
    page_of(client, picture)
    for number in range(5):
        story(f"Story {number}", picture, world)
    with django_assert_max_num_queries(16):
        assert len(used(page_of(client, picture))) == 6


def test_a_shorter_licence_says_where_readers_will_miss_it(as_, picture, world, clock):
    story("Until further notice", picture, world)
    story("Tomorrow only", picture, world, at=clock.now + DAY, until=clock.now + 2 * DAY)
    story("Today only", picture, world, until=clock.now + DAY)
    until = clock.now + DAY
    response = as_(people.chief()).post(
        reverse("admin:articles_picture_change", args=[picture.pk]),
        fields(licence_until_0=f"{until:%Y-%m-%d}", licence_until_1=f"{until:%H:%M}"),
    )
    (warning,) = [message for message in said(response) if "won’t see it" in message]
    assert "“Until further notice”" in warning
    assert "“Tomorrow only”" in warning
    assert "“Today only”" not in warning
    picture.refresh_from_db()
    found = used(page_of(as_(people.chief()), picture))
    assert found["Until further notice"][:2] == ["Live", "Disappears on 4 Mar 2026, 09:00"]
    assert found["Tomorrow only"][1] == "Not shown: the licence is over"
    assert found["Today only"] == ["Live", "In the working copy"]


def replace(client, picture, **sent):
    return client.post(reverse("admin:articles_picture_replace", args=[picture.pk]), sent)


@pytest.fixture
def other(clock):
    found = people.picture((300, 200), caption="The new quay")
    Picture.objects.filter(pk=found.pk).update(prepared=True)
    return found


def test_an_editor_replaces_it_everywhere_and_gives_it_back(as_, picture, other, world):
    story("Live", picture, world)
    client = as_(people.editor(world))
    page = client.get(reverse("admin:articles_picture_replace", args=[picture.pk]))
    assert "Live" in page.content.decode()
    response = replace(client, picture, replacement=other.pk)
    assert said(response) == [
        "Readers get the other picture now. It is in one article that is live or waits."
    ]
    picture.refresh_from_db()
    assert picture.replaced_by == other
    assert "The new quay</a> instead" in page_of(client, picture).content.decode()
    response = client.post(reverse("admin:articles_picture_restore", args=[picture.pk]))
    assert said(response)[0].startswith("Readers get this picture again.")
    picture.refresh_from_db()
    assert picture.replaced_by is None


def test_a_refusal_says_why_and_changes_nothing(as_, picture, world):
    client, bare = as_(people.editor(world)), people.picture((300, 200), credit="")
    for sent, words in (
        ({}, "Choose a picture from the library"),
        ({"replacement": picture.pk}, "That is the same picture"),
        ({"replacement": bare.pk}, "lacks a text or a credit"),
    ):
        response = replace(client, picture, **sent)
        assert response.status_code == 422
        assert words in response.content.decode()
    assert not Picture.objects.exclude(replaced_by=None)


def test_reporters_replace_nothing(as_, picture, other):
    client = as_(people.reporter())
    response = replace(client, picture, replacement=other.pk)
    assert response.status_code == 403
    assert "Only editors" in response.content.decode()
    client.post(reverse("admin:articles_picture_restore", args=[picture.pk]))
    assert "Replace it everywhere" not in page_of(client, picture).content.decode()
    assert not Picture.objects.exclude(replaced_by=None)


def test_a_replaced_picture_is_no_longer_offered(as_, picture, other):
    workflow.replace_picture(picture, people.chief(), other)
    page = as_(people.chief()).get(reverse("admin:articles_picture_library")).content.decode()
    assert "The new quay" in page
    assert f'data-picture="{picture.pk}"' not in page
