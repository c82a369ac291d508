"""What the page after a stale save sends: the merged copy, saved as the form itself saves."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article
from tests import people
from tests.desk.merging.pages import TWO, by_rosa, merge_address, questions, sent
from tests.desk.test_form import change

pytestmark = pytest.mark.django_db

MINE = {"standfirst": "Rosa's standfirst.", "body": TWO.replace("second one", "second, by Rosa")}


@pytest.fixture
def collided(client, rosa, article, opened, saved_by_emil):
    """The page on which standfirst and second block collide, and the headline doesn't."""
    return by_rosa(client, rosa, article, opened, **MINE)


def test_what_does_not_collide_is_saved_from_both_sides(
    client, rosa, article, opened, saved_by_emil
):
    shown = by_rosa(client, rosa, article, opened)
    response = client.post(merge_address(article), sent(shown))
    assert response.url == change(article)
    stored = Article.objects.get()
    assert (stored.headline, stored.standfirst) == ("Rosa's headline", "Emil's standfirst.")
    assert stored.body == ("<p>The very first paragraph.</p>\n<p>The second one, by Emil.</p>")
    newest = article.history.first()
    assert (newest.version, newest.history_user) == (3, rosa)
    assert newest.history_change_reason == "Merged with version 2"


def test_what_collides_is_asked(collided):
    assert questions(collided) == {
        "standfirst": ["mine", "theirs"],
        "body-0": ["mine", "theirs", "both"],
    }
    assert "You and Emil both changed this" in collided.content.decode()


@pytest.mark.parametrize(
    ("choice", "second"),
    [
        ("mine", ["<p>The second, by Rosa.</p>"]),
        ("theirs", ["<p>The second one, by Emil.</p>"]),
        ("both", ["<p>The second, by Rosa.</p>", "<p>The second one, by Emil.</p>"]),
    ],
)
def test_the_choice_is_saved(client, article, collided, choice, second):
    client.post(merge_address(article), sent(collided, standfirst="theirs", **{"body-0": choice}))
    stored = Article.objects.get()
    assert stored.body.split("\n")[1:] == second
    assert stored.standfirst == "Emil's standfirst."
    assert stored.headline == "Rosa's headline"


@pytest.mark.parametrize("answers", [{}, {"standfirst": "mine"}, {"standfirst": "both"}])
def test_without_every_answer_nothing_is_saved_and_it_asks_again(
    client, article, collided, answers
):
    response = client.post(merge_address(article), sent(collided, **answers))
    assert response.status_code == 422
    assert "still to choose" in response.content.decode()
    assert sent(response)["standfirst"] == ["Rosa's standfirst."]
    assert set(questions(response)) == {"standfirst", "body-0"}
    chosen = [part.chosen for part in response.context["fields"] if hasattr(part, "sides")]
    assert chosen == [answers.get("standfirst", "")]
    assert Article.objects.get().version == 2


def test_a_third_version_in_between_is_merged_in_the_same_way(client, article, collided, world):
    copy = Article.objects.get()
    copy.kicker, copy.standfirst = "Harbour", "Emil's second standfirst."
    workflow.save_copy(copy, people.editor(), based_on=2)
    answers = sent(collided, standfirst="mine", **{"body-0": "both"})
    again = client.post(merge_address(article), answers)
    assert again.status_code == 409
    assert list(questions(again)) == ["standfirst"]
    assert sent(again)["merged_with"] == ["3"]
    client.post(merge_address(article), sent(again, standfirst="mine"))
    stored = Article.objects.get()
    assert (stored.kicker, stored.standfirst) == ("Harbour", "Rosa's standfirst.")
    assert "by Rosa" in stored.body
    assert "by Emil" in stored.body
    assert stored.version == 4


def test_authors_and_section_are_taken_as_a_whole_and_named(client, rosa, article, opened):
    sport = people.section("Sport")
    ines = people.author("Ines Marrow")
    chief = people.chief()
    article.author_ids, article.section = [ines.pk], sport
    workflow.save_copy(article, chief, based_on=1)
    mine = [*opened["author_ids"], people.author("Jo Quill").pk]
    shown = by_rosa(client, rosa, article, opened, author_ids=mine)
    page = shown.content.decode()
    assert questions(shown) == {"author_ids": ["mine", "theirs"]}
    assert "Jo Quill" in page
    assert "Ines Marrow" in page
    assert "Sport" in page
    client.post(merge_address(article), sent(shown, author_ids="mine"))
    stored = Article.objects.get()
    assert (stored.author_ids, stored.section) == (mine, sport)


def test_who_may_not_change_it_any_more_gets_the_text_back(client, rosa, article, collided):
    workflow.submit(Article.objects.get(), rosa)
    response = client.post(merge_address(article), sent(collided, standfirst="mine"))
    assert response.status_code == 403
    page = response.content.decode()
    assert "Rosa&#x27;s standfirst." in page
    assert "The second, by Rosa." in page
    assert Article.objects.get().version == 2


def test_it_does_not_exist_for_people_who_may_not_see_the_article(client, article, collided):
    client.force_login(people.colleague())
    assert client.post(merge_address(article), sent(collided)).status_code == 404


def test_a_version_that_never_was_is_not_merged_with(client, article, collided):
    response = client.post(merge_address(article), {**sent(collided), "merged_with": "77"})
    assert response.status_code == 409
    assert sent(response)["merged_with"] == ["2"]


def test_looking_at_its_address_leads_to_the_article(client, rosa, article):
    client.force_login(rosa)
    response = client.get(merge_address(article))
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
