"""Moving several entries by some time: the dry run, the act, and its undo."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Edition, Event
from articles.workflow.placing import place
from tests import people
from tests.desk.steps import fresh, scheduled

HOUR = timedelta(hours=1)
TOMORROW = datetime(2026, 3, 4, 8, tzinfo=UTC)
SHIFT = "/admin/planner/shift/"
LATER = {"amount": 2, "unit": "hours", "direction": "later"}


@pytest.fixture
def emil(clock, world):
    return people.editor(world)


@pytest.fixture
def edition(story, world, emil):
    """Scheduled until the evening, and on the section's front meanwhile."""
    edition = scheduled(story, world, TOMORROW)
    workflow.reschedule(edition, emil, TOMORROW, TOMORROW + 9 * HOUR)
    place(fresh(story), emil, section=world, slot=1, at=TOMORROW, until=TOMORROW + 9 * HOUR)
    return Edition.objects.get()


@pytest.fixture
def client(client, emil):
    client.force_login(emil)
    return client


def keys(answer):
    return [line.entry.key for line in answer.context["lines"]]


def dry_run(client, asks, **by):
    """Tick everything that may be moved of an article or a day, and ask what would happen."""
    listed = client.get(SHIFT, asks)
    assert listed.status_code == 200
    query = {**asks, **LATER, **by, "entry": keys(listed)}
    return query, client.get(SHIFT, query)


def act(client, query, answer):
    """Do what the page of the dry run offers."""
    address = f"{SHIFT}?{answer.wsgi_request.META['QUERY_STRING']}"
    return client.post(address, {"seen": [line.seen for line in answer.context["going"]]})


def test_all_that_waits_of_an_article_moves_together(client, edition, story):
    query, answer = dry_run(client, {"article": story.pk})
    html = answer.content.decode()
    assert len(answer.context["going"]) == 4
    assert "Wed 4 Mar, 08:00 → <b>Wed 4 Mar, 10:00</b>" in html
    assert Edition.objects.get().starts_at == TOMORROW
    moved = act(client, query, answer)
    assert moved.url == reverse("desk:planner_week", args=[TOMORROW.date()])
    stored = Edition.objects.get()
    assert (stored.starts_at, stored.ends_at) == (TOMORROW + 2 * HOUR, TOMORROW + 11 * HOUR)
    placed = story.placements.get()
    assert (placed.starts_at, placed.ends_at) == (TOMORROW + 2 * HOUR, TOMORROW + 11 * HOUR)


def test_undo_takes_all_of_it_back_as_one(client, edition, story):
    act(client, *dry_run(client, {"article": story.pk}))
    done = client.get("/admin/planner/week/2026-03-04/").context["done"]
    assert done.words == f"“{people.HEADLINE}”: 4 entries moved, 2 hours later."
    client.post(reverse("desk:planner_undo"), {"done": done.token})
    stored, placed = Edition.objects.get(), story.placements.get()
    assert (stored.starts_at, stored.ends_at) == (TOMORROW, TOMORROW + 9 * HOUR)
    assert (placed.starts_at, placed.ends_at) == (TOMORROW, TOMORROW + 9 * HOUR)


def test_a_refusal_is_shown_with_its_line_and_nothing_is_offered(client, edition, story):
    query, answer = dry_run(
        client, {"article": story.pk}, amount=2, unit="days", direction="earlier"
    )
    html = answer.content.decode()
    assert html.count("Refused: 2 March 2026, 08:00 (Europe/London) is past.") >= 1
    assert "Nothing is moved while anything is refused" in html
    assert '<form method="post" class="desk-form">' not in html
    before = Event.objects.count()
    assert act(client, query, answer).status_code == 422
    assert (Edition.objects.get().starts_at, Event.objects.count()) == (TOMORROW, before)


def test_what_isn_t_ticked_stays(client, edition, story):
    query = {"article": story.pk, **LATER, "entry": [f"end/{edition.pk}"]}
    act(client, query, client.get(SHIFT, query))
    stored = Edition.objects.get()
    assert (stored.starts_at, stored.ends_at) == (TOMORROW, TOMORROW + 11 * HOUR)


def test_a_day_is_moved_as_the_planner_shows_it(client, edition, world):
    sport = people.section("Sport")
    people.editor(world, sport)
    other = people.article(people.reporter(), sport, headline="In Sport")
    workflow.submit(other, other.created_by)
    workflow.publish(fresh(other), people.chief(), at=TOMORROW + HOUR)
    day = {"day": "2026-03-04"}
    assert len(keys(client.get(SHIFT, day))) == 5
    query, answer = dry_run(client, {**day, "section": sport.pk}, unit="days", amount=1)
    assert [line.entry.headline for line in answer.context["going"]] == ["In Sport"]
    act(client, query, answer)
    assert Edition.objects.get(article=other).starts_at == TOMORROW + 25 * HOUR
    assert Edition.objects.get(pk=edition.pk).starts_at == TOMORROW


def test_what_was_moved_after_the_dry_run_is_looked_at_again(client, edition, story, emil):
    query, answer = dry_run(client, {"article": story.pk})
    workflow.reschedule(edition, emil, TOMORROW + HOUR)
    again = act(client, query, answer)
    assert again.status_code == 422
    assert "Something was moved since you looked." in again.content.decode()
    assert Edition.objects.get().starts_at == TOMORROW + HOUR


def test_deadlines_are_moved_only_when_ticked(client, emil, story, world):
    workflow.assign(emil, title="Bridge", section=world, article=story, deadline=TOMORROW,
                    planned_at=TOMORROW)  # fmt: skip
    ticked = {line.entry.what: line.ticked
              for line in client.get(SHIFT, {"article": story.pk}).context["lines"]}  # fmt: skip
    assert ticked == {"deadline": False, "slot": True}


@pytest.mark.parametrize("amount", ["0", "-1", "1000", "x", ""])
def test_an_amount_that_makes_no_sense_moves_nothing(client, edition, story, amount):
    query = {"article": story.pk, **LATER, "amount": amount, "entry": [f"start/{edition.pk}"]}
    answer = client.get(SHIFT, query)
    assert answer.context["form"].errors
    assert answer.context["going"] == []


@pytest.mark.parametrize(
    "query", [{}, {"day": "tomorrow"}, {"day": "0001-01-01"}, {"article": "9" * 18}]
)
def test_there_is_nothing_to_move_of_what_isn_t_there(client, query):
    assert client.get(SHIFT, query).status_code == 404


def test_of_others_articles_there_is_nothing_to_see(as_, edition, story):
    assert as_(people.colleague()).get(SHIFT, {"article": story.pk}).status_code == 404


def test_a_reporter_sees_why_nothing_moves(as_, edition, story):
    client = as_(people.reporter())
    _query, answer = dry_run(client, {"article": story.pk})
    refusals = [line.refusal for line in answer.context["going"]]
    assert all(refusal.startswith("Only editors") for refusal in refusals)
    assert len(refusals) == 4
