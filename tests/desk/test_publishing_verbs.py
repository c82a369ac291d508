"""The pages of the verbs that change what readers see."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Edition
from tests import people
from tests.desk.steps import TOMORROW, address, done, fresh, in_review, live, saved

pytestmark = pytest.mark.django_db


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
