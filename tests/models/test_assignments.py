"""What the database keeps of assignments, whichever way somebody writes them."""

from copy import copy
from datetime import timedelta

import pytest
from django.db import connection

from articles import workflow
from articles.models import Assignment
from tests import people
from tests.models.refusals import refused_by


@pytest.fixture
def plan(rosa, world, clock):
    return workflow.assign(people.chief(), title="The bridge opens", section=world, person=rosa)


@pytest.fixture
def begun(plan, rosa):
    return workflow.begin(plan, rosa)


def awaited(plan):
    return Assignment.objects.values_list("awaits_copy", flat=True).get(pk=plan.pk)


@pytest.mark.parametrize("title", ["", "  "])
def test_it_says_what_it_is_about(plan, change, title):
    with refused_by("assignment_says_what"):
        change(plan, title=title)


def test_it_keeps_its_article(plan, begun, article, change):
    for other in (article.pk, None):
        with refused_by("assignment_keeps_its_article"):
            change(Assignment.objects.get(pk=plan.pk), article_id=other)


def test_an_article_has_one(plan, begun, world, clock):
    second = workflow.assign(people.chief(), title="The same", section=world)
    with refused_by("articles_assignment_article_id_key"):
        Assignment.objects.filter(pk=second.pk).update(article=begun)


def test_it_can_t_be_deleted(plan):
    with refused_by("assignment_not_deleted"):
        plan.delete()
    with refused_by("assignment_not_deleted"):
        Assignment.objects.all().delete()


def test_it_knows_whether_its_copy_is_in_whatever_it_is_told(plan, begun, rosa, change):
    assert awaited(plan)
    workflow.submit(begun, rosa)
    assert not awaited(plan)
    change(Assignment.objects.get(pk=plan.pk), awaits_copy=True)
    assert not awaited(plan)


def test_it_follows_its_article_through_every_state(plan, begun, rosa, world, clock):
    clara = people.chief()
    steps = [
        (lambda: workflow.submit(begun, rosa), False),
        (lambda: workflow.send_back(begun, clara, "Once more"), True),
        (lambda: workflow.spike(begun, clara), False),
        (lambda: workflow.revive(begun, clara), True),
    ]
    for step, expected in steps:
        step()
        clock.tick()
        assert awaited(plan) is expected


def test_what_is_late_is_found_through_an_index(plan, clock):
    dropped = Assignment(
        title="Given up", section=plan.section, created_by=plan.created_by, deadline=clock.now,
        dropped_at=clock.now, changed_at=clock.now, changed_by=plan.created_by,
    )  # fmt: skip
    Assignment.objects.bulk_create(copy(dropped) for _ in range(3000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_assignment")
    late = Assignment.objects.late(clock.now + timedelta(days=1)).soonest_first()
    assert "assignment_open" in late.explain()
