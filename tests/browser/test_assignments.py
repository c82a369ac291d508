"""The times beside an article in a real browser: refused where they stand, then saved there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Assignment
from tests import people

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_deadline_is_moved_beside_the_article_by_keyboard(page, sign_in, settings):
    settings.ALLOWED_HOSTS = ["*"]
    world, rosa = people.section("World"), people.reporter()
    emil = people.editor(world)
    deadline = datetime(2026, 3, 28, 8, 0, 7, tzinfo=UTC) + timedelta(days=1)
    plan = workflow.assign(emil, title="Clocks", section=world, person=rosa, deadline=deadline)
    article = workflow.begin(plan, rosa)
    sign_in(page, emil)
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_text("Change deadline or planned slot").press("Enter")
    page.get_by_label("Deadline", exact=True).fill("2026-03-29T01:30")
    page.get_by_role("button", name="Save the times").press("Enter")
    expect(page.get_by_text("doesn't exist")).to_be_visible()
    page.get_by_label("02:00 (Europe/London)").check()
    page.get_by_role("button", name="Save the times").press("Enter")
    expect(page.get_by_role("status").get_by_text("The times are saved.")).to_be_visible()
    expect(page.locator("#desk-plan summary")).to_be_focused()
    assert Assignment.objects.get().deadline == datetime(2026, 3, 29, 1, tzinfo=UTC)
