"""Notes at the desk: the panel beside the form, the page without scripts, and what they answer."""

import json
import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.urls import reverse

from articles import workflow
from articles.models import Article, Note
from articles.richtext.anchor import Passage, plain
from tests import people
from tests.desk.steps import saved
from tests.racing import Thread

PASSAGE = "forty bearings"
HTMX = {"HX-Request": "true"}


def address(name, article, *ids):
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *ids])


@pytest.fixture
def emil(world):
    return people.editor(world)


@pytest.fixture
def note(story, emil):
    return noted(story, emil, "Who counted them?", PASSAGE)


def noted(article, by, text, words=""):
    body = plain(article.body)
    at = body.index(words)
    around = body[max(0, at - 64) : at], body[at + len(words) : at + len(words) + 64]
    return workflow.write_note(article, by, text, Passage(words, *around) if words else None)


def page(answer):
    return " ".join(answer.content.decode().split())


def test_a_note_is_written_and_shown_in_the_panel(as_, emil, story):
    sent = {"text": "Who counted <them>?", "passage": PASSAGE, "before": "replaced ", "after": " "}
    answer = as_(emil).post(address("notes", story), sent, headers=HTMX)
    note = Note.objects.get()
    assert (note.person, note.passage, note.before) == (emil, PASSAGE, "replaced ")
    assert "Who counted &lt;them&gt;?" in page(answer)
    assert "1 open" in page(answer)
    assert "<html" not in page(answer)
    done = json.loads(answer["HX-Trigger-After-Settle"])["notes:done"]
    assert done == {"said": "Note written.", "note_id": note.pk}


def test_without_scripts_the_page_of_notes_does_the_same(as_, emil, story):
    client = as_(emil)
    assert "Nobody has written one yet" in page(client.get(address("notes", story)))
    answer = client.post(address("notes", story), {"text": "Who says so?"})
    note = Note.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"{address('notes', story)}#note-{note.pk}"
    assert [str(each) for each in get_messages(answer.wsgi_request)] == ["Note written."]
    assert "<html" in page(client.get(address("notes", story)))


def test_the_same_address_answers_scripts_and_people_apart(as_, emil, story):
    assert "HX-Request" in as_(emil).get(address("notes", story))["Vary"]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "panel"])
def test_what_is_refused_says_why_and_keeps_what_was_typed(as_, emil, story, headers):
    sent = {"text": "Too long", "passage": "x" * 2001}
    answer = as_(emil).post(address("notes", story), sent, headers=headers)
    assert answer.status_code == 422
    assert "A passage has 2,000 characters at most. Choose a part of it." in page(answer)
    assert ">Too long</textarea>" in page(answer)
    empty = as_(emil).post(address("notes", story), {"text": " "}, headers=headers)
    assert empty.status_code == 422
    assert "Write something." in page(empty)
    assert not Note.objects.exists()


def test_a_refused_reply_keeps_what_was_typed_below_its_note(as_, emil, story, note):
    sent = {"text": "x" * 4001}
    answer = as_(emil).post(address("note_replies", story, note.pk), sent, headers=HTMX)
    assert answer.status_code == 422
    field = page(answer).split(f'id="note-{note.pk}-reply"')[1].split("</textarea>")[0]
    assert field.endswith("x" * 4001)


def test_names_of_nobody_there_are_said_the_same_whether_they_exist(as_, emil, story):
    people.colleague()
    answer = as_(emil).post(address("notes", story), {"text": "@oskar @nosuch"}, headers=HTMX)
    assert "called @oskar, @nosuch, so nobody was told there." in answer["HX-Trigger-After-Settle"]


def test_a_thread_is_answered_resolved_and_reopened(as_, emil, story, note):
    client = as_(story.created_by)
    client.post(address("note_replies", story, note.pk), {"text": "The mayor."}, headers=HTMX)
    assert note.replies.get().text == "The mayor."
    answer = client.post(address("note_resolve", story, note.pk), headers=HTMX)
    assert "none open" in page(answer)
    assert "Resolved by Rosa" in page(answer)
    answer = client.post(address("note_reopen", story, note.pk), headers=HTMX)
    assert "1 open" in page(answer)


def test_one_s_own_note_is_taken_back_and_no_other(as_, emil, story, note):
    theirs = as_(story.created_by)
    assert "Take back" not in page(theirs.get(address("notes", story)))
    refused = theirs.post(address("note_take_back", story, note.pk), headers=HTMX)
    assert refused.status_code == 422
    assert "Only whoever wrote a note can take it back." in page(refused)
    assert "Take back" in page(as_(emil).get(address("notes", story)))
    assert as_(emil).post(address("note_take_back", story, note.pk)).status_code == 302
    assert not Note.objects.exists()


def test_a_note_of_another_article_is_not_there(as_, emil, world, story, note):
    other = people.article(people.reporter(), world, slug="other")
    for verb in ("note_replies", "note_resolve", "note_reopen", "note_take_back"):
        answer = as_(emil).post(address(verb, other, note.pk), {"text": "Me."}, headers=HTMX)
        assert answer.status_code == 404
    assert Note.objects.count() == 1


