"""Two people at one article: a stale save is refused, and nothing that was typed is lost."""

from threading import Thread

import pytest
from django.db import connection

from articles import workflow
from articles.models import Article
from tests import people
from tests.desk.merging.pages import TWO, by_rosa, merge_address, parts, questions, sent

pytestmark = pytest.mark.django_db


def test_it_is_refused_with_all_that_was_typed(client, rosa, article, opened, saved_by_emil):
    response = by_rosa(client, rosa, article, opened, reason="Mine <b>")
    assert response.status_code == 409
    carried = sent(response)
    assert carried["headline"] == ["Rosa's headline"]
    assert "very first" in carried["body"][0]
    assert carried["author_ids"] == [str(pk) for pk in article.author_ids]
    page = response.content.decode()
    assert "Emil saved a newer version" in page
    assert 'value="Mine &lt;b&gt;"' in page
    stored = Article.objects.get()
    assert (stored.headline, stored.version) == (people.HEADLINE, 2)


def test_what_each_side_changed_is_merged_already(client, rosa, article, opened, saved_by_emil):
    response = by_rosa(client, rosa, article, opened)
    assert questions(response) == {}
    fields = {part.label: part.text for part in response.context["fields"]}
    assert set(fields) == {"Headline: yours", "Standfirst: Emil’s"}
    assert "<ins>Rosa&#x27;s headline</ins>" in fields["Headline: yours"].replace("'", "&#x27;")
    assert parts(response) == [("mine", "changed"), ("theirs", "changed")]
    assert "The <ins>very </ins>first paragraph." in response.content.decode()


def test_blocks_that_nobody_changed_stand_as_they_are(client, rosa, article, opened, saved_by_emil):
    same = by_rosa(client, rosa, article, opened, body=TWO)
    assert parts(same) == [("kept", "kept"), ("theirs", "changed")]


def test_saving_again_without_looking_is_refused_again(
    client, rosa, article, opened, saved_by_emil
):
    by_rosa(client, rosa, article, opened)
    assert by_rosa(client, rosa, article, opened).status_code == 409
    assert Article.objects.get().version == 2


def test_a_text_that_can_not_be_saved_is_not_lost_either(
    client, rosa, article, opened, saved_by_emil
):
    """A field in which something has to be put right comes along, and is told of afterwards."""
    response = by_rosa(client, rosa, article, opened, dated="the day before", language="EN")
    assert response.status_code == 409
    again = client.post(merge_address(article), sent(response))
    form = again.context["adminform"].form
    assert set(form.errors) == {"dated", "language"}
    assert form["dated"].value() == "the day before"
    assert form["headline"].value() == "Rosa's headline"
    assert "by Emil" in form["body"].value()
    assert form["based_on"].value() == "2"
    assert Article.objects.get().version == 2


def test_ones_own_other_window_is_called_so(client, rosa, article, opened):
    article.kicker = "Harbour"
    workflow.save_copy(article, rosa, based_on=1)
    page = by_rosa(client, rosa, article, opened).content.decode()
    assert "you saved a newer version in another window" in page


def test_a_save_past_the_workflow_is_merged_as_well(client, rosa, article, opened):
    """Such as from a shell: its row in the history goes by the number of the version before."""
    shell = Article.objects.get()
    shell.kicker = "From a shell"
    shell.save()
    response = by_rosa(client, rosa, article, opened)
    assert [part.label for part in response.context["fields"]] == [
        "Kicker: somebody else’s",
        "Headline: yours",
    ]
    client.post(merge_address(article), sent(response))
    assert Article.objects.get().kicker == "From a shell"


def test_a_form_without_its_version_saves_nothing(client, rosa, article, opened):
    opened.pop("based_on")
    response = by_rosa(client, rosa, article, opened)
    assert response.status_code == 409
    assert "which version you started from" in response.content.decode()
    assert Article.objects.get().headline == people.HEADLINE


def test_it_costs_the_same_however_much_was_saved_in_between(
    client, rosa, article, opened, saved_by_emil, django_assert_max_num_queries
):
    by_rosa(client, rosa, article, opened)
    with django_assert_max_num_queries(60) as first:
        by_rosa(client, rosa, article, opened)
    for place in range(12):
        copy = Article.objects.get()
        copy.kicker = f"Take {place}"
        workflow.save_copy(copy, people.editor(), based_on=copy.version)
    with django_assert_max_num_queries(len(first)):
        by_rosa(client, rosa, article, opened)


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
    assert sent(response)["headline"] == ["Rosa's headline"]
    stored = Article.objects.get()
    assert (stored.kicker, stored.headline) == ("Emil was quicker", people.HEADLINE)
