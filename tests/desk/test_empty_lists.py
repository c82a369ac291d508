"""Lists without rows: what they are for and what to do first, or that a filter finds nothing."""

import pytest
from django.urls import reverse

from tests import people

pytestmark = pytest.mark.django_db


def of(model):
    return reverse(f"admin:articles_{model}_changelist")


@pytest.mark.parametrize(
    ("model", "words", "first"),
    [
        ("article", "All articles that are yours to see", "Add the first article"),
        ("assignment", "Stories that are planned", "Add the first assignment"),
        ("author", "names that stand in bylines", "Add the first author"),
        ("topic", "what articles are about", "Add the first topic"),
        ("section", "where articles appear", "Add the first section"),
        ("picture", "There are no pictures yet.", "Drop some above"),
    ],
)
def test_an_empty_list_says_what_it_is_for_and_what_to_do_first(client, model, words, first):
    client.force_login(people.chief())
    page = client.get(of(model)).content.decode()
    assert words in page
    assert first in page
    assert "Nothing is found" not in page


def test_whoever_may_add_nothing_is_not_told_to(client):
    client.force_login(people.reporter())
    page = client.get(of("topic")).content.decode()
    assert "what articles are about" in page
    assert "Add the first" not in page


@pytest.mark.parametrize(
    ("asked", "said", "way_out"),
    [
        ({"q": "weir"}, "has the words “weir”.", "Clear the search"),
        ({"state": "live"}, "Nothing in this list is filtered so.", "Clear filters"),
        (
            {"q": "weir", "state": "live"},
            "has the words “weir” and is filtered so.",
            "Clear filters",
        ),
    ],
)
def test_a_search_that_finds_nothing_says_so_and_leads_out(client, asked, said, way_out):
    rosa = people.reporter()
    people.article(rosa, people.section())
    client.force_login(rosa)
    page = client.get(of("article"), asked).content.decode()
    assert said in page
    assert f'href="?">{way_out}<' in page
    assert "Nothing is here yet" not in page
