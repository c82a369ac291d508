"""Moving one entry of the plan through its page, and undoing it."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from articles import workflow
from articles.desk.planner.entries import find
from articles.models import Assignment, Edition, Event, Placement
from articles.workflow.placing import place
from articles.workflow.planning import assign
from tests import people
from tests.desk.steps import fresh, in_review, said, scheduled

TOMORROW = datetime(2026, 3, 4, 8, tzinfo=UTC)
PLANNER = "/admin/planner/week/2026-03-02/"


@pytest.fixture
def emil(clock, world):
    return people.editor(world)


@pytest.fixture
def edition(story, world):
    return scheduled(story, world, TOMORROW)


def page(what, row):
    return reverse("desk:planner_entry", args=[what, row.pk])


@pytest.fixture
def move(as_):
    """`move(person, what, row, at)`: what the form of the entry's page sends."""

    def move(person, what, row, at, seen=TOMORROW, **typed):
        typed = {"seen": seen.isoformat() if seen else "", "at": at, "next": PLANNER, **typed}
        return as_(person).post(page(what, row), typed)

    return move


def starts():
    return Edition.objects.get().starts_at


def test_the_page_says_what_it_is_and_where_it_goes(as_, emil, edition):
    html = as_(emil).get(page("start", edition)).content.decode()
    assert "Goes live: Wednesday 4 March 2026, 08:00 (Europe/London)" in html
    assert 'value="2026-03-04T08:00"' in html
    assert reverse("admin:articles_article_change", args=[edition.article_id]) in html


def test_it_moves_by_the_verb_and_leads_back_to_where_one_was(move, emil, edition):
    answer = move(emil, "start", edition, "2026-03-05T10:07")
    assert (answer.status_code, answer.url) == (302, PLANNER)
    assert starts() == datetime(2026, 3, 5, 10, 7, tzinfo=UTC)
    assert Event.objects.first().verb == "reschedule"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.test/admin/planner/", "https://evil.test/", "/admin/"]
)
def test_it_never_leads_out_of_the_planner(move, emil, edition, elsewhere):
    answer = move(emil, "start", edition, "2026-03-05T10:00", next=elsewhere)
    assert answer.url == reverse("desk:planner_week", args=[datetime(2026, 3, 5).date()])


@pytest.mark.parametrize("elsewhere", ["javascript:alert(1)", "//evil.test/admin/planner/"])
def test_no_link_of_the_page_leads_out_of_the_planner(as_, emil, edition, elsewhere):
    html = as_(emil).get(page("start", edition), {"next": elsewhere}).content.decode()
    assert f'href="{elsewhere}"' not in html
    back = reverse("desk:planner_week", args=[TOMORROW.date()])
    assert f'<a href="{back}" data-close>Back to the planner</a>' in html


def test_a_refusal_says_which_rule_and_keeps_what_was_typed(move, emil, edition):
    answer = move(emil, "start", edition, "2026-03-02T10:00")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "2 March 2026, 10:00 (Europe/London) is past." in html
    assert 'value="2026-03-02T10:00"' in html
    assert starts() == TOMORROW


def test_what_was_moved_since_isn_t_moved_unseen(move, emil, edition):
    workflow.reschedule(edition, emil, TOMORROW + timedelta(hours=1))
    answer = move(emil, "start", edition, "2026-03-05T10:00")
    assert "It was moved since you looked: it is on 4 March 2026, 09:00" in answer.content.decode()
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "seen",
    ["yesterday", "2026-03-04T08:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"],
)
def test_a_form_that_says_nothing_of_what_was_seen_is_refused(as_, emil, edition, seen):
    answer = as_(emil).post(page("start", edition), {"seen": seen, "at": "2026-03-05T10:00"})
    assert (answer.status_code, starts()) == (422, TOMORROW)
    assert "It isn&#x27;t clear what you looked at" in answer.content.decode()


def test_whoever_may_only_look_gets_no_form_and_moves_nothing(as_, move, edition, story):
    html = as_(story.created_by).get(page("start", edition)).content.decode()
    assert "You may look at it, not move it" in html
    assert 'name="at"' not in html
    answer = move(story.created_by, "start", edition, "2026-03-05T10:00")
    assert answer.status_code == 422
    assert "Only editors may do this." in answer.content.decode()
    assert starts() == TOMORROW


def test_what_has_gone_live_isn_t_moved_any_more(as_, emil, edition, clock):
    clock.tick(days=2)
    assert "the past stays as it was" in as_(emil).get(page("start", edition)).content.decode()


@pytest.mark.parametrize("what", ["start", "end", "embargo", "placement", "slot", "review", "x"])
def test_what_isn_t_there_has_no_page(as_, emil, what):
    assert as_(emil).get(f"/admin/planner/{what}/999999999/").status_code == 404


def test_an_assignment_gets_its_slot_and_loses_it(move, emil, world):
    plan = assign(emil, title="Ferries", section=world)
    move(emil, "slot", plan, "2026-03-05T10:00", seen=None)
    slot = datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert Assignment.objects.get().planned_at == slot
    answer = move(emil, "slot", plan, "", seen=slot)
    assert Assignment.objects.get().planned_at is None
    assert "“Ferries”: planned slot taken off." in answer.client.get(PLANNER).content.decode()


def test_a_version_has_to_go_live_some_time(move, emil, edition):
    answer = move(emil, "start", edition, "")
    assert "Give a day and a time." in answer.content.decode()


