"""Notes: who writes, answers, resolves and takes back which, and who is told of it."""

import pytest
from django.db import IntegrityError, transaction

from articles import permissions, workflow
from articles.models import Article, Event, Note, Outgoing, User
from articles.richtext.anchor import Passage
from tests import people
from tests.racing import at_once
from tests.workflow.situations import NOTE, reload

PASSAGE = Passage("forty bearings", "Engineers replaced ", " and the whole")


@pytest.fixture(autouse=True)
def addresses(rosa, oskar, emil, ada, nils, clara, otto):
    for person in User.objects.all():
        person.email = f"{person.username}@paper.example"
        person.save()


def told():
    """Return who is to be told what, by the first words of the subject."""
    rows = Outgoing.objects.select_related("person").order_by("pk")
    return {row.person.username: row.subject.split(":")[0].split(" on ")[0] for row in rows}


def test_a_note_keeps_its_words_and_its_passage(draft, emil, clock):
    note = workflow.write_note(draft, emil, " Who counted them?\r\n", PASSAGE)
    note.refresh_from_db()
    assert (note.text, note.person, note.written_at) == ("Who counted them?", emil, clock.now)
    assert Passage(note.passage, note.before, note.after) == PASSAGE


def test_what_stands_around_a_passage_is_cut_to_64_characters_next_to_it(draft, emil):
    note = workflow.write_note(draft, emil, "Hm.", Passage("forty", "x" + "b" * 64, "a" * 64 + "x"))
    assert (note.before, note.after) == ("b" * 64, "a" * 64)


@pytest.mark.parametrize(
    ("text", "passage", "reason"),
    [
        (" \n", None, "^Write something"),
        ("x" * 4001, None, "^A note has 4,000 characters"),
        ("Why?", Passage("x" * 2001), "^A passage has 2,000 characters"),
    ],
    ids=["nothing", "too much", "too long a passage"],
)
def test_what_is_no_note_is_refused(draft, emil, text, passage, reason):
    with pytest.raises(workflow.Refused, match=reason):
        workflow.write_note(draft, emil, text, passage)
    assert not Note.objects.exists()


def test_written_twice_it_is_one_note(draft, emil, clock):
    first = workflow.write_note(draft, emil, "Who says so?")
    assert workflow.write_note(draft, emil, "Who says so?") == first
    assert Outgoing.objects.count() == 1
    clock.tick(minutes=2)
    assert workflow.write_note(draft, emil, "Who says so?") != first


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_one_note(draft, emil):
    write = [lambda: workflow.write_note(draft, emil, "Who says so?")] * 2
    assert len({note.pk for note in at_once(*write)}) == 1


@pytest.mark.parametrize("who", ["oskar", "nils", "otto"])
def test_whoever_does_not_see_the_article_does_nothing_there(request, draft, emil, who):
    stranger = request.getfixturevalue(who)
    note = workflow.write_note(draft, emil, "Who says so?")
    acts = [
        lambda: workflow.write_note(draft, stranger, "Me."),
        lambda: workflow.answer_note(note, stranger, "Me."),
        lambda: workflow.resolve_note(note, stranger),
        lambda: workflow.reopen_note(note, stranger),
        lambda: workflow.take_back_note(note, stranger),
    ]
    for act in acts:
        with pytest.raises(workflow.Refused, match="isn't yours to see"):
            act()
    assert list(Note.objects.values_list("pk", "resolved_at")) == [(note.pk, None)]


# Who sees it


def test_who_sees_an_article_is_whoever_it_exists_for(draft, sport, rosa):
    nowhere = people.article(rosa, None, slug="nowhere")
    below = people.article(rosa, people.section("Rowing", parent=sport), slug="below")
    User.objects.filter(username="ada").update(is_active=False)
    for article in (draft, nowhere, below):
        seeing = {person for person in User.objects.all() if permissions.sees(person, article)}
        assert set(permissions.who_sees(article)) == seeing
        assert rosa in seeing


def test_who_sees_an_article_is_one_query(draft, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(permissions.who_sees(draft)) == 4


# Mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ada look", ["ada"]),
        ("Please, @Ada.", ["ada"]),
        ("(@ada, @emil)", ["ada", "emil"]),
        ("desk@ada.example", []),
        ("nobody", []),
    ],
)
def test_people_are_mentioned_by_user_name(draft, text, names):
    found, unknown = workflow.mentioned(draft, text)
    assert sorted(person.username for person in found) == names
    assert unknown == []


def test_a_name_with_a_full_stop_is_a_name(draft, world):
    people.editor(world, name="b.quill")
    found, _ = workflow.mentioned(draft, "Ask @b.quill.")
    assert [person.username for person in found] == ["b.quill"]


def test_whether_a_name_that_sees_nothing_exists_is_not_told(draft):
    _, unknown = workflow.mentioned(draft, "@oskar and @nosuch, and @oskar again")
    assert unknown == ["oskar", "nosuch"]


# Who is told


def test_the_owner_and_the_mentioned_are_told_once_and_never_oneself(draft, emil, ada, clara):
    workflow.write_note(draft, emil, "@ada @ada @emil @rosa look")
    assert told() == {"rosa": "Emil wrote a note", "ada": "Emil wrote a note"}


