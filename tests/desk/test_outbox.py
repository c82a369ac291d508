"""The page of mail: what failed, tried again; mail switched off."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Outgoing, User
from tests import people

OUTBOX, OWN = "/admin/outbox/", "/admin/outbox/own/"


@pytest.fixture
def rosa(story):
    return with_address(people.reporter())


def with_address(person):
    person.email = f"{person.username}@paper.example"
    person.save()
    return person


def failed(person, subject, clock, **fields):
    row = workflow.tell(person, article=None, subject=subject, text="x", path="/admin/")
    changes = {"attempts": 2, "error": "ConnectionRefusedError: <none>", **fields}
    Outgoing.objects.filter(pk=row.pk).update(**changes)
    return row


def test_it_is_where_it_is_said_to_be():
    assert (reverse("desk:outbox"), reverse("desk:own_mail")) == (OUTBOX, OWN)


def test_each_sees_what_failed_of_their_own_and_a_chief_all_of_it(as_, rosa, clock):
    failed(rosa, "For Rosa", clock)
    failed(with_address(people.chief()), "For Clara", clock, given_up_at=clock.now)
    workflow.tell(rosa, article=None, subject="Not tried yet", text="x", path="/admin/")
    hers = as_(rosa).get(OUTBOX).content.decode()
    assert "For Rosa" in hers
    assert "ConnectionRefusedError: &lt;none&gt;" in hers
    assert "For Clara" not in hers
    assert "Not tried yet" not in hers
    all_of_it = as_(people.chief()).get(OUTBOX).content.decode()
    assert "For Rosa" in all_of_it
    assert "For Clara" in all_of_it
    assert "Given up" in all_of_it


def test_of_an_article_that_one_sees_no_more_nothing_is_shown(as_, rosa, story, world, clock):
    emil = with_address(people.editor(world))
    row = failed(emil, "Of a story", clock)
    Outgoing.objects.filter(pk=row.pk).update(article=story)
    assert "Of a story" in as_(emil).get(OUTBOX).content.decode()
    emil.desks.clear()
    assert "Of a story" not in as_(emil).get(OUTBOX).content.decode()


def test_what_failed_is_tried_again_as_far_as_it_is_one_s_own(as_, rosa, clock):
    own, other = failed(rosa, "For Rosa", clock), failed(with_address(people.chief()), "x", clock)
    as_(rosa).post(OUTBOX)
    assert list(Outgoing.objects.failing()) == [other]
    own.refresh_from_db()
    assert own.attempts == 0
    answer = as_(people.chief()).post(OUTBOX, follow=True)
    assert "1 of them are tried again" not in answer.content.decode()
    assert "tried again within a minute" in answer.content.decode()
    assert not Outgoing.objects.failing().exists()
    assert "Nothing is left to try" in as_(rosa).post(OUTBOX, follow=True).content.decode()


def test_mail_is_switched_off_and_on(as_, rosa):
    client = as_(rosa)
    assert "rosa@paper.example" in client.get(OUTBOX).content.decode()
    assert "You get no more mail" in client.post(OWN, follow=True).content.decode()
    assert not User.objects.get(pk=rosa.pk).mails
    assert "You get mail" in client.post(OWN, {"mails": "1"}, follow=True).content.decode()
    assert User.objects.get(pk=rosa.pk).mails


def test_whoever_has_no_address_is_told_so(as_, story):
    shown = as_(people.reporter()).get(OUTBOX).content.decode()
    assert "Your account has no address" in shown


def test_however_much_failed_it_costs_the_same(as_, rosa, clock, django_assert_max_num_queries):
    for number in range(120):
        failed(rosa, f"Mail {number}", clock)
    client = as_(people.chief())
    with django_assert_max_num_queries(8):
        shown = client.get(OUTBOX).content.decode()
    assert shown.count("ConnectionRefusedError") == 100
    assert "There is more" in shown