def test_what_is_in_review_is_scheduled_on_its_own_page_with_the_time_filled_in(as_, emil, story):
    in_review(story)
    html = as_(emil).get(page("review", story)).content.decode()
    schedule = reverse("admin:articles_article_schedule", args=[story.pk])
    assert f'href="{schedule}"' in html
    asked = {"at": "2026-10-25T01:30", "at_meant": "2026-10-25T01:30:00+00:00"}
    filled = as_(emil).get(schedule, asked).content.decode()
    assert 'value="2026-10-25T01:30"' in filled
    assert 'value="2026-10-25T01:30:00+00:00" checked' in filled
    assert as_(emil).post(page("review", story), {"at": "2026-03-05T10:00"}).status_code == 404


@pytest.mark.parametrize(
    ("what", "at", "shown"),
    [
        ("embargo", "2026-03-04T09:00", "Embargo until"),
        ("deadline", "2026-03-04T09:00", "Deadline"),
        ("slot", "2026-03-04T09:00", "Planned slot"),
        ("placement", "2026-03-04T09:00", "On the front from"),
        ("placement-end", "2026-03-04T19:00", "On the front until"),
        ("end", "2026-03-05T07:00", "Ends"),
        ("start", "2026-03-04T09:00", "Goes live"),
    ],
)
def test_whatever_has_a_time_has_a_page_that_moves_it(
    as_, move, emil, story, world, what, at, shown
):
    noon = TOMORROW + timedelta(hours=4)
    plan = assign(emil, title="Ferries", section=world, deadline=TOMORROW, planned_at=TOMORROW)
    held = people.article(people.reporter(), world, headline="Held back")
    workflow.set_embargo(held, emil, TOMORROW)
    edition = scheduled(story, world, TOMORROW)
    workflow.reschedule(edition, emil, TOMORROW, TOMORROW + timedelta(days=1))
    place(fresh(story), emil, section=world, slot=1, at=TOMORROW, until=noon)
    rows = {"embargo": held, "deadline": plan, "slot": plan, "start": edition, "end": edition}
    row = rows.get(what) or Placement.objects.get()
    assert f">{shown}" in as_(emil).get(page(what, row)).content.decode()
    seen = {"end": TOMORROW + timedelta(days=1), "placement-end": noon}.get(what, TOMORROW)
    assert move(emil, what, row, at, seen=seen).status_code == 302
    assert find(emil, what, row.pk).at == datetime.fromisoformat(f"{at}+00:00")


@pytest.mark.django_db(transaction=True)
def test_a_row_somebody_else_holds_is_left_alone_with_a_sentence(move, emil, edition):
    database = settings.DATABASES["default"]
    with (
        psycopg.connect(
            host=database["HOST"], user=database["USER"], dbname=connection.settings_dict["NAME"]
        ) as other,
        connection.cursor() as cursor,
    ):
        other.execute("SELECT FROM articles_article WHERE id = %s FOR UPDATE", [edition.article_id])
        cursor.execute("SET lock_timeout = '50ms'")
        try:
            answer = move(emil, "start", edition, "2026-03-05T10:00")
        finally:
            cursor.execute("RESET lock_timeout")
    assert answer.status_code == 422
    assert "Somebody else is changing one of these just now." in answer.content.decode()
    assert starts() == TOMORROW


# Undo


def undo(client, token=None):
    shown = client.get(PLANNER).context["done"]
    return client.post(
        reverse("desk:planner_undo"), {"done": token or shown.token, "next": PLANNER}
    )


def test_a_move_is_undone_by_the_verb_and_done_again(move, as_, emil, edition):
    move(emil, "start", edition, "2026-03-05T10:00")
    client = as_(emil)
    html = client.get(PLANNER).content.decode()
    assert "goes live Thursday 5 March 2026, 10:00 (Europe/London), instead of" in html
    undo(client)
    assert starts() == TOMORROW
    assert [event.verb for event in Event.objects.all()[:2]] == ["reschedule", "reschedule"]
    assert "Do it again" in client.get(PLANNER).content.decode()
    undo(client)
    assert starts() == datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_what_can_t_be_undone_says_why(move, as_, emil, edition, clock):
    move(emil, "start", edition, "2026-03-05T10:00")
    client = as_(emil)
    client.get(PLANNER)
    workflow.reschedule(edition, emil, TOMORROW + timedelta(days=3))
    assert "It can't be undone. It was moved since you looked" in said(undo(client))[0]
    assert starts() == TOMORROW + timedelta(days=3)


def test_only_what_was_moved_last_is_undone(move, as_, emil, edition, clock):
    move(emil, "start", edition, "2026-03-05T10:00")
    client = as_(emil)
    first = client.get(PLANNER).context["done"].token
    clock.tick()
    move(emil, "start", edition, "2026-03-05T11:00", seen=datetime(2026, 3, 5, 10, tzinfo=UTC))
    answer = undo(client, first)
    assert said(answer) == ["That was not what you moved last, so it can't be undone."]
    assert starts() == datetime(2026, 3, 5, 11, tzinfo=UTC)


def test_undo_isn_t_offered_for_long_nor_to_others(move, as_, emil, edition, clock):
    move(emil, "start", edition, "2026-03-05T10:00")
    assert as_(people.chief()).get(PLANNER).context["done"] is None
    move(emil, "start", edition, "2026-03-05T11:00", seen=datetime(2026, 3, 5, 10, tzinfo=UTC))
    clock.tick(minutes=16)
    assert as_(emil).get(PLANNER).context["done"] is None


def test_moving_it_to_where_it_is_is_no_act(move, as_, emil, edition):
    move(emil, "start", edition, "2026-03-04T08:00")
    assert as_(emil).get(PLANNER).context["done"] is None
    assert Event.objects.first().verb == "publish"


def test_undo_wants_a_post(as_, emil):
    assert as_(emil).get(reverse("desk:planner_undo")).status_code == 405
