"""The article list: what it says, whom it lets see what, what its filters find, what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.desk.columns import COLUMNS
from articles.models import Article
from tests import people

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def rosa(world):
    return people.reporter()


@pytest.fixture
def clara():
    return people.chief()


def headlines(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [article.headline for article in response.context["cl"].result_list]


def queries(client):
    client.get(LIST)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST).status_code == 200
    return [query["sql"] for query in captured]


def articles(rosa, world, number):
    for place in range(number):
        name = people.author(f"Author {place}")
        people.article(
            rosa, world, headline=f"Story {place}", author_ids=[people.byline(rosa).pk, name.pk]
        )


def test_it_costs_the_same_for_ten_and_for_a_hundred_articles(client, rosa, clara, world):
    client.force_login(clara)
    articles(rosa, world, 10)
    for article in Article.objects.all()[:3]:
        workflow.publish(article, clara)
    few = queries(client)
    articles(rosa, world, 100)
    for article in Article.objects.all()[:30]:
        workflow.publish(article, clara)
    many = queries(client)
    assert len(many) == len(few) <= 14


def test_it_counts_nothing(client, rosa, clara, world):
    client.force_login(clara)
    articles(rosa, world, 60)
    assert not [sql for sql in queries(client) if "COUNT(" in sql.upper()]


def test_pages_lead_to_older_ones_and_back(client, rosa, clara, world):
    client.force_login(clara)
    articles(rosa, world, 60)
    first = headlines(client)
    second = headlines(client, p=2)
    assert (len(first), len(second)) == (50, 10)
    assert not set(first) & set(second)
    assert 'rel="next"' in client.get(LIST).content.decode()
    last = client.get(LIST, {"p": 2}).content.decode()
    assert 'rel="next"' not in last
    assert 'rel="prev"' in last


def test_a_page_that_is_too_far_is_the_furthest(client, rosa, clara, world):
    client.force_login(clara)
    articles(rosa, world, 1)
    assert headlines(client, p=10**9) == []
    assert headlines(client, p=-3) == ["Story 0"]


def test_people_see_their_own_and_their_desks(client, rosa, world):
    sport = people.section("Sport")
    people.article(rosa, world, headline="Rosa on the world")
    people.article(people.colleague(), sport, headline="Oskar on sport")
    client.force_login(rosa)
    assert headlines(client) == ["Rosa on the world"]
    client.force_login(people.editor(sport))
    assert headlines(client) == ["Oskar on sport"]
    client.force_login(people.chief())
    assert len(headlines(client)) == 2
    client.force_login(people.outsider())
    assert client.get(LIST).status_code == 403


def test_it_says_where_each_stands_in_words(client, rosa, clara, world, clock):
    client.force_login(clara)
    live = people.article(rosa, world, headline="Live one")
    workflow.publish(live, clara)
    live.headline = "Live one, later"
    live = workflow.save_copy(live, clara, based_on=live.version)
    workflow.publish(live, clara, at=clock.now + timedelta(hours=3))
    live.headline = "Live one, changed"
    workflow.save_copy(live, clara, based_on=live.version)
    gone = people.article(rosa, world, headline="Gone one")
    workflow.publish(gone, clara)
    clock.tick(hours=1)
    workflow.withdraw(gone, clara, "It was wrong.")
    workflow.spike(people.article(rosa, world, headline="Spiked one"), rosa)
    workflow.submit(people.article(rosa, world, headline="Review one"), rosa)
    ended = people.article(rosa, world, headline="Ended one")
    workflow.publish(ended, clara, until=clock.now + timedelta(minutes=5))
    clock.tick(hours=1)
    response = client.get(LIST)
    shown = {
        article.headline: COLUMNS["state"].shown(article)
        for article in response.context["cl"].result_list
    }
    for headline, words in {
        "Live one, changed": ["Live", "Scheduled", "Unpublished changes"],
        "Gone one": ["Withdrawn"],
        "Spiked one": ["Spiked"],
        "Review one": ["In review"],
        "Ended one": ["Ended"],
    }.items():
        assert all(f">{word}<" in shown[headline] for word in words), shown[headline]
    assert ">Live<" not in shown["Ended one"] + shown["Gone one"]
    # 09:00 and 12:00 UTC, in London's winter.
    assert "3 Mar 2026, 09:00" in response.content.decode()
    assert "3 Mar 2026, 12:00" in response.content.decode()
    assert "Times are in Europe/London." in response.content.decode()


def test_state_filters_find_what_they_say(client, rosa, clara, world, clock):
    client.force_login(clara)
    made = {
        name: people.article(rosa, world, headline=name)
        for name in (
            "draft",
            "review",
            "live",
            "changed",
            "scheduled",
            "ended",
            "withdrawn",
            "spiked",
        )
    }
    workflow.submit(made["review"], rosa)
    workflow.spike(made["spiked"], rosa)
    for name in ("live", "changed", "withdrawn"):
        workflow.publish(made[name], clara)
    workflow.publish(made["scheduled"], clara, at=clock.now + timedelta(days=1))
    workflow.publish(made["ended"], clara, until=clock.now + timedelta(minutes=1))
    made["changed"].standfirst = "Later figures."
    workflow.save_copy(made["changed"], clara, based_on=made["changed"].version)
    clock.tick(hours=1)
    workflow.withdraw(made["withdrawn"], clara, "It was wrong.")
    for state in ("review", "changed", "scheduled", "ended", "withdrawn", "spiked"):
        assert headlines(client, state=state) == [state]
    assert sorted(headlines(client, state="live")) == ["changed", "live"]
    # Whoever takes it up again finds what was withdrawn among the drafts.
    assert sorted(headlines(client, state="draft")) == ["draft", "withdrawn"]
    assert len(headlines(client, state="nonsense")) == len(made)


def test_mine_are_those_i_made_and_those_under_my_byline(client, rosa, clara, world):
    oskar = people.colleague()
    people.article(rosa, world, headline="By Rosa")
    people.article(oskar, world, headline="With Rosa", author_ids=[people.byline(rosa).pk])
    people.article(oskar, world, headline="By Oskar")
    emil = people.editor(world)
    client.force_login(emil)
    assert headlines(client, whose="mine") == []
    client.force_login(rosa)
    assert sorted(headlines(client, whose="mine")) == ["By Rosa", "With Rosa"]


def test_a_section_includes_its_subsections(client, rosa, clara, world):
    sport = people.section("Sport")
    people.article(rosa, people.section("Football", parent=sport), headline="Football")
    people.article(rosa, world, headline="World")
    people.article(rosa, None, headline="Nowhere")
    client.force_login(clara)
    assert headlines(client, section=sport.pk) == ["Football"]
    assert headlines(client, section="none") == ["Nowhere"]
    assert len(headlines(client, section="x")) == 3


def test_an_author_finds_articles_wherever_they_stand_in_the_byline(client, rosa, clara, world):
    ines = people.author("Ines Marrow")
    people.article(rosa, world, headline="Together", author_ids=[people.byline(rosa).pk, ines.pk])
    people.article(rosa, world, headline="Alone")
    client.force_login(clara)
    assert headlines(client, author=ines.pk) == ["Together"]


def test_days_are_the_newsrooms(client, rosa, clara, world, clock):
    clock.at(clock.now.replace(month=7, hour=23, minute=30))  # half past midnight in London
    client.force_login(clara)
    people.article(rosa, world, headline="After midnight")
    assert headlines(client, updated_at_from="2026-07-04") == ["After midnight"]
    assert headlines(client, updated_at_to="2026-07-04") == ["After midnight"]
    assert headlines(client, updated_at_to="2026-07-03") == []
    assert headlines(client, updated_at_to="2026-02-31") == ["After midnight"]


def test_an_hour_that_comes_twice_says_which_it_is(client, rosa, clara, world, clock):
    for hour, name in ((0, "BST"), (1, "GMT")):
        clock.at(datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
        client.force_login(clara)
        people.article(rosa, world, headline=f"Saved in {name}")
        assert f"25 Oct 2026, 01:30 {name}" in client.get(LIST).content.decode()


def test_search_finds_words_and_beginnings(client, rosa, clara, world):
    people.article(rosa, world, headline="Ferry strike ends")
    people.article(rosa, world, headline="Bridge opens")
    client.force_login(clara)
    assert headlines(client, q="strike fer") == ["Ferry strike ends"]
    assert headlines(client, q="!!!'&|") != []


def test_nobody_deletes_articles(client, rosa, clara, world):
    article = people.article(rosa, world)
    client.force_login(clara)
    assert "delete_selected" not in client.get(LIST).content.decode()
    assert (
        client.post(reverse("admin:articles_article_delete", args=[article.pk])).status_code == 403
    )


@pytest.mark.parametrize(
    "query",
    [
        f"author={'9' * 20}",
        f"section={'9' * 20}",
        "updated_at_from=0001-01-01&updated_at_to=9999-12-31",
    ],
)
def test_absurd_filters_are_no_fault(client, query):
    client.force_login(people.chief())
    assert client.get(f"{LIST}?{query}").status_code in {200, 400}
