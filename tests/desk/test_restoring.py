"""Going back to an earlier version: as a new one, and never over what somebody hasn't seen."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article
from tests import people
from tests.desk.steps import done, fresh, live, said, saved

pytestmark = pytest.mark.django_db


def address(article, version):
    return reverse("admin:articles_article_restore", args=[article.pk, version])


@pytest.fixture
def second(story, clock):
    """Version 2 of the story."""
    return saved(story, story.created_by, headline="A second take", body="<p>All new.</p>")


def go_back(client, article, version=1, seen=None):
    return client.post(address(article, version), {"version": seen or fresh(article).version})


def test_it_shows_what_would_change_before_anything_does(as_, story, second):
    response = as_(story.created_by).get(address(story, 1))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Go back to version 1" in page
    assert [row.name for row in response.context["fields"]] == ["Headline"]
    assert "All new" in page
    assert fresh(story).version == 2


def test_it_makes_a_new_version_and_keeps_the_one_before(as_, story, second):
    response = go_back(as_(story.created_by), story)
    assert done(response, story) == [
        "The copy says again what version 1 said. It is version 3 now; version 2 is in the history."
    ]
    stored = fresh(story)
    assert (stored.headline, stored.version) == (people.HEADLINE, 3)
    assert [(row.version, row.headline) for row in stored.history.order_by("version")] == [
        (1, people.HEADLINE),
        (2, "A second take"),
        (3, people.HEADLINE),
    ]
    assert stored.history.first().history_change_reason == "Went back to version 1"


def test_a_newer_text_is_never_overwritten_unseen(as_, story, second):
    emil = people.editor(story.section)
    saved(story, emil, headline="Emil was quicker")
    response = go_back(as_(story.created_by), story, seen=2)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Emil saved a newer version since you opened this one" in page
    assert "Emil was quicker" in page
    assert fresh(story).headline == "Emil was quicker"
    assert go_back(as_(story.created_by), story).status_code == 302


def test_notices_to_readers_stay(as_, story, clock):
    published = live(story, story.section)
    clock.tick()
    workflow.correct(published, people.chief(), "The year was wrong.")
    saved(story, people.chief(), headline="A third take")
    response = as_(people.chief()).get(address(story, 1))
    assert [row.name for row in response.context["fields"]] == ["Headline"]
    go_back(as_(people.chief()), story)
    stored = fresh(story)
    assert stored.headline == people.HEADLINE
    assert [notice["text"] for notice in stored.notices] == ["The year was wrong."]


def test_what_was_deleted_since_does_not_come_back(as_, story, clock):
    rosa = story.created_by
    sport, ines = people.section("Sport"), people.author("Ines Marrow")
    picture, topic = people.picture(), people.topic()
    mine = people.byline(rosa).pk
    with_all = {
        "section": sport, "author_ids": [ines.pk, mine], "lead_picture": picture,
        "topic_ids": [topic.pk], "headline": "With all",
    }  # fmt: skip
    saved(story, people.chief(), **with_all)
    bare = {"author_ids": [mine], "lead_picture": None, "topic_ids": [], "headline": "Bare"}
    saved(story, people.chief(), section=story.section, **bare)
    for gone in (sport, ines, picture, topic):
        gone.delete()
    assert go_back(as_(people.chief()), story, 2).status_code == 302
    stored = fresh(story)
    assert (stored.headline, stored.section) == ("With all", story.section)
    assert (stored.author_ids, stored.topic_ids, stored.lead_picture) == ([mine], [], None)


def test_the_same_text_makes_no_new_version(as_, story, second):
    saved(story, story.created_by, headline=people.HEADLINE, body=people.BODY)
    response = go_back(as_(story.created_by), story)
    assert done(response, story) == ["The copy says what version 1 said already."]
    assert fresh(story).version == 3


def test_the_newest_version_is_there_already(as_, story, second):
    response = as_(story.created_by).get(address(story, 2))
    assert response.status_code == 409
    assert "It is the newest version." in response.content.decode()


def test_a_version_that_never_was(as_, story):
    assert as_(story.created_by).get(address(story, 9)).status_code == 404
    with pytest.raises(workflow.Refused, match="no version 9"):
        workflow.restore(story, 9, story.created_by, based_on=1)


def test_who_may_not_change_it_may_not_go_back(as_, story, second):
    workflow.submit(fresh(story), story.created_by)
    response = go_back(as_(story.created_by), story)
    assert response.status_code == 403
    assert not said(response)
    assert Article.objects.get().version == 2


def test_a_form_that_does_not_say_what_was_seen_changes_nothing(as_, story, second):
    response = as_(story.created_by).post(address(story, 1), {"version": "x"})
    assert response.status_code == 422
    assert fresh(story).version == 2
