"""The pages of the verbs: what they say, what they do, and what they refuse."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.conf import settings as django_settings
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.desk.verb_forms import ARTICLE_FORMS
from articles.models import Article, Edition
from tests import people

pytestmark = pytest.mark.django_db

TOMORROW = datetime(2026, 3, 4, 8, tzinfo=UTC)


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def story(clock, world):
    return people.article(people.reporter(), world)


@pytest.fixture
def as_(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def address(verb, article, edition=None):
    ids = [article.pk, edition.pk] if edition else [article.pk]
    return reverse(f"admin:articles_article_{verb}", args=ids)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def in_review(article):
    workflow.submit(article, article.created_by)
    return fresh(article)


def live(article, world):
    workflow.publish(in_review(article), people.editor(world))
    return fresh(article)


def scheduled(article, world, at=TOMORROW):
    workflow.publish(in_review(article), people.editor(world), at=at)
    return Edition.objects.get(article=article, starts_at=at)


def starts(edition):
    return edition.starts_at.isoformat()


def saved(article, by, **content):
    copy = fresh(article)
    for name, value in content.items():
        setattr(copy, name, value)
    return workflow.save_copy(copy, by, based_on=copy.version)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def done(response, article):
    """Return the messages of a verb that was done."""
    assert response.status_code == 302, response.content.decode()
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    return said(response)


def test_submitting_hands_the_article_to_its_desk(as_, story):
    client = as_(story.created_by)
    page = client.get(address("submit", story))
    assert page.status_code == 200
    assert "The article goes to its desk" in page.content.decode()
    response = client.post(address("submit", story), {"version": 1, "note": "Two sources."})
    assert done(response, story) == ["Submitted. It is on its desk for review."]
    assert fresh(story).state == Article.State.REVIEW
    assert story.events.get().note == "Two sources."


def test_sending_back_needs_a_note(as_, story, world):
    in_review(story)
    client = as_(people.editor(world))
    response = client.post(address("send_back", story), {"version": 1, "note": "  "})
    assert response.status_code == 422
    assert "Say what has to be done before it comes back." in response.content.decode()
    assert fresh(story).state == Article.State.REVIEW
    response = client.post(address("send_back", story), {"version": 1, "note": "Ask the port."})
    assert done(response, story) == ["Sent back, with your note."]
    assert fresh(story).state == Article.State.DRAFT


def test_publishing_now_shows_it_to_readers(as_, story, world, clock):
    in_review(story)
    client = as_(people.editor(world))
    assert done(client.post(address("publish", story), {"version": 1}), story) == [
        "Readers see it now."
    ]
    assert fresh(story).edition_at(clock.now).headline == story.headline


def test_scheduling_says_when_it_goes_live(as_, story, world):
    in_review(story)
    client = as_(people.editor(world))
    response = client.post(
        address("schedule", story),
        {"version": 1, "at": "2026-03-04T08:00", "until": "2026-07-01T12:00"},
    )
    (sentence,) = done(response, story)
    assert sentence == (
        "Goes live on Wednesday 4 March 2026, 08:00 (Europe/London), "
        "until Wednesday 1 July 2026, 12:00 (Europe/London)."
    )
    assert Edition.objects.get().starts_at == TOMORROW


def test_scheduling_needs_a_moment_and_never_publishes_without(as_, story, world):
    in_review(story)
    response = as_(people.editor(world)).post(address("schedule", story), {"version": 1, "at": ""})
    assert response.status_code == 422
    assert "Give a day and a time." in response.content.decode()
    assert not Edition.objects.exists()


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


def test_a_time_that_comes_twice_is_asked_about_on_the_page(as_, story, world):
    in_review(story)
    client = as_(people.editor(world))
    typed = {"version": 1, "at": "2026-10-25T01:30"}
    response = client.post(address("schedule", story), typed)
    assert response.status_code == 422
    assert not Edition.objects.exists()
    meant = "2026-10-25T01:30:00+00:00"
    assert f'value="{meant}"' in response.content.decode()
    response = client.post(address("schedule", story), typed | {"at_meant": meant})
    assert "01:30 (Europe/London, UTC+00:00)" in done(response, story)[0]
    assert Edition.objects.get().starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_what_was_done_already_names_who_did_it(as_, story, world, clock):
    live(story, world)
    clock.tick(minutes=5)
    response = as_(people.second_editor(world)).post(address("publish", story), {"version": 1})
    assert done(response, story) == [
        "It had been done already. Emil published it on 3 March 2026, 09:00 (Europe/London)."
    ]
    assert Edition.objects.count() == 1


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


def test_findings_that_block_take_the_form_away_and_link_to_the_field(as_, story, world):
    saved(story, story.created_by, body="<p>The mayor said TK</p>")
    in_review(fresh(story))
    client = as_(people.editor(world))
    page = client.get(address("publish", story)).content.decode()
    change = reverse("admin:articles_article_change", args=[story.pk])
    assert f'href="{change}#id_body"' in page
    assert "Has to be mended:" in page
    assert '<form method="post" class="desk-form"' not in page
    response = client.post(address("publish", story), {"version": 2})
    assert response.status_code == 422
    assert "It isn&#x27;t ready." in response.content.decode()
    assert not Edition.objects.exists()


def test_findings_that_warn_leave_the_form(as_, story, world):
    in_review(story)
    page = as_(people.editor(world)).get(address("publish", story)).content.decode()
    assert "Worth a look:" in page
    assert '<form method="post" class="desk-form"' in page


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("correct", "Readers see it now, with the correction."),
        ("clarify", "Readers see it now, with the clarification."),
        ("update", "Readers see it now, with the update."),
    ],
)
def test_a_notice_comes_with_the_new_version(as_, story, world, clock, verb, sentence):
    live(story, world)
    clock.tick()
    workflow.submit(saved(story, story.created_by, standfirst="It opened at eight."),
                    story.created_by)  # fmt: skip
    clock.tick()
    notice = "An earlier version gave another hour."
    client = as_(people.editor(world))
    missing = client.post(address(verb, story), {"version": 2, "notice": ""})
    assert missing.status_code == 422
    assert list(missing.context["form"].errors) == ["notice"]
    response = client.post(address(verb, story), {"version": 2, "notice": notice})
    assert done(response, story) == [sentence]
    assert fresh(story).edition_at(clock.now).notices[0]["text"] == notice


def test_withdrawing_ends_it_at_once(as_, story, world, clock):
    live(story, world)
    clock.tick()
    response = as_(people.chief()).post(
        address("withdraw", story), {"version": 1, "notice": "It named the wrong ship."}
    )
    assert done(response, story) == ["Withdrawn. Readers find your notice at its address."]
    assert fresh(story).edition_at(clock.now) is None


def test_a_chief_who_publishes_unreviewed_is_told_that_the_record_says_so(as_, story):
    response = as_(people.chief()).post(address("publish", story), {"version": 1})
    assert done(response, story) == [
        "Readers see it now. The record says that no second pair of eyes saw it."
    ]


def test_a_hotfix_says_that_the_waiting_version_still_takes_over(as_, story, world, clock):
    live(story, world)
    clock.tick()
    workflow.submit(saved(story, story.created_by, kicker="Next"), story.created_by)
    workflow.publish(fresh(story), people.editor(world), at=TOMORROW)
    clock.tick()
    workflow.submit(saved(story, story.created_by, kicker="Fix"), story.created_by)
    clock.tick()
    client = as_(people.editor(world))
    page = client.get(address("publish", story)).content.decode()
    assert "still takes over on Wednesday 4 March 2026, 08:00 (Europe/London)." in page
    response = client.post(address("publish", story), {"version": 3})
    assert "still takes over when it is due." in done(response, story)[0]


def test_the_end_of_what_is_live_can_be_changed_and_taken_away(as_, story, world):
    live(story, world)
    client = as_(people.editor(world))
    until = {"version": 1, "until": "2026-03-05T18:00"}
    assert done(client.post(address("set_end", story), until), story) == [
        "Readers see it, until Thursday 5 March 2026, 18:00 (Europe/London)."
    ]
    assert 'value="2026-03-05T18:00"' in client.get(address("set_end", story)).content.decode()
    assert done(client.post(address("set_end", story), {"version": 1, "until": ""}), story)[-1] == (
        "Readers see it until further notice."
    )


def test_spiking_and_reviving(as_, story):
    client = as_(story.created_by)
    done(client.post(address("spike", story), {"version": 1, "note": "Doubled."}), story)
    assert fresh(story).spiked_at
    done(client.post(address("revive", story), {"version": 1}), story)
    assert fresh(story).spiked_at is None


def test_an_embargo_is_set_and_lifted(as_, story, world):
    client = as_(people.editor(world))
    response = client.post(
        address("set_embargo", story), {"version": 1, "until": "2026-03-04T08:00", "note": ""}
    )
    assert done(response, story) == [
        "Under embargo until Wednesday 4 March 2026, 08:00 (Europe/London)."
    ]
    assert fresh(story).embargo_until == TOMORROW
    assert done(client.post(address("lift_embargo", story), {"version": 1}), story)[-1] == (
        "The embargo is lifted."
    )


def test_a_waiting_version_is_rescheduled(as_, story, world):
    edition = scheduled(story, world)
    client = as_(people.editor(world))
    page = client.get(address("reschedule", story, edition)).content.decode()
    assert 'value="2026-03-04T08:00"' in page
    response = client.post(
        address("reschedule", story, edition),
        {"starts_at": starts(edition), "at": "2026-03-05T09:30", "until": ""},
    )
    assert done(response, story) == ["Goes live on Thursday 5 March 2026, 09:30 (Europe/London)."]
    edition.refresh_from_db()
    assert edition.starts_at == datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


def test_a_waiting_version_is_cancelled_and_a_second_editor_is_told_by_whom(as_, story, world):
    edition = scheduled(story, world)
    cancel = address("cancel", story, edition)
    assert done(
        as_(people.editor(world)).post(cancel, {"starts_at": starts(edition), "note": "Embargo."}),
        story,
    ) == ["The version for Wednesday 4 March 2026, 08:00 (Europe/London) is cancelled."]
    assert not Edition.objects.exists()
    client = as_(people.second_editor(world))
    for response in (client.get(cancel), client.post(cancel, {"note": ""})):
        assert response.status_code == 302
        assert "Emil cancelled a version that was scheduled on" in said(response)[-1]


def test_a_version_that_somebody_else_moved_is_not_moved_on_unseen(as_, story, world):
    edition = scheduled(story, world)
    workflow.reschedule(edition, people.second_editor(world), TOMORROW + timedelta(hours=1))
    client = as_(people.editor(world))
    typed = {"starts_at": starts(edition), "at": "2026-03-05T09:30", "until": ""}
    response = client.post(address("reschedule", story, edition), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ada rescheduled it on" in page
    assert "It goes live on Wednesday 4 March 2026, 09:00 (Europe/London) now." in page
    assert 'value="2026-03-05T09:30"' in page
    edition.refresh_from_db()
    assert f'name="starts_at" value="{starts(edition)}"' in page
    done(
        client.post(address("reschedule", story, edition), typed | {"starts_at": starts(edition)}),
        story,
    )


def test_a_version_that_has_begun_is_not_rescheduled(as_, story, world, clock):
    edition = scheduled(story, world)
    clock.at(TOMORROW + timedelta(minutes=1))
    client = as_(people.editor(world))
    page = client.get(address("reschedule", story, edition))
    assert page.status_code == 409
    assert "This version has begun" in page.content.decode()
    response = client.post(address("cancel", story, edition), {"starts_at": starts(edition)})
    assert response.status_code == 422
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_an_edition_of_another_article_is_not_found(as_, story, world):
    edition = scheduled(story, world)
    other = people.article(people.reporter(), world, slug="another")
    client = as_(people.editor(world))
    for verb in ("cancel", "reschedule", "work_from"):
        assert client.get(address(verb, other, edition)).status_code == 404


def test_going_on_from_an_edition_brings_its_text_into_the_copy(as_, story, world, clock):
    edition = scheduled(story, world)
    saved(story, people.editor(world), headline="Another headline")
    client = as_(people.editor(world))
    page = client.get(address("work_from", story, edition))
    assert "The text of version 1 replaces the copy" in page.content.decode()
    assert fresh(story).headline == "Another headline"
    response = client.post(address("work_from", story, edition))
    assert done(response, story) == ["The copy now has the text of version 1."]
    assert fresh(story).headline == edition.headline


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