def test_nobody_is_told_who_does_not_see_it(draft, emil, oskar):
    note = workflow.write_note(draft, emil, "@oskar look")
    assert list(note.mentions.all()) == []
    assert set(told()) == {"rosa"}


def test_whoever_handed_it_in_is_told_too(in_review, emil, ada):
    Article.objects.filter(pk=in_review.pk).update(submitted_by=ada)
    workflow.write_note(in_review, emil, "Who says so?")
    assert set(told()) == {"rosa", "ada"}


def test_of_a_reply_those_are_told_who_take_part(draft, rosa, emil, ada, clara):
    note = workflow.write_note(draft, emil, "Who says so?")
    workflow.answer_note(note, ada, "Good question.")
    Outgoing.objects.all().delete()
    workflow.answer_note(note, rosa, "The mayor.")
    assert told() == {"emil": "Rosa replied", "ada": "Rosa replied"}


def test_what_is_told_has_the_passage_and_leads_to_the_note(draft, emil):
    note = workflow.write_note(draft, emil, "Who counted?", PASSAGE)
    row = Outgoing.objects.get()
    assert row.text == "“forty bearings”\n\nWho counted?"
    assert row.path == f"/admin/articles/article/{draft.pk}/change/#note-{note.pk}"


# Sent back


def test_sending_back_is_a_note_of_its_event(in_review, emil):
    event = workflow.send_back(in_review, emil, NOTE)
    note = Note.objects.get()
    assert (note.event, note.person, note.text) == (event, emil, NOTE)
    assert told() == {"rosa": "Emil sent it back"}


def test_sent_back_twice_it_is_one_note(in_review, emil):
    workflow.send_back(in_review, emil, NOTE)
    workflow.send_back(in_review, emil, NOTE)
    assert Note.objects.count() == Outgoing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_where_sending_back_fails_there_is_no_note_and_no_mail(in_review, emil):
    with transaction.atomic():
        workflow.send_back(in_review, emil, NOTE)
        assert Note.objects.exists()
        transaction.set_rollback(True)
    assert not Note.objects.exists()
    assert not Outgoing.objects.exists()
    assert reload(in_review).state == "review"


# Replies, resolving, taking back


def test_a_reply_to_a_reply_joins_the_thread(draft, rosa, emil):
    note = workflow.write_note(draft, emil, "Who says so?")
    reply = workflow.answer_note(note, rosa, "The mayor.")
    assert workflow.answer_note(reply, emil, "When?").parent == note


@pytest.mark.parametrize("who", ["rosa", "emil", "ada", "clara"])
def test_its_writer_the_owner_and_the_desk_resolve_and_reopen(request, draft, emil, clock, who):
    person = request.getfixturevalue(who)
    note = workflow.write_note(draft, emil, "Who says so?")
    assert list(Note.objects.open()) == [note]
    workflow.resolve_note(note, person)
    note.refresh_from_db()
    assert (note.resolved_by, note.resolved_at) == (person, clock.now)
    assert list(Note.objects.open()) == []
    workflow.reopen_note(note, person)
    assert list(Note.objects.open()) == [note]


def test_resolved_twice_it_keeps_who_was_first(draft, rosa, emil):
    note = workflow.write_note(draft, emil, "Who says so?")
    workflow.resolve_note(note, rosa)
    assert workflow.resolve_note(note, emil).resolved_by == rosa


def test_one_s_own_note_is_taken_back_with_the_mail_that_has_not_left(draft, emil):
    other = workflow.write_note(draft, emil, "Another.")
    note = workflow.write_note(draft, emil, "Oops.")
    workflow.take_back_note(note, emil)
    workflow.take_back_note(note, emil)
    assert list(Note.objects.all()) == [other]
    assert Outgoing.objects.get().text == "Another."


def test_what_others_answered_or_sent_back_stays(in_review, rosa, emil):
    workflow.send_back(in_review, emil, NOTE)
    sent_back = Note.objects.get()
    answered = workflow.write_note(in_review, emil, "Who says so?")
    workflow.answer_note(answered, rosa, "The mayor.")
    for note, by, reason in (
        (sent_back, emil, "^This note is why"),
        (answered, emil, "^Somebody has answered"),
        (answered, rosa, "^Only whoever wrote"),
    ):
        with pytest.raises(workflow.Refused, match=reason):
            workflow.take_back_note(note, by)
    assert Note.objects.count() == 3


# What the database keeps


def test_what_was_written_is_never_changed(draft, emil):
    note = workflow.write_note(draft, emil, "Who says so?")
    for change in ({"text": "Nobody."}, {"passage": "bridge"}, {"person": draft.created_by}):
        with pytest.raises(IntegrityError, match="is written"), transaction.atomic():
            Note.objects.filter(pk=note.pk).update(**change)


def test_a_reply_and_an_event_belong_to_the_same_article(draft, rosa, emil, world, clock):
    other = people.article(rosa, world, slug="other")
    note = workflow.write_note(draft, emil, "Who says so?")
    event = workflow.submit(draft, rosa)
    written = {"article": other, "person": emil, "text": "No.", "written_at": clock.now}
    reply = workflow.answer_note(note, rosa, "The mayor.")
    for wrong in ({"parent": note}, {"event": event}, {"parent": reply, "article": draft}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.create(**(written | wrong))
    assert Event.objects.count() == 1
