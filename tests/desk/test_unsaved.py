"""Unsaved text is offered again, to its person alone: gone on with, compared, or discarded."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Buffer
from articles.workflow import OpenForm
from tests import people
from tests.desk.forms import OTHER_TAB, TAB, keep
from tests.desk.steps import said, saved
from tests.desk.test_form import ADD, change, typed


@pytest.fixture
def rosa(db):
    return people.reporter()


@pytest.fixture
def unsaved(as_, rosa, story):
    """What Rosa typed on version 1 before her browser crashed."""
    body = people.BODY.replace("forty bearings", "forty-one bearings")
    keep(as_(rosa), rosa, story, headline="Bridge reopens at last", body=body)
    return Buffer.objects.get()


def at(name, buffer):
    return reverse(f"desk:unsaved_{name}", args=[buffer.pk])


def offers(client, **asked):
    return client.get(reverse("desk:unsaved"), asked).content.decode()


def restored(client, buffer):
    return client.get(change(buffer.article) if buffer.article else ADD, {"unsaved": buffer.pk})


def test_it_is_offered_where_its_person_looks(as_, rosa, story, unsaved):
    for asked in ({"article": story.pk}, {}):
        page = offers(as_(rosa), **asked)
        assert "Bridge reopens at last" in page
        assert f"{change(story)}?unsaved={unsaved.pk}" in page
    assert "Bridge reopens" not in offers(as_(rosa), article="new")
    assert "Bridge reopens" not in offers(as_(rosa), article=story.pk + 1)


def test_a_new_article_s_is_offered_on_the_form_for_new_ones(as_, rosa):
    keep(as_(rosa), rosa, headline="Not stored yet")
    page = offers(as_(rosa), article="new")
    assert "Not stored yet" in page
    form = restored(as_(rosa), Buffer.objects.get()).context["adminform"].form
    assert form["headline"].value() == "Not stored yet"


def test_nobody_else_is_offered_it_or_finds_it(as_, story, unsaved):
    for other in (people.editor(people.section("World")), people.chief()):
        assert "Bridge reopens" not in offers(as_(other))
        for name in ("one", "discard", "take_back"):
            ask = as_(other).get if name == "one" else as_(other).post
            assert ask(at(name, unsaved)).status_code == 404
        form = restored(as_(other), unsaved).context["adminform"].form
        assert form["headline"].value() == people.HEADLINE
    assert Buffer.objects.get().discarded_at is None


def test_going_on_with_it_puts_it_in_the_form_on_the_version_it_stood_on(as_, rosa, story, unsaved):
    saved(story, people.chief(), kicker="Harbour")
    response = restored(as_(rosa), unsaved)
    form = response.context["adminform"].form
    assert form["headline"].value() == "Bridge reopens at last"
    assert "forty-one" in form["body"].value()
    assert form["author_ids"].value() == [str(pk) for pk in story.author_ids]
    assert form["based_on"].value() == 1
    assert 'name="based_on" autocomplete="off" value="1"' in response.content.decode()
    assert response.context["writing"]["form"] != unsaved.form


def test_saving_it_over_a_newer_version_is_found_out(as_, rosa, story, unsaved):
    newer = saved(story, people.chief(), headline="The chief's headline")
    body = typed(story, headline=unsaved.headline, form=str(OTHER_TAB), restored=unsaved.stamp)
    assert as_(rosa).post(change(story), body).status_code == 409
    assert Article.objects.get().headline == newer.headline
    assert Buffer.objects.get() == unsaved


def test_once_saved_it_is_offered_no_more(as_, rosa, story, unsaved):
    body = typed(story, headline=unsaved.headline, form=str(OTHER_TAB), restored=unsaved.stamp)
    assert as_(rosa).post(change(story), body).status_code == 302
    assert not Buffer.objects.exists()


def test_the_page_after_the_save_knows_nothing_of_it_any_more(as_, rosa, story, unsaved):
    body = typed(story, headline=unsaved.headline, form=str(OTHER_TAB), restored=unsaved.stamp)
    address = f"{change(story)}?unsaved={unsaved.pk}"
    response = as_(rosa).post(address, body, follow=True)
    assert response.redirect_chain == [(change(story), 302)]
    assert [str(message) for message in response.context["messages"]] == ["Saved as version 2."]


def test_the_form_that_goes_on_with_it_takes_it_over(as_, rosa, story, unsaved):
    keep(as_(rosa), rosa, story, OTHER_TAB, headline="Gone on", restored=unsaved.stamp)
    assert [buffer.headline for buffer in Buffer.objects.all()] == ["Gone on"]


def test_what_another_tab_typed_since_is_not_lost_by_going_on(as_, rosa, story, unsaved, clock):
    stamp = unsaved.stamp
    clock.tick()
    keep(as_(rosa), rosa, story, TAB, headline="Typed on in the first tab")
    keep(as_(rosa), rosa, story, OTHER_TAB, headline="Gone on", restored=stamp)
    headlines = {buffer.headline for buffer in Buffer.objects.all()}
    assert headlines == {"Gone on", "Typed on in the first tab"}


def test_it_is_compared_with_what_is_stored(as_, rosa, story, unsaved):
    page = as_(rosa).get(at("one", unsaved)).content.decode()
    assert "<ins>forty-one</ins>" in page
    assert "<del>forty</del>" in page
    assert "Bridge" in page
    assert f"{change(story)}?unsaved={unsaved.pk}" in page


def test_a_text_that_could_not_be_saved_is_compared_as_it_is(as_, rosa, story):
    keep(as_(rosa), rosa, story, headline="x" * 300, section="4711", body="<p>Ends mid-sen")
    page = as_(rosa).get(at("one", Buffer.objects.get())).content.decode()
    assert "x" * 300 in page
    assert "Ends" in page


def test_what_was_typed_is_never_run(as_, rosa):
    keep(as_(rosa), rosa, headline="<b>Bold</b>", body="<p onclick=x()>Hi</p><script>x()</script>")
    page = as_(rosa).get(at("one", Buffer.objects.get())).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "<p>Hi</p>" in page
    assert "x()" not in page


def test_in_an_article_that_may_not_be_changed_it_is_there_to_copy(as_, rosa, story, unsaved):
    workflow.submit(story, rosa)
    page = as_(rosa).get(at("one", unsaved)).content.decode()
    assert "to copy from" in page
    assert "?unsaved=" not in page
    response = restored(as_(rosa), unsaved)
    assert response.status_code == 200
    assert said(response) == ["This text can't be restored here: it was saved or discarded."]


def test_it_is_discarded_and_can_be_taken_back(as_, rosa, unsaved):
    response = as_(rosa).post(at("discard", unsaved))
    assert response.url == change(unsaved.article)
    assert at("one", unsaved) in said(response)[0]
    assert "Bridge reopens" not in offers(as_(rosa))
    assert "Take it back" in as_(rosa).get(at("one", unsaved)).content.decode()
    as_(rosa).post(at("take_back", unsaved))
    assert "Bridge reopens" in offers(as_(rosa))


def test_a_discarded_text_is_gone_after_a_day(as_, rosa, story, unsaved, clock):
    as_(rosa).post(at("discard", unsaved))
    clock.tick(days=1, seconds=1)
    workflow.keep(rosa, OpenForm(OTHER_TAB, story, 1), {}, timezone.now())
    assert not Buffer.objects.filter(pk=unsaved.pk).exists()


def test_deciding_leads_back_to_where_it_was_offered_and_nowhere_else(as_, rosa, unsaved):
    articles = reverse("admin:articles_article_changelist")
    assert as_(rosa).post(at("discard", unsaved), {"here": articles}).url == articles
    answer = as_(rosa).post(at("discard", unsaved), {"here": "https://example.org/"})
    assert answer.url == change(unsaved.article)


def test_many_cost_no_more_queries_than_one(
    as_, rosa, story, unsaved, django_assert_max_num_queries
):
    desk = as_(rosa)
    for number in range(10):
        keep(desk, rosa, story, f"{number + 10:032x}", headline=f"Tab {number}")
    with django_assert_max_num_queries(6):
        assert offers(desk).count("Go on with it") == 11


def test_a_text_stays_when_its_article_is_out_of_sight(as_, rosa, unsaved, story):
    Article.objects.filter(pk=story.pk).update(
        created_by=people.colleague(), author_ids=[], headline="What Rosa may not read"
    )
    client = as_(rosa)
    listed, page, home = (
        offers(client),
        client.get(at("one", unsaved)).content.decode(),
        client.get("/admin/").content.decode(),
    )
    for shown in (listed, page, home):
        assert "Bridge reopens at last" in shown
        assert "What Rosa may not read" not in shown
    assert "forty-one bearings" in page
    assert "Go on with it" not in listed + page
    assert client.post(at("discard", unsaved)).url == reverse("admin:articles_article_changelist")
