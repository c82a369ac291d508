"""`manage.py deliver`: digests leave by a real mail server, or wait for one that is away."""

import io
import socket
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Outgoing, User
from articles.models.outgoing import ATTEMPTS
from articles.workflow.delivering import deliver_due, deliver_until
from tests import people
from tests.post_office import post_office
from tests.racing import Thread, at_once


@pytest.fixture
def office(settings):
    with post_office() as (office, port):
        by_smtp(settings, port)
        yield office


@pytest.fixture
def nobody_there(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    by_smtp(settings, port)


def by_smtp(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


@pytest.fixture
def rosa(clock):
    return reachable(people.reporter())


@pytest.fixture
def story(rosa):
    return people.article(rosa, people.section("World"))


def reachable(person):
    person.email = f"{person.username}@paper.example"
    person.save()
    return person


def tell(person, subject="Emil wrote a note", article=None, text="Who says so?"):
    return workflow.tell(
        person, article=article, subject=subject, text=text, path="/admin/articles/#note-7"
    )


def deliver():
    out = io.StringIO()
    call_command("deliver", "--once", stdout=out)
    return out.getvalue()


def test_one_thing_is_a_mail_that_says_it_and_leads_there(office, rosa, settings):
    tell(rosa)
    assert deliver() == "1 digest sent.\n"
    (letter,) = office.letters
    assert letter["To"] == "rosa@paper.example"
    assert str(letter["Subject"]) == "=?utf-8?q?Emil_wrote_a_note_=C2=B7_The_Newsroom?="
    words = letter.get_payload(decode=True).decode()
    assert "Who says so?" in words
    assert f"{settings.SITE_URL}/admin/articles/#note-7" in words
    assert f"{settings.SITE_URL}/admin/outbox/" in words


def test_several_things_are_one_digest_in_order_and_nothing_is_escaped(office, rosa):
    tell(rosa, "First & foremost", text="<b>5 > 4</b>")
    tell(rosa, "Second")
    assert deliver() == "1 digest sent.\n"
    words = office.letters[0].get_payload(decode=True).decode()
    assert words.index("First & foremost") < words.index("<b>5 > 4</b>") < words.index("Second")


def test_each_person_gets_their_own(office, rosa):
    tell(rosa)
    tell(reachable(people.chief()))
    assert deliver() == "2 digests sent.\n"
    assert {letter["To"] for letter in office.letters} == {
        "rosa@paper.example", "clara@paper.example",
    }  # fmt: skip


def test_within_ten_minutes_of_a_digest_the_next_ones_gather(office, rosa, clock):
    tell(rosa, "First")
    deliver()
    for subject in ("Second", "Third"):
        clock.tick(minutes=3)
        tell(rosa, subject)
        assert deliver() == "0 digests sent.\n"
    clock.tick(minutes=4, seconds=1)
    assert deliver() == "1 digest sent.\n"
    words = office.letters[1].get_payload(decode=True).decode()
    assert "Second" in words
    assert "Third" in words
    assert "First" not in words


def test_delivered_twice_it_leaves_once(office, rosa):
    tell(rosa)
    deliver()
    assert deliver() == "0 digests sent.\n"
    assert len(office.letters) == 1


def test_while_the_server_is_away_it_waits_with_the_reason_and_growing_pauses(
    nobody_there, rosa, clock
):
    row = tell(rosa)
    for attempt, minutes in enumerate((1, 2, 4, 8), start=1):
        assert deliver() == "0 digests sent.\n"
        row.refresh_from_db()
        assert (row.attempts, row.sent_at) == (attempt, None)
        assert row.next_attempt_at == clock.now + timedelta(minutes=minutes)
        assert "ConnectionRefusedError" in row.error
        clock.tick(minutes=minutes)
    assert list(Outgoing.objects.failing()) == [row]


def test_what_joins_it_waits_with_it(nobody_there, rosa, clock):
    first = tell(rosa)
    deliver()
    tell(rosa)
    deliver()
    first.refresh_from_db()
    assert first.attempts == 1


def test_after_the_last_attempt_it_is_given_up_until_somebody_asks(
    nobody_there, rosa, clock, settings
):
    row = tell(rosa)
    for _ in range(ATTEMPTS + 3):
        deliver()
        clock.tick(hours=6)
    row.refresh_from_db()
    assert row.attempts == ATTEMPTS
    assert row.given_up_at
    assert list(Outgoing.objects.failing()) == [row]
    assert workflow.tell_again([row]) == 1
    assert list(Outgoing.objects.failing()) == []
    with post_office() as (_, port):
        by_smtp(settings, port)
        assert deliver() == "1 digest sent.\n"


def test_once_the_server_is_back_it_is_sent_and_no_longer_failing(
    nobody_there, rosa, clock, settings
):
    tell(rosa)
    deliver()
    clock.tick(minutes=1)
    with post_office() as (office, port):
        by_smtp(settings, port)
        assert deliver() == "1 digest sent.\n"
        assert len(office.letters) == 1
    assert not Outgoing.objects.failing().exists()


def test_one_bad_address_keeps_nobody_else_s_mail_back(office, rosa):
    bad = reachable(people.colleague())
    bad.email = "nobody@paper.example"
    bad.save()
    tell(bad)
    tell(rosa)
    assert deliver() == "1 digest sent.\n"
    assert office.letters[0]["To"] == "rosa@paper.example"
    assert "550" in Outgoing.objects.failing().get(person=bad).error


def test_a_digest_sent_again_carries_the_same_message_id(office, rosa, clock):
    """As where the mail was taken, and the machine stopped before the database heard of it."""
    tell(rosa)
    with transaction.atomic():
        deliver_due()
        transaction.set_rollback(True)
    deliver()
    first, again = office.letters
    assert first["Message-ID"] == again["Message-ID"]
    clock.tick(minutes=11)
    tell(rosa)
    deliver()
    assert office.letters[2]["Message-ID"] != first["Message-ID"]


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"email": ""},
        {"mails": False},
    ],
    ids=str,
)
def test_whoever_gets_no_mail_is_sent_none_and_nothing_is_queued(office, rosa, change):
    tell(rosa)
    User.objects.filter(pk=rosa.pk).update(**change)
    assert deliver() == "0 digests sent.\n"
    assert not Outgoing.objects.exists()
    rosa.refresh_from_db()
    assert tell(rosa) is None
    assert office.letters == []


