"""The page on which claims are ticked."""

import pytest

from articles import workflow
from articles.models import Article, claims_of
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    body = (
        '<p>The ferry cost 12 million euros, a <a href="https://example.org/r">report</a> says.</p>'
        "<p>It sails on Monday.</p>"
    )
    return people.article(
        people.reporter(), people.section(), headline="A ferry sails", standfirst="", body=body
    )


@pytest.fixture
def address(article):
    return f"/admin/articles/article/{article.pk}/claims/"


@pytest.fixture
def desk(client):
    client.force_login(people.reporter())
    return client


def digest(article, text):
    return next(each.digest for each in claims_of(article) if each.found.text == text)


def test_it_lists_what_the_copy_states_with_its_sentence(desk, address):
    page = desk.get(address).content.decode()
    assert "0 of 3 checked" in page
    assert "It sails on <mark>Monday</mark>." in page
    assert 'href="https://example.org/r"' in page


def test_several_are_ticked_against_one_source(desk, address, article):
    chosen = [digest(article, "Monday"), digest(article, "12 million euros")]
    answer = desk.post(address, {"claim": chosen, "source": "The firm’s accounts"}, follow=True)
    page = answer.content.decode()
    assert "2 ticked." in page
    assert "2 of 3 checked" in page
    assert page.count("The firm’s accounts") == 2


def test_what_was_selected_and_typed_is_given_back_with_a_refusal(desk, address, article):
    monday = digest(article, "Monday")
    answer = desk.post(address, {"claim": [monday], "source": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say what it was checked against" in page
    assert f'value="{monday}" checked' in page


def test_a_sentence_edited_meanwhile_is_told(desk, address):
    answer = desk.post(address, {"claim": ["0" * 64], "source": "The firm"})
    assert answer.status_code == 422
    assert "changed meanwhile" in answer.content.decode()
    assert "The firm" in answer.content.decode()


def test_a_tick_is_taken_back(desk, address, article):
    desk.post(address, {"claim": [digest(article, "Monday")], "source": "The firm"})
    answer = desk.post(f"{address}{article.claims.get().pk}/reopen/", follow=True)
    page = answer.content.decode()
    assert "“Monday” is open again." in page
    assert "Opened again." in page


def test_only_a_claim_of_this_article_is_taken_back(desk, address, article):
    desk.post(address, {"claim": [digest(article, "Monday")], "source": "The firm"})
    other = people.article(people.reporter(), article.section)
    claim = article.claims.get()
    answer = desk.post(f"/admin/articles/article/{other.pk}/claims/{claim.pk}/reopen/")
    assert answer.status_code == 404


def test_the_form_says_how_many_are_checked(desk, address, article):
    desk.post(address, {"claim": [digest(article, "Monday")], "source": "The firm"})
    page = desk.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "1 of 3 checked." in page


def test_what_is_past_counting_is_said(desk, address, article):
    rows = "".join(f"<li>{number} boats</li>" for number in range(1, 2102))
    changed = Article.objects.get(pk=article.pk)
    changed.body = f"<ul>{rows}</ul>"
    workflow.save_copy(changed, article.created_by, based_on=1)
    page = desk.get(address).content.decode()
    assert "0 of 2000 checked" in page
    assert "No more than 2000 are listed." in page


def test_an_article_that_states_nothing_says_so(desk):
    article = people.article(people.reporter(), people.section(), headline="Calm", standfirst="")
    article.body = "<p>Nothing happened.</p>"
    article.save()
    page = desk.get(f"/admin/articles/article/{article.pk}/claims/").content.decode()
    assert "No figure, date, name, quote or link was recognised" in page
