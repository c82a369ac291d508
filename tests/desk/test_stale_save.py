"""Two people at one article: no save is lost, and nothing that was typed either."""

from threading import Thread

import pytest
from django.db import connection

from articles import workflow
from articles.models import Article
from tests import people
from tests.desk.test_form import change, typed

pytestmark = pytest.mark.django_db

TWO = "<p>The first paragraph.</p><p>The second one.</p>"


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def rosa():
    return people.reporter()


@pytest.fixture
def article(rosa, world):
    return people.article(rosa, world, body=TWO)


@pytest.fixture
def opened(article):
    """What Rosa's form holds, before Emil saves."""
    return typed(article)


@pytest.fixture
def saved_by_emil(article, opened, world):
    article.standfirst = "Emil's standfirst."
    article.body = TWO.replace("second one", "second one, by Emil")
    return workflow.save_copy(article, people.editor(world), based_on=1)


def by_rosa(client, rosa, article, opened, **fields):
    client.force_login(rosa)
    mine = {"headline": "Rosa's headline", "body": TWO.replace("first", "very first"), **fields}
    return client.post(change(article), {**opened, **mine})


def test_it_is_refused_with_all_that_was_typed(client, rosa, article, opened, saved_by_emil):
    response = by_rosa(client, rosa, article, opened, reason="Mine")
    assert response.status_code == 409
    form = response.context["adminform"].form
    assert form["headline"].value() == "Rosa's headline"
    assert "very first" in form["body"].value()
    assert form["author_ids"].value() == [str(pk) for pk in article.author_ids]
    assert form["reason"].value() == "Mine"
    page = response.content.decode()
    assert "Rosa&#x27;s headline" in page
    assert "Emil saved a newer version" in page
    stored = Article.objects.get()
    assert (stored.headline, stored.version) == (people.HEADLINE, 2)


def test_both_versions_are_shown(client, rosa, article, opened, saved_by_emil):
    response = by_rosa(client, rosa, article, opened)
    differences = {row.name: (row.mine, row.theirs) for row in response.context["differences"]}
    assert differences == {
        "Headline": ("Rosa's headline", people.HEADLINE),
        "Standfirst": (people.STANDFIRST, "Emil's standfirst."),
    }
    page = response.content.decode()
    assert "<p>The very first paragraph.</p>" in page
    assert "<p>The second one, by Emil.</p>" in page


def test_blocks_that_are_the_same_are_marked(client, rosa, article, opened, saved_by_emil):
    same = by_rosa(client, rosa, article, opened, body=TWO)
    page = same.content.decode()
    assert page.count('<tr class="desk-same">') == 1
    assert page.count('<tr class="desk-changed">') == 1


def test_saving_again_without_looking_is_refused_again(
    client, rosa, article, opened, saved_by_emil
):
    by_rosa(client, rosa, article, opened)
    assert by_rosa(client, rosa, article, opened).status_code == 409
    assert Article.objects.get().version == 2


def test_what_was_merged_is_saved_over_the_version_that_was_shown(
    client, rosa, article, opened, saved_by_emil
):
    shown = by_rosa(client, rosa, article, opened).content.decode()
    assert 'name="merged" value="2"' in shown
    response = by_rosa(client, rosa, article, opened, standfirst="Emil's standfirst.", merged="2")
    assert response.status_code == 302
    stored = Article.objects.get()
    assert (stored.headline, stored.standfirst, stored.version) == (
        "Rosa's headline",
        "Emil's standfirst.",
        3,
    )
    assert [version.history_user for version in article.history.all()[:2]] == [
        rosa,
        people.editor(),
    ]


def test_a_third_version_in_between_is_shown_too(client, rosa, article, opened, saved_by_emil):
    saved_by_emil.kicker = "Harbour"
    workflow.save_copy(saved_by_emil, people.editor(), based_on=2)
    response = by_rosa(client, rosa, article, opened, merged="2")
    assert response.status_code == 409
    assert 'name="merged" value="3"' in response.content.decode()


def test_a_form_without_its_version_saves_nothing(client, rosa, article, opened):
    opened.pop("based_on")
    assert by_rosa(client, rosa, article, opened).status_code == 409
    assert Article.objects.get().headline == people.HEADLINE


@pytest.mark.django_db(transaction=True)
def test_a_save_between_the_forms_check_and_the_update(client, rosa, article, opened, world):
    """The form still found version 1; when it comes to the update, there is version 2."""
    emil = people.editor(world)

    def save_by_emil():
        theirs = Article.objects.get()
        theirs.kicker = "Emil was quicker"
        workflow.save_copy(theirs, emil, based_on=1)
        connection.close()

    def quicker(execute, sql, params, many, context):
        if sql.startswith('UPDATE "articles_article"') and not others:
            others.append(Thread(target=save_by_emil))
            others[0].start()
            others[0].join()
        return execute(sql, params, many, context)

    others = []
    with connection.execute_wrapper(quicker):
        response = by_rosa(client, rosa, article, opened)
    assert response.status_code == 409
    assert response.context["adminform"].form["headline"].value() == "Rosa's headline"
    stored = Article.objects.get()
    assert (stored.kicker, stored.headline) == ("Emil was quicker", people.HEADLINE)
