"""The pages of the verbs on a version that is waiting, and going on from a version."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import Edition
from tests import people
from tests.desk.steps import TOMORROW, address, done, fresh, said, saved, scheduled, starts

pytestmark = pytest.mark.django_db


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
