"""What the pages of all verbs have in common: what they refuse, how, and to whom."""

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from articles.desk.verb_forms import ARTICLE_FORMS
from articles.models import Article, Edition
from tests import people
from tests.desk.steps import address, done, fresh, in_review, live, saved, scheduled

pytestmark = pytest.mark.django_db


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(as_, story, world):
    in_review(story)
    response = as_(people.editor(world)).post(
        address("schedule", story),
        {"version": 1, "at": "2026-03-02T08:00", "until": "2026-07-01T12:00"},
    )
    page = response.content.decode()
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert list(errors) == ["at"]
    assert "is past. Choose a moment that lies ahead" in errors["at"][0]
    assert 'value="2026-03-02T08:00"' in page
    assert 'value="2026-07-01T12:00"' in page


def test_what_was_done_already_names_who_did_it(as_, story, world, clock):
    live(story, world)
    clock.tick(minutes=5)
    response = as_(people.second_editor(world)).post(address("publish", story), {"version": 1})
    assert done(response, story) == [
        "It had been done already. Emil published it on 3 March 2026, 09:00 (Europe/London)."
    ]
    assert Edition.objects.count() == 1


def test_a_page_that_is_closed_now_says_what_came_between(as_, story, world):
    scheduled(story, world)
    page = as_(people.second_editor(world)).get(address("publish", story))
    assert page.status_code == 403
    assert page.context["refused"] == (
        "It has to be submitted for review first. "
        "Emil scheduled it for 4 March 2026, 08:00 (Europe/London) "
        "on 3 March 2026, 09:00 (Europe/London)."
    )
    assert "Version 1 goes live on Wednesday 4 March 2026, 08:00" in page.content.decode()


def test_text_that_changed_meanwhile_is_not_published_unseen(as_, story, world):
    in_review(story)
    client = as_(people.editor(world))
    page = client.get(address("publish", story)).content.decode()
    assert '<input type="hidden" name="version" value="1"' in page
    saved(story, people.second_editor(world), headline="The bridge stays shut")
    response = client.post(address("publish", story), {"version": 1, "until": "2026-07-01T12:00"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ada saved a newer version since you opened this one." in page
    assert address("preview", story) in page
    assert 'value="2026-07-01T12:00"' in page
    assert not Edition.objects.exists()
    # The page was about the newer version, so the next press of the button is too.
    assert '<input type="hidden" name="version" value="2"' in page
    done(client.post(address("publish", story), {"version": 2}), story)
    assert Edition.objects.get().headline == "The bridge stays shut"


def test_a_form_without_its_version_does_nothing(as_, story, world):
    in_review(story)
    client = as_(people.editor(world))
    for version in ("", "one"):
        response = client.post(address("publish", story), {"version": version})
        assert response.status_code == 422
        assert "It isn&#x27;t clear which version you looked at." in response.content.decode()
    assert not Edition.objects.exists()


def test_a_verb_that_this_person_may_not_do_says_why(as_, story, world):
    in_review(story)
    elsewhere = people.editor(people.section("Sport"), name="ada")
    people.article(elsewhere, world)
    client = as_(story.created_by)
    for response in (
        client.get(address("publish", story)),
        client.post(address("publish", story), {"version": 1}),
    ):
        page = response.content.decode()
        assert response.status_code == 403
        assert "Only editors may do this." in page
        assert '<form method="post" class="desk-form"' not in page
    assert not Edition.objects.exists()


def test_a_verb_that_the_state_does_not_allow_says_why(as_, story, world):
    client = as_(people.editor(world))
    page = client.get(address("send_back", story))
    assert page.status_code == 409
    assert "It isn&#x27;t in review." in page.content.decode()
    assert "Back to the article" in page.content.decode()
    response = client.post(address("send_back", story), {"version": 1, "note": "Ask the port."})
    assert response.status_code == 422
    assert "Ask the port." in response.content.decode()


@pytest.mark.parametrize("verb", ARTICLE_FORMS)
def test_an_article_this_person_may_not_see_is_not_found(as_, story, verb):
    client = as_(people.colleague())
    assert client.get(address(verb, story)).status_code == 404
    assert client.post(address(verb, story), {"version": 1}).status_code == 404


@pytest.mark.parametrize("verb", ARTICLE_FORMS)
def test_looking_at_a_page_changes_nothing(as_, story, verb):
    as_(people.chief()).get(address(verb, story))
    assert fresh(story).version == 1
    assert not story.events.exists()


def test_other_methods_are_refused(as_, story):
    client = as_(people.chief())
    for method in (client.put, client.delete, client.patch):
        assert method(address("submit", story)).status_code == 405


def test_a_post_from_another_site_is_refused(story):
    client = Client(enforce_csrf_checks=True)
    client.force_login(story.created_by)
    assert client.post(address("submit", story), {"version": 1}).status_code == 403
    assert fresh(story).state == Article.State.DRAFT


@pytest.mark.django_db(transaction=True)
def test_while_somebody_else_holds_the_article_the_page_comes_back(as_, clock, world):
    story = people.article(people.reporter(), world)
    database = django_settings.DATABASES["default"]
    with psycopg.connect(
        host=database["HOST"], user=database["USER"], dbname=connection.settings_dict["NAME"]
    ) as other:
        other.execute("SELECT 1 FROM articles_article WHERE id = %s FOR UPDATE", [story.pk])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        try:
            response = as_(story.created_by).post(
                address("submit", story), {"version": 1, "note": "Two sources."}
            )
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
    page = response.content.decode()
    assert response.status_code == 503
    assert "Somebody else is saving this article just now." in page
    assert "Two sources." in page
    assert fresh(story).state == Article.State.DRAFT
