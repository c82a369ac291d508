"""What a person keeps of the article list: filters under a name, columns, and a table as CSV."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Article, ListColumns, SavedList
from tests import people

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")
KEEP = reverse("admin:articles_article_lists")
COLUMNS = reverse("admin:articles_article_columns")
CSV = reverse("admin:articles_article_csv")


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def rosa(world):
    return people.reporter()


@pytest.fixture
def desk(client, rosa):
    client.force_login(rosa)
    return client


def table(client, address=CSV):
    answer = client.get(address)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def page(answer):
    return answer.content.decode()


def test_filters_are_kept_under_a_name_and_found_again(desk, rosa):
    answer = desk.post(KEEP, {"name": " Mine in review ", "query": "whose=mine&state=review&p=3"})
    assert answer.url == f"{LIST}?whose=mine&state=review"
    again = page(desk.get(LIST))
    assert 'href="?whose=mine&amp;state=review"' in again
    assert "Mine in review" in again
    assert 'aria-current="page">Mine in review' in page(desk.get(answer.url))


def test_the_same_name_takes_the_new_filters(desk):
    desk.post(KEEP, {"name": "Mine", "query": "whose=mine"})
    desk.post(KEEP, {"name": "Mine", "query": "whose=mine&state=draft"})
    assert list(SavedList.objects.values_list("name", "query")) == [
        ("Mine", "whose=mine&state=draft")
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "All", "query": ""}, "Filter or search first"),
        ({"name": "All", "query": "p=7&page=3&next=//evil.example"}, "Filter or search first"),
        ({"name": "", "query": "whose=mine"}, "Give the list a name."),
        ({"name": "x" * 61, "query": "whose=mine"}, "at most 60 characters"),
    ],
)
def test_what_cannot_be_kept_is_said(desk, typed, told):
    answer = desk.post(KEEP, typed, follow=True)
    assert told in page(answer)
    assert not SavedList.objects.exists()


def test_a_person_keeps_thirty(desk, rosa):
    SavedList.objects.bulk_create(
        SavedList(person=rosa, name=f"List {number}", query="whose=mine") for number in range(30)
    )
    answer = desk.post(KEEP, {"name": "One more", "query": "whose=mine"}, follow=True)
    assert "You have 30 lists already" in page(answer)
    assert SavedList.objects.count() == 30


def test_lists_are_their_person_s_alone(desk, client):
    desk.post(KEEP, {"name": "Mine", "query": "whose=mine"})
    kept = SavedList.objects.get()
    client.force_login(people.colleague())
    assert 'href="?whose=mine"' not in page(client.get(LIST))
    remove = reverse("admin:articles_article_list_remove", args=[kept.pk])
    assert client.post(remove).status_code == 404
    client.force_login(people.reporter())
    assert "is removed" in page(client.post(remove, follow=True))
    assert not SavedList.objects.exists()


def test_columns_are_chosen_and_stay(desk, rosa, world):
    people.article(rosa, world, slug="a-slug-to-see")
    assert "a-slug-to-see" not in page(desk.get(LIST))
    answer = desk.post(COLUMNS, {"columns": ["slug", "version"], "query": "whose=mine"})
    assert answer.url == f"{LIST}?whose=mine"
    shown = page(desk.get(LIST))
    assert "a-slug-to-see" in shown
    assert "column-shown_slug" in shown
    assert "column-shown_authors" not in shown
    assert "column-shown_state" in shown


def test_the_usual_columns_come_back(desk, rosa, world):
    people.article(rosa, world)
    desk.post(COLUMNS, {"columns": ["slug"]})
    desk.post(COLUMNS, {"columns": ["slug"], "standard": "1"})
    assert "column-shown_authors" in page(desk.get(LIST))
    assert not ListColumns.objects.exists()


def test_a_column_that_is_none_is_said(desk):
    answer = desk.post(COLUMNS, {"columns": ["password"]}, follow=True)
    assert "There is no such column" in page(answer)
    assert not ListColumns.objects.exists()


def test_every_column_can_be_shown(desk, rosa, world, clock):
    article = people.article(rosa, world)
    workflow.assign(
        people.chief(),
        title="Plan", section=world, person=rosa, article=article,
        deadline=clock.now + timedelta(days=1), planned_at=clock.now + timedelta(days=2),
    )  # fmt: skip
    offered = page(desk.get(LIST)).split('name="columns" value="')[1:]
    names = [part.partition('"')[0] for part in offered]
    desk.post(COLUMNS, {"columns": names})
    shown = page(desk.get(LIST))
    assert "4 Mar 2026, 09:00" in shown
    assert "5 Mar 2026, 09:00" in shown
    assert len(table(desk)[0]) == len(names) + 3


def test_the_table_holds_what_the_list_shows(desk, rosa, world):
    people.article(rosa, world, headline="Ferry; “sails”, at last")
    people.article(rosa, None, headline="Nowhere yet")
    people.article(people.colleague(), world, headline="Not Rosa’s")
    head, *rows = table(desk)
    assert head[:3] == ["Headline", "State", "Section"]
    assert [row[0] for row in rows] == ["Nowhere yet", "Ferry; “sails”, at last"]
    assert rows[1][1:4] == ["Draft", "World", "Rosa Writes"]
    assert "/admin/articles/article/" in rows[0][-1]


def test_the_table_follows_filters_and_columns(desk, rosa, world):
    people.article(rosa, world, headline="In World")
    people.article(rosa, None, headline="Nowhere yet")
    desk.post(COLUMNS, {"columns": ["version"]})
    assert table(desk, f"{CSV}?section={world.pk}") == [
        ["Headline", "State", "Version", "Address"],
        ["In World", "Draft", "1", table(desk, f"{CSV}?section={world.pk}")[1][3]],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n=", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(desk, rosa, world, start):
    people.article(rosa, world, headline=f"{start}cmd|' /C calc'!A0")
    assert table(desk)[1][0].startswith("'")


def test_no_part_of_a_cell_is_a_formula_where_semicolons_part_cells(desk, rosa, world):
    people.article(rosa, world, headline="Ferry;=cmd|' /C calc'!A0;sails; at last")
    assert table(desk)[1][0] == "Ferry;'=cmd|' /C calc'!A0;sails; at last"


@pytest.mark.parametrize("query", ["id=abc", "updated_at__gte=abc", "headline__nonsense=1", "no=1"])
def test_the_table_of_filters_that_are_none_is_the_list_s_refusal(desk, query):
    answer = desk.get(f"{CSV}?{query}")
    assert (answer.status_code, answer.url) == (302, f"{LIST}?e=1")


def test_the_table_costs_the_same_for_many_rows(desk, rosa, world):
    people.article(rosa, world)
    with CaptureQueriesContext(connection) as few:
        assert len(table(desk)) == 2
    for number in range(60):
        people.article(rosa, world, headline=f"Story {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(table(desk)) == 62
    assert len(many) == len(few)


def test_reasons_to_see_an_article_are_merged_and_none_comes_twice(client, rosa, world):
    emil = people.editor(world)
    for number in range(60):
        by = emil if number % 3 == 0 else rosa
        people.article(by, world if number % 2 else None, headline=f"Story {number:02}")
    client.force_login(emil)
    seen = []
    for number in (1, 2):
        found = client.get(LIST, {"p": number}).context["cl"].result_list
        seen += [article.headline for article in found]
    assert seen == [f"Story {number:02}" for number in reversed(range(60))]


def test_articles_saved_at_the_same_moment_have_one_order(client, rosa, world, clock):
    for number in range(60):
        people.article(rosa, world, headline=f"Story {number:02}")
    client.force_login(people.chief())
    seen = [
        article.headline
        for number in (1, 2)
        for article in client.get(LIST, {"p": number}).context["cl"].result_list
    ]
    assert len(set(seen)) == 60
    assert Article.objects.values("updated_at").distinct().count() == 1


def test_the_database_wants_names_and_one_of_each(rosa):
    SavedList.objects.create(person=rosa, name="Mine", query="whose=mine")
    for name in ("Mine", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedList.objects.create(person=rosa, name=name, query="whose=mine")
