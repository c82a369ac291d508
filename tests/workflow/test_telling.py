"""Telling: written in the transaction it tells of, for those who get mail."""

import pytest
from django.db import transaction

from articles import workflow
from articles.models import Outgoing, User
from articles.workflow.telling import tell_all


@pytest.fixture(autouse=True)
def address(rosa):
    rosa.email = "rosa@paper.example"
    rosa.save()


def tell(person, **fields):
    told = {"article": None, "subject": "News", "text": "It rains.", "path": "/admin/"}
    return workflow.tell(person, **(told | fields))


def test_what_is_told_waits_from_now_on(rosa, draft, clock):
    row = tell(rosa, article=draft)
    assert (row.person, row.article, row.created_at) == (rosa, draft, clock.now)
    assert Outgoing.objects.due_people(clock.now) == [rosa.pk]
    assert not Outgoing.objects.failing().exists()


def test_a_subject_is_one_line_that_fits(rosa):
    assert tell(rosa, subject="A\nlong " + "x" * 300).subject == "A long " + "x" * 193


@pytest.mark.django_db(transaction=True)
def test_it_goes_with_its_transaction(rosa):
    with transaction.atomic():
        tell(rosa)
        assert Outgoing.objects.exists()
        transaction.set_rollback(True)
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}, {"mails": False}], ids=str)
def test_nothing_is_written_for_whoever_gets_no_mail(rosa, change):
    User.objects.filter(pk=rosa.pk).update(**change)
    rosa.refresh_from_db()
    assert tell(rosa) is None
    assert not Outgoing.objects.exists()


def test_mail_is_switched_off_and_on_again(rosa):
    workflow.refuse_mail(rosa)
    assert tell(User.objects.get(pk=rosa.pk)) is None
    workflow.want_mail(rosa)
    assert tell(User.objects.get(pk=rosa.pk))


def test_of_several_those_who_see_the_article_are_told(rosa, oskar, emil, draft):
    for person in (oskar, emil):
        person.email = f"{person.username}@paper.example"
        person.save()
    tell_all(
        [rosa, oskar, emil, rosa], by=emil, article=draft, subject="News", text="Rain.", path="/"
    )
    assert [row.person for row in Outgoing.objects.all()] == [rosa]


def test_only_what_failed_is_tried_again(rosa, clock):
    failed, waiting = tell(rosa), tell(rosa)
    Outgoing.objects.filter(pk=failed.pk).update(
        attempts=12, error="No.", given_up_at=clock.now, next_attempt_at=clock.now
    )
    clock.tick(minutes=5)
    assert workflow.tell_again([failed, waiting]) == 1
    failed.refresh_from_db()
    assert (failed.attempts, failed.error, failed.given_up_at) == (0, "", None)
    assert failed.next_attempt_at == clock.now
