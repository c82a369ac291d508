"""What is typed is kept for its person until they save it: never in the article."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Buffer, Event, SavedForm
from articles.workflow import OpenForm, keeping
from tests import people
from tests.desk.forms import OTHER_TAB, TAB, address, keep, poll, sent
from tests.desk.steps import saved
from tests.desk.test_form import ADD, change
from tests.racing import at_once


@pytest.fixture
def rosa(db):
    return people.reporter()


def test_it_is_kept_beside_the_article(as_, rosa, story):
    before = Article.objects.filter(pk=story.pk).values().get()
    answer = keep(as_(rosa), rosa, story, headline="Half a sen")
    assert answer.json() == {"kept_at": "09:00"}
    buffer = Buffer.objects.get()
    assert (buffer.person, buffer.article, buffer.based_on) == (rosa, story, 1)
    assert buffer.headline == "Half a sen"
    assert buffer.content["body"] == [story.body]
    assert buffer.content["author_ids"] == [str(pk) for pk in story.author_ids]
    assert Article.objects.filter(pk=story.pk).values().get() == before
    assert story.history.count() == 1
    assert not Event.objects.exists()


def test_the_newest_text_of_a_form_replaces_the_one_before(as_, rosa, story, clock):
    keep(as_(rosa), rosa, story, headline="Half a sen")
    clock.tick(seconds=3)
    keep(as_(rosa), rosa, story, headline="Half a sentence")
    assert [buffer.headline for buffer in Buffer.objects.all()] == ["Half a sentence"]
    assert Buffer.objects.get().typed_at == clock.now


def test_an_older_text_that_comes_late_replaces_nothing(as_, rosa, story):
    keep(as_(rosa), rosa, story, headline="Half a sentence")
    keep(as_(rosa), rosa, story, headline="Half a sen", age=2000)
    assert Buffer.objects.get().headline == "Half a sentence"


def test_each_tab_keeps_its_own(as_, rosa, story):
    for tab, headline in ((TAB, "In one tab"), (OTHER_TAB, "In another")):
        keep(as_(rosa), rosa, story, tab, headline=headline)
    assert {buffer.headline for buffer in Buffer.objects.all()} == {"In one tab", "In another"}


def test_a_new_article_is_kept_before_it_is_stored(as_, rosa):
    keep(as_(rosa), rosa, headline="Not stored yet")
    buffer = Buffer.objects.get()
    assert (buffer.article, buffer.based_on, buffer.headline) == (None, None, "Not stored yet")
    assert not Article.objects.exists()


def test_what_is_put_back_as_it_was_is_kept_no_more(as_, rosa, story):
    keep(as_(rosa), rosa, story, headline="On second thoughts")
    poll(as_(rosa), rosa, story, text="as-it-was")
    assert not Buffer.objects.exists()


@pytest.mark.parametrize("left_out", ["person", "form"])
def test_what_no_form_sends_is_refused(as_, rosa, story, left_out):
    said = sent(rosa, story)
    del said[left_out]
    assert as_(rosa).post(address("keep", story), said).status_code == 400
    assert not Buffer.objects.exists()


def test_a_text_of_somebody_who_is_signed_out_here_is_not_taken_for_ones_own(as_, rosa, story):
    """In another tab Clara signed in; Rosa's form is still open in this one."""
    answer = keep(as_(people.chief()), rosa, story)
    assert (answer.status_code, answer.json()) == (409, {"signed_in_as": "Clara"})
    assert not Buffer.objects.exists()


def test_a_text_for_an_article_of_others_is_not_taken(as_, story):
    oskar = people.colleague()
    assert keep(as_(oskar), oskar, story).status_code == 404
    otto = people.outsider()
    assert keep(as_(otto), otto).status_code == 403
    assert not Buffer.objects.exists()


@pytest.mark.parametrize("name", ["keep", "writing"])
def test_an_article_that_cannot_be_is_none(as_, rosa, name):
    where = reverse(f"admin:articles_article_{name}", args=[0])
    assert as_(rosa).post(where, sent(rosa)).status_code == 404
    assert not Buffer.objects.exists()


def test_a_form_that_says_it_went_on_from_itself_loses_nothing(as_, rosa, story):
    keep(as_(rosa), rosa, story, headline="Half a sen")
    stamp = Buffer.objects.get().stamp
    assert keep(as_(rosa), rosa, story, age=2000, restored=stamp).status_code == 200
    assert Buffer.objects.get().headline == "Half a sen"


@pytest.mark.parametrize("stamp", ["9" * 5000, f"{'9' * 5000}.1", "-1.0", "x"])
def test_a_stamp_that_no_form_was_given_stands_in_no_save_s_way(as_, rosa, story, stamp):
    response = as_(rosa).post(change(story), sent(rosa, story, headline="Once", restored=stamp))
    assert response.url == change(story)
    assert Article.objects.get().headline == "Once"