@pytest.mark.parametrize("make", [people.colleague, people.outsider], ids=["colleague", "outsider"])
def test_strangers_write_nothing(as_, emil, story, note, make):
    client = as_(make())
    for name, *ids in (
        ("notes",), ("notes_places",), ("note_replies", note.pk), ("note_resolve", note.pk),
        ("note_reopen", note.pk), ("note_take_back", note.pk),
    ):  # fmt: skip
        assert client.post(address(name, story, *ids), {"text": "Me."}).status_code == 404
    assert list(Note.objects.values_list("pk", "resolved_at")) == [(note.pk, None)]


@pytest.mark.django_db(transaction=True)
def test_while_somebody_else_holds_the_article_it_is_said_and_nothing_is_lost(as_, emil, story):
    client = as_(emil)
    released = threading.Event()

    def hold():
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=story.pk)
            held.set()
            released.wait(20)

    held = threading.Event()
    other = Thread(hold)
    assert held.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    answer = client.post(address("notes", story), {"text": "Who says so?"}, headers=HTMX)
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    released.set()
    other.result()
    assert answer.status_code == 503
    assert "try again shortly" in page(answer)
    assert ">Who says so?</textarea>" in page(answer)


def test_without_its_token_nothing_is_written(emil, story, client):
    client.handler.enforce_csrf_checks = True
    client.force_login(emil)
    assert client.post(address("notes", story), {"text": "Me."}).status_code == 403
    assert not Note.objects.exists()


def test_the_panel_says_what_became_of_each_passage(as_, emil, story, note):
    rosa = story.created_by
    gone = noted(story, rosa, "Cut this.", "the whole of the northern hinge")
    body = story.body.replace("forty", "sixty").replace(gone.passage, "more")
    saved(story, rosa, body=f"<p>An opening paragraph.</p>{body}")
    shown = page(as_(emil).get(address("notes", story)))
    assert "It reads: <q>sixty bearings</q>" in shown
    assert shown.count("Passage gone") == 1
    assert "the whole of the northern hinge" in shown


def test_notes_come_in_the_order_of_the_text(as_, emil, story):
    for text, words in (("last", "northern hinge"), ("first", "The bridge"), ("whole", "")):
        noted(story, emil, f"{text} note", words)
    shown = page(as_(emil).get(address("notes", story)))
    places = [shown.index(f"{each} note") for each in ("whole", "first", "last")]
    assert places == sorted(places)


def test_a_note_that_came_with_sending_back_says_so(as_, emil, story):
    workflow.submit(story, story.created_by)
    workflow.send_back(story, emil, "Call the council.")
    shown = page(as_(story.created_by).get(address("notes", story)))
    assert "Call the council." in shown
    assert "Sent back" in shown


def test_where_passages_are_in_the_text_of_the_editor(as_, emil, story, note):
    whole = noted(story, emil, "All of it.")
    gone = noted(story, emil, "And this?", "two postal workers")
    text = f"😀 An opening. {plain(story.body)}".replace(gone.passage, "nobody at all")
    answer = as_(emil).post(address("notes_places", story), {"text": text})
    (place,) = answer.json()["places"]
    assert text[place["start"] : place["end"]] == PASSAGE
    assert (place["note"], place["exact"], place["resolved"]) == (note.pk, True, False)
    assert whole.pk not in [place["note"]]


def test_those_who_see_the_article_can_be_mentioned_and_nobody_else(as_, emil, story):
    people.chief()
    people.colleague()
    client = as_(emil)
    found = client.get(address("notes_people", story)).json()["found"]
    assert found == [
        {"username": "clara", "name": "Clara"}, {"username": "rosa", "name": "Rosa"},
    ]  # fmt: skip
    assert len(client.get(address("notes_people", story), {"q": "CLA"}).json()["found"]) == 1
    assert client.get(address("notes_people", story), {"q": "osk"}).json()["found"] == []


def test_any_number_of_notes_costs_the_same(as_, emil, story, django_assert_max_num_queries):
    client = as_(emil)
    for number in range(30):
        by = (emil, story.created_by)[number % 2]
        note = noted(story, by, f"Note {number} @rosa", PASSAGE)
        workflow.answer_note(note, emil, "@rosa yes")
    with django_assert_max_num_queries(13):
        shown = client.get(address("notes", story), headers=HTMX)
    assert shown.content.decode().count("desk-note-passage") == 30


def test_readers_never_see_any_of_it(client, as_, emil, story, world, note):
    workflow.submit(story, story.created_by)
    workflow.publish(story, emil)
    read = page(client.get(story.edition_at(story.updated_at).get_absolute_url()))
    assert PASSAGE in read
    assert "Who counted them?" not in read


def test_the_list_can_tell_where_some_are_open(as_, emil, story, note):
    listed = as_(emil).get(reverse("admin:articles_article_changelist")).context["cl"]
    assert listed.result_list[0].noted
    workflow.resolve_note(note, emil)
    listed = as_(emil).get(reverse("admin:articles_article_changelist")).context["cl"]
    assert not listed.result_list[0].noted
