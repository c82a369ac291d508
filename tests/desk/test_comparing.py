"""Any two versions compared, and what readers see with the copy as it is now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from tests import people
from tests.desk.steps import fresh, live, saved

pytestmark = pytest.mark.django_db


def compare(article, old, new):
    return reverse("admin:articles_article_compare", args=[article.pk, old, new])


@pytest.fixture
def changed(story, clock):
    """Version 2: a new heading in the body, another headline, another section and author."""
    return saved(
        story,
        people.chief(),
        headline="Harbour bridge reopens <soon>",
        body=people.BODY.replace("forty bearings", "<strong>fifty</strong> bearings"),
        section=people.section("Sport", parent=people.section("World")),
        author_ids=[people.author("Ines Marrow").pk],
        topic_ids=[people.topic("Bridges").pk],
        lead_picture=people.picture(caption="Ferry at dawn"),
    )


def test_fields_are_named_and_the_body_keeps_its_formatting(as_, story, changed):
    response = as_(people.chief()).get(compare(story, 1, 2))
    page = response.content.decode()
    fields = {row.name: row.html for row in response.context["fields"]}
    assert set(fields) == {"Headline", "Section", "Authors", "Topics", "Lead picture"}
    assert "<ins>&lt;soon&gt;</ins>" in fields["Headline"]
    assert "<ins> / Sport</ins>" in fields["Section"]
    assert "<del>Rosa Writes</del><ins>Ines Marrow</ins>" in fields["Authors"]
    assert fields["Topics"] == "<ins>Bridges</ins>"
    assert fields["Lead picture"] == "<ins>Ferry at dawn</ins>"
    assert [block.kind for block in response.context["blocks"]] == ["kept", "kept", "changed"]
    assert "<del>forty</del><ins><strong>fifty</strong></ins> bearings" in page
    assert "1 changed" in page


def test_the_older_one_comes_first_whichever_was_asked_for(as_, story, changed):
    response = as_(people.chief()).get(compare(story, 2, 1))
    assert [side.name for side in response.context["sides"]] == ["Version 1", "Version 2"]


def test_who_was_deleted_since_is_said_to_be(as_, story, changed):
    ines = people.author("Ines Marrow")
    saved(story, people.chief(), author_ids=[people.byline(story.created_by).pk])
    ines.delete()
    response = as_(people.chief()).get(compare(story, 2, 3))
    assert "deleted since" in {row.name: row.html for row in response.context["fields"]}["Authors"]


def test_it_costs_the_same_however_many_names(as_, story):
    def cost(many):
        """Compare two versions with so many authors and topics more."""
        names = [f"Name {place}" for place in range(many)]
        mine = people.byline(story.created_by).pk
        article = saved(
            story,
            story.created_by,
            author_ids=[mine, *(people.author(name).pk for name in names)],
            topic_ids=[people.topic(name).pk for name in names],
        )
        with CaptureQueriesContext(connection) as captured:
            client.get(compare(story, 1, article.version))
        return len(captured)

    client = as_(story.created_by)
    client.get(compare(story, 1, 1))
    assert cost(1) == cost(12) <= 14


def test_a_version_that_never_was(as_, story):
    assert as_(story.created_by).get(compare(story, 1, 2)).status_code == 404


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [({"old": 2, "new": 1}, "compare"), ({"old": "x", "new": 1}, "history"), ({}, "history")],
)
def test_choosing_two_leads_to_the_address_of_that_comparison(as_, story, query, leads_to):
    choose = reverse("admin:articles_article_choose_versions", args=[story.pk], query=query)
    ids = [story.pk, 1, 2] if leads_to == "compare" else [story.pk]
    expected = reverse(f"admin:articles_article_{leads_to}", args=ids)
    assert as_(story.created_by).get(choose).url == expected


def test_what_readers_see_with_the_copy_now(as_, story, clock):
    live(story, story.section)
    saved(story, story.created_by, headline="The bridge shuts again")
    edition = story.editions.get()
    response = as_(people.editor()).get(
        reverse("admin:articles_article_changes", args=[story.pk, edition.pk])
    )
    names = [side.name for side in response.context["sides"]]
    assert names == ["What readers see", "The copy now"]
    assert [row.name for row in response.context["fields"]] == ["Headline"]


def test_notices_are_compared_as_readers_get_them(as_, story, clock):
    published = live(story, story.section)
    clock.tick()
    workflow.correct(published, people.chief(), "The year was wrong.")
    assert fresh(story).version == 2
    response = as_(people.chief()).get(compare(story, 1, 2))
    assert [row.html for row in response.context["fields"]] == [
        "<ins>Correction: The year was wrong.</ins>"
    ]


@pytest.mark.parametrize("make", [people.colleague, people.outsider])
def test_it_does_not_exist_for_people_who_may_not_see_the_article(as_, story, make):
    assert as_(make()).get(compare(story, 1, 1)).status_code == 404