def test_an_endless_text_is_refused_in_words(as_, rosa, story):
    body = "x" * (keeping.CONTENT_LIMIT + 1)
    answer = keep(as_(rosa), rosa, story, body=body)
    assert "too long" in answer.json()["refusal"]
    assert not Buffer.objects.exists()


def test_nobody_fills_the_house_with_unsaved_texts(rosa, story):
    now = timezone.now()
    Buffer.objects.bulk_create(
        Buffer(person=rosa, form=f"{number:032x}", content={}, typed_at=now)
        for number in range(keeping.BUFFERS_A_PERSON)
    )
    with pytest.raises(workflow.Refused, match="Save or discard some"):
        workflow.keep(rosa, OpenForm(OTHER_TAB.__class__(int=999), story, 1), {}, now)


def test_texts_that_nobody_came_back_for_go_after_their_time(as_, rosa, story, clock):
    keep(as_(rosa), rosa, story)
    clock.tick(days=Buffer.KEPT.days + 1)
    keep(as_(rosa), rosa, story, OTHER_TAB)
    assert [buffer.form for buffer in Buffer.objects.all()] == [OTHER_TAB]


def test_the_save_takes_its_text_along(as_, rosa, story):
    keep(as_(rosa), rosa, story, headline="Done")
    keep(as_(rosa), rosa, story, OTHER_TAB, headline="Something else")
    as_(rosa).post(change(story), sent(rosa, story, headline="Done"))
    assert Article.objects.get().headline == "Done"
    assert [buffer.headline for buffer in Buffer.objects.all()] == ["Something else"]


def test_a_save_that_is_refused_leaves_it(as_, rosa, story):
    keep(as_(rosa), rosa, story, headline="Mine")
    saved(story, people.chief(), headline="Hers")
    response = as_(rosa).post(change(story), sent(rosa, story, headline="Mine"))
    assert response.status_code == 409
    assert Buffer.objects.get().headline == "Mine"


def test_keys_that_arrive_after_their_save_are_in_it(as_, rosa, story, clock):
    as_(rosa).post(change(story), sent(rosa, story, headline="Done"))
    clock.tick()
    assert keep(as_(rosa), rosa, story, headline="Don", age=1500).status_code == 200
    assert not Buffer.objects.exists()


def test_keys_that_were_typed_after_their_save_build_on_it(as_, rosa, story, clock):
    as_(rosa).post(change(story), sent(rosa, story, headline="Done"))
    for headline in ("And an", "And another"):
        clock.tick()
        keep(as_(rosa), rosa, story, headline=headline)
    buffer = Buffer.objects.get()
    assert (buffer.headline, buffer.based_on, buffer.article) == ("And another", 2, story)


def test_a_double_click_on_save_makes_one_draft(as_, rosa):
    for _ in range(2):
        response = as_(rosa).post(ADD, sent(rosa))
        assert response.url == change(Article.objects.get())
    assert Article.objects.get().version == 1
    assert not Buffer.objects.exists()


def test_a_double_click_on_save_makes_one_version(as_, rosa, story):
    for _ in range(2):
        response = as_(rosa).post(change(story), sent(rosa, story, headline="Once"))
        assert response.url == change(story)
    assert Article.objects.get().version == 2


def test_a_form_sent_again_with_more_in_it_offers_that(as_, rosa):
    """The answer to its first save was lost; more was typed, and it is saved once more."""
    as_(rosa).post(ADD, sent(rosa, headline="Lost on its way"))
    as_(rosa).post(ADD, sent(rosa, headline="Lost on its way, and found"))
    article = Article.objects.get()
    assert article.headline == "Lost on its way"
    buffer = Buffer.objects.get()
    assert (buffer.article, buffer.headline) == (article, "Lost on its way, and found")


@pytest.mark.django_db(transaction=True)
def test_two_saves_of_one_new_article_at_the_same_moment(client, clock):
    rosa = people.reporter()
    client.force_login(rosa)
    cookies = dict(client.cookies)

    def save():
        browser = type(client)()
        browser.cookies.update(cookies)
        return browser.post(ADD, sent(rosa)).url

    assert set(at_once(save, save)) == {change(Article.objects.get())}
    assert SavedForm.objects.count() == 1


def test_it_costs_a_fixed_number_of_queries(as_, rosa, story):
    desk = as_(rosa)
    for number in range(20):
        keep(desk, rosa, story, f"{number + 10:032x}")
    keep(desk, rosa, story)
    with CaptureQueriesContext(connection) as queries:
        keep(desk, rosa, story, headline="Once more")
    assert len(queries) <= 11, [query["sql"] for query in queries]


def test_no_two_texts_of_one_form(rosa, story):
    kept = {"person": rosa, "form": TAB, "content": {}, "typed_at": timezone.now()}
    workflow.keep(rosa, OpenForm(TAB, story, 1), {}, timezone.now() - timedelta(seconds=1))
    with pytest.raises(Exception, match="buffer_one_a_form"):
        Buffer.objects.create(**kept)
