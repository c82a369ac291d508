"""The library as a list: pictures, what has to be looked after, and words to find them by."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.models import Picture
from tests import people

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_picture_changelist")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def library(clock, world):
    """Pictures by what is the matter with them."""
    soon = clock.now + timedelta(days=3)
    made = {
        "fine": people.picture((300, 200), caption="Ferry at dawn"),
        "bare": people.picture((300, 200), alt="", credit="", caption="No words"),
        "soon": people.picture((300, 200), caption="Until Friday", licence_until=soon),
        "over": people.picture((300, 200), caption="Too late", licence_until=clock.now),
        "replaced": people.picture((300, 200), caption="Old"),
    }
    people.article(people.reporter(), world, lead_picture=made["fine"])
    Picture.objects.filter(pk=made["replaced"].pk).update(
        replaced_by=made["fine"], replaced_at=clock.now
    )
    return made


def found(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return {each["picture"].caption for each in response.context["pictures"]}


@pytest.mark.parametrize(
    ("care", "captions"),
    [
        ("incomplete", {"No words"}),
        ("soon", {"Until Friday"}),
        ("over", {"Too late"}),
        ("unused", {"No words", "Until Friday", "Too late", "Old"}),
        ("replaced", {"Old"}),
        ("nonsense", {"Ferry at dawn", "No words", "Until Friday", "Too late", "Old"}),
    ],
)
def test_it_shows_what_has_to_be_looked_after(as_, library, care, captions):
    assert found(as_(people.reporter()), care=care) == captions


def test_it_finds_by_words(as_, library):
    assert found(as_(people.reporter()), q="dawn ferr") == {"Ferry at dawn"}
    page = as_(people.reporter()).get(LIST, {"q": "zebra"}).content.decode()
    assert "No picture has these words" in page


def test_each_is_marked_with_what_is_the_matter(as_, library):
    response = as_(people.reporter()).get(LIST)
    marks = {
        each["picture"].caption: [text for _, text in each["marks"] if text != "Being prepared"]
        for each in response.context["pictures"]
    }
    assert marks == {
        "Ferry at dawn": [],
        "No words": ["No text", "No credit"],
        "Until Friday": ["Until 6 Mar 2026, 09:00"],
        "Too late": ["Licence over"],
        "Old": ["Replaced"],
    }
    assert "· in use" in response.content.decode()


def test_the_list_costs_the_same_however_many_it_shows(as_, library, django_assert_max_num_queries):
    Picture.objects.update(prepared=True)
    client = as_(people.reporter())
    client.get(LIST)
    with django_assert_max_num_queries(6):
        client.get(LIST)


def test_an_empty_library_says_what_to_do(as_):
    assert "Drop some above" in as_(people.reporter()).get(LIST).content.decode()


def test_who_may_only_look_is_offered_no_place_to_drop(as_):
    looker = people.person("lena")
    looker.user_permissions.add(people.Permission.objects.get(codename="view_picture"))
    page = as_(looker).get(LIST).content.decode()
    assert "data-picture-drop" not in page