def test_nothing_is_sent_of_an_article_that_one_sees_no_more(office, rosa, story):
    emil = reachable(people.editor(story.section))
    tell(emil, "Of a story", article=story)
    tell(emil, "Of no story")
    emil.desks.clear()
    assert deliver() == "1 digest sent.\n"
    words = office.letters[0].get_payload(decode=True).decode()
    assert "Of no story" in words
    assert "Of a story" not in words


def test_what_was_sent_is_kept_for_a_month(office, rosa, clock):
    tell(rosa)
    deliver()
    clock.tick(days=31)
    tell(rosa)
    deliver()
    assert Outgoing.objects.count() == 1


def test_an_idle_one_asks_one_thing(rosa):
    with CaptureQueriesContext(connection) as asked:
        assert deliver_due() == 0
    assert len([query for query in asked if "articles_outgoing" in query["sql"]]) == 1
    assert len(asked) <= 2


@pytest.mark.django_db(transaction=True)
def test_several_at_once_send_one_digest(office, rosa):
    tell(rosa)
    tell(rosa, "Another")
    assert sum(at_once(deliver_due, deliver_due, deliver_due)) == 1
    assert len(office.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_told_while_a_digest_leaves_waits_for_the_next_one(office, rosa, clock):
    tell(rosa)
    office.open.clear()
    sending = Thread(deliver_due)
    assert office.reached.wait(10)
    tell(rosa, "Meanwhile")
    assert deliver_due() == 0
    office.open.set()
    assert sending.result() == 1
    assert deliver_due() == 0
    clock.tick(minutes=11)
    assert deliver_due() == 1
    assert "Meanwhile" in office.letters[1].get_payload(decode=True).decode()


@pytest.mark.django_db(transaction=True)
def test_while_the_database_fails_it_goes_on_and_sends_afterwards(office, rosa):
    tell(rosa)
    stop = threading.Event()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_outgoing RENAME TO away")
        deliverer = Thread(lambda: deliver_until(stop, every=0.05))
        assert not office.arrived.wait(0.5)
        cursor.execute("ALTER TABLE away RENAME TO articles_outgoing")
    assert office.arrived.wait(10)
    stop.set()
    assert deliverer.result() is None
    assert len(office.letters) == 1
