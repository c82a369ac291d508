"""Assignments at the desk: the list, the form, the acts, and the times beside an article."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Assignment
from tests import people
from tests.desk.steps import in_review, said, scheduled

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_assignment_changelist")
ADD = reverse("admin:articles_assignment_add")
DAY = timedelta(days=1)
HTMX = {"HX-Request": "true"}


def address(act, plan):
    return reverse(f"admin:articles_assignment_{act}", args=[plan.pk])


def panel(article):
    return reverse("admin:articles_article_assignment", args=[article.pk])


def fresh(plan):
    return Assignment.objects.get(pk=plan.pk)


def fields(plan=None, **typed):
    """Return what the form sends for this plan, with what was typed into it."""
    sent = {"title": "", "brief": "", "section": "", "person": "", "deadline": "",
            "planned_at": "", "seen": 1}  # fmt: skip
    if plan:
        sent |= {"title": plan.title, "section": plan.section_id, "person": plan.person_id or ""}
        sent["seen"] = plan.version
    return sent | typed


@pytest.fixture
def emil(world):
    return people.editor(world)


@pytest.fixture
def plan(emil, world, clock):
    """The reporter's, due tomorrow."""
    return workflow.assign(
        emil,
        title="The bridge opens",
        section=world,
        person=people.reporter(),
        deadline=clock.now + DAY,
    )


# The list


@pytest.fixture
def plans(plan, emil, world, clock):
    sport = people.section("Sport")
    clara, oskar = people.chief(), people.colleague()
    late = workflow.assign(
        emil, title="Late", section=world, person=oskar, deadline=clock.now - DAY
    )
    done = workflow.assign(emil, title="Done", section=world, person=oskar)
    workflow.submit(workflow.begin(done, oskar), oskar)
    workflow.drop(workflow.assign(emil, title="Dropped", section=world), emil)
    workflow.assign(clara, title="Free", section=sport)
    workflow.assign(clara, title="Elsewhere", section=sport, person=oskar)
    return late


def titles(response):
    return [plan.title for plan in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Late", "The bridge opens", "Free", "Elsewhere"]),
        ("?whose=unassigned", ["Free"]),
        ("?stands=late", ["Late"]),
        ("?stands=done", ["Done"]),
        ("?stands=dropped", ["Dropped"]),
        ("?q=bridge", ["The bridge opens"]),
    ],
)
def test_the_list_is_by_deadline_and_filtered(as_, plans, query, shown):
    assert titles(as_(people.chief()).get(LIST + query)) == shown


def test_the_list_shows_each_what_is_theirs(as_, plans, emil):
    assert titles(as_(people.reporter()).get(LIST)) == ["The bridge opens", "Free"]
    assert titles(as_(people.reporter()).get(LIST + "?whose=mine")) == ["The bridge opens"]
    assert titles(as_(emil).get(LIST + "?whose=desk")) == ["Late", "The bridge opens"]
    assert titles(as_(people.colleague()).get(LIST + "?stands=done")) == ["Done"]


def test_a_section_s_plans_are_those_of_its_subsections(as_, plans, world):
    europe = people.section("Europe", parent=world)
    workflow.assign(people.chief(), title="Brussels", section=europe)
    shown = titles(as_(people.chief()).get(f"{LIST}?section={world.pk}"))
    assert "Brussels" in shown
    assert "Free" not in shown


def test_the_four_times_have_a_column_each(as_, plan, emil, world, clock):
    story = people.article(people.reporter(), world)
    workflow.set_embargo(story, emil, clock.now + timedelta(hours=2))
    scheduled(story, world, at=clock.now + timedelta(hours=3))
    moments = {"deadline": clock.now, "planned_at": clock.now + timedelta(hours=1)}
    workflow.assign(emil, article=story, title="In time", section=world, **moments)
    page = as_(emil).get(LIST + "?stands=all&q=time").content.decode()
    columns = ("deadline", "slot", "embargo", "live")
    for column, shown in zip(columns, ("09:00", "10:00", "11:00", "12:00"), strict=True):
        cell = page.split(f"field-shown_{column}")[1].split("</td>")[0]
        assert f"3 Mar 2026, {shown}" in cell


def test_its_queries_don_t_grow_with_the_list(as_, emil, plan, world, django_assert_num_queries):
    client = as_(emil)
    for number in range(60):
        made = workflow.assign(emil, title=f"Story {number}", section=world, person=emil)
        if number % 2:
            workflow.begin(made, emil)
    # Session, person, permissions, desks; section choices, then the page of plans.
    with django_assert_num_queries(6):
        response = client.get(LIST)
    assert len(titles(response)) == 50


def test_an_empty_list_says_what_to_do(as_, emil):
    assert "Plan a story" in as_(emil).get(LIST).content.decode()
    assert "free to be taken" in as_(people.reporter()).get(LIST).content.decode()


# The form


def test_a_story_is_planned(as_, emil, world):
    rosa = people.reporter()
    typed = fields(
        title="Who mends the clock",
        brief="Ask the sexton.",
        section=world.pk,
        person=rosa.pk,
        deadline="2026-03-04T17:00",
        planned_at="2026-03-05T06:00",
    )
    response = as_(emil).post(ADD, typed)
    assert response.status_code == 302
    plan = Assignment.objects.get()
    assert (plan.title, plan.brief, plan.person) == (
        "Who mends the clock", "Ask the sexton.", rosa,
    )  # fmt: skip
    assert plan.deadline == datetime(2026, 3, 4, 17, tzinfo=UTC)
    assert plan.planned_at == datetime(2026, 3, 5, 6, tzinfo=UTC)
    assert plan.created_by == emil


def test_only_sections_and_people_that_fit_are_offered(as_, emil, world):
    people.section("Sport")
    people.outsider()
    left = people.colleague()
    left.is_active = False
    left.save()
    form = as_(emil).get(ADD).context["adminform"].form
    assert list(form.fields["section"].queryset) == [world]
    assert [each.username for each in form.fields["person"].queryset] == ["emil"]


def test_a_time_that_doesn_t_exist_is_asked_about(as_, emil, world):
    typed = fields(title="Clocks change", section=world.pk, deadline="2026-03-29T01:30")
    response = as_(emil).post(ADD, typed)
    assert "doesn&#x27;t exist" in response.content.decode()
    assert not Assignment.objects.exists()


def test_a_time_may_come_with_the_address(as_, emil):
    page = as_(emil).get(f"{ADD}?deadline=2026-03-04T17:00&planned_at=soon").content.decode()
    assert 'value="2026-03-04T17:00"' in page


def test_a_plan_is_changed(as_, emil, plan):
    as_(emil).post(address("change", plan), fields(plan, deadline="2026-03-09T12:00"))
    assert fresh(plan).deadline == datetime(2026, 3, 9, 12, tzinfo=UTC)
    assert fresh(plan).version == 2


def test_a_stale_save_is_refused_with_what_is_stored_and_goes_through_on_that(as_, emil, plan):
    typed = fields(plan, title="Mine")
    workflow.change_assignment(plan, people.chief(), title="The chief’s")
    response = as_(emil).post(address("change", plan), typed)
    page = response.content.decode()
    assert "Clara changed the plan" in page
    assert "The chief’s" in page
    assert 'value="Mine"' in page
    assert '<input type="hidden" name="seen" value="2">' in page
    as_(emil).post(address("change", plan), typed | {"seen": 2})
    assert fresh(plan).title == "Mine"


def test_a_refusal_stands_at_its_field(as_, emil, plan):
    workflow.begin(plan, people.reporter())
    typed = fields(fresh(plan), person=people.colleague().pk)
    form = as_(emil).post(address("change", plan), typed).context["adminform"].form
    assert form.errors["person"] == ["Oskar doesn't see its copy. Put them in the byline first."]


def test_its_writer_reads_it_and_changes_nothing(as_, plan):
    client = as_(people.reporter())
    page = client.get(address("change", plan)).content.decode()
    assert "Wednesday 4 March 2026, 09:00 (Europe/London)" in page
    assert 'name="title"' not in page
    assert client.post(address("change", plan), fields(plan, title="Mine")).status_code == 403
    assert fresh(plan).title == "The bridge opens"


# The acts


def offered(response):
    return [label for label, _url in response.context["acts"]]


def test_what_is_offered_is_what_each_may_do(as_, plan, emil, world):
    free = workflow.assign(emil, title="Free", section=world)
    expected = {
        (emil, plan): ["Begin writing", "Drop it"],
        (people.reporter(), plan): ["Begin writing", "Give it back"],
        (emil, free): ["Begin writing", "Take it", "Drop it"],
        (people.colleague(), free): ["Begin writing", "Take it"],
    }
    for (person, which), acts in expected.items():
        assert offered(as_(person).get(address("change", which))) == acts
    workflow.drop(plan, emil)
    assert offered(as_(emil).get(address("change", plan))) == ["Take it up again"]
    assert offered(as_(people.reporter()).get(address("change", plan))) == []


def test_begin_writing_leads_to_the_draft(as_, plan):
    client = as_(people.reporter())
    response = client.post(address("begin", plan))
    article = Article.objects.get()
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    assert said(response) == ["This is its draft."]
    assert client.post(address("begin", plan)).url == response.url
    assert "Open the copy" in client.get(address("change", plan)).content.decode()


def test_each_act_is_done_and_said(as_, plan, emil):
    rosa = people.reporter()
    steps = [
        (rosa, "give_back", "It isn't yours any more", None, False),
        (rosa, "take", "It is yours now.", rosa, False),
        (emil, "drop", "Dropped. You can take it up again", rosa, True),
        (emil, "resume", "It is planned again.", rosa, False),
    ]
    for person, act, message, writer, dropped in steps:
        response = as_(person).post(address(act, plan))
        assert response.url == address("change", plan)
        assert message in said(response)[-1]
        assert (fresh(plan).person, bool(fresh(plan).dropped_at)) == (writer, dropped)


def test_a_refused_act_says_why(as_, plan):
    response = as_(people.reporter()).post(address("drop", plan))
    assert said(response) == ["Only editors of World plan this. Ask one of them."]
    assert fresh(plan).dropped_at is None


@pytest.mark.parametrize("act", ["begin", "take", "give_back", "drop", "resume"])
def test_what_somebody_doesn_t_see_answers_as_if_there_were_none(as_, plan, act):
    for person in (people.colleague(), people.outsider(), people.editor(people.section("Sport"),
                                                                        name="nils")):  # fmt: skip
        assert as_(person).post(address(act, plan)).status_code == 404
    assert fresh(plan).version == 1


# The times beside the article


@pytest.fixture
def begun(plan):
    return workflow.begin(plan, people.reporter())


def test_the_article_s_form_asks_for_its_times(as_, begun):
    page = (
        as_(people.reporter())
        .get(reverse("admin:articles_article_change", args=[begun.pk]))
        .content.decode()
    )
    assert f'hx-get="{panel(begun)}"' in page


def test_the_four_times_stand_beside_the_article(as_, begun, emil, clock):
    workflow.set_embargo(begun, emil, clock.now + 3 * DAY)
    page = as_(people.reporter()).get(panel(begun), headers=HTMX).content.decode()
    shown = [part.split("<")[0].strip() for part in page.split("<dd>")[1:]]
    assert shown == [
        "Wednesday 4 March 2026, 09:00 (Europe/London)",
        "None",
        "Friday 6 March 2026, 09:00 (Europe/London)",
        "Not scheduled",
    ]


def test_the_brief_stands_beside_the_article_that_is_written_to_it(as_, begun, plan):
    Assignment.objects.filter(pk=plan.pk).update(brief="Ask the keeper <first>.")
    page = as_(people.reporter()).get(panel(begun), headers=HTMX).content.decode()
    assert "Ask the keeper &lt;first&gt;." in page


def test_an_editor_moves_deadline_and_slot_there(as_, begun, plan, emil):
    typed = {"seen": fresh(plan).version, "deadline": "2026-03-05T10:00",
             "planned_at": "2026-03-06T06:00"}  # fmt: skip
    response = as_(emil).post(panel(begun), typed, headers=HTMX)
    assert "The times are saved." in response.content.decode()
    assert fresh(plan).deadline == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert fresh(plan).planned_at == datetime(2026, 3, 6, 6, tzinfo=UTC)


def test_without_scripts_it_is_a_page_that_leads_back(as_, begun, plan, emil):
    client = as_(emil)
    assert "Back to the article" in client.get(panel(begun)).content.decode()
    typed = {"seen": fresh(plan).version, "deadline": "2026-03-05T10:00", "planned_at": ""}
    response = client.post(panel(begun), typed)
    assert response.url == reverse("admin:articles_article_change", args=[begun.pk])
    assert said(response) == ["The times are saved."]


def test_an_article_without_a_plan_gets_one_there(as_, story, emil):
    typed = {"seen": 0, "deadline": "2026-03-05T10:00", "planned_at": ""}
    as_(emil).post(panel(story), typed, headers=HTMX)
    plan = Assignment.objects.get(article=story)
    assert (plan.title, plan.section, plan.person) == (
        story.headline, story.section, people.reporter(),
    )  # fmt: skip
    assert plan.deadline == datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_the_reporter_reads_the_times_and_doesn_t_move_them(as_, begun, plan):
    client = as_(people.reporter())
    assert "<form" not in client.get(panel(begun), headers=HTMX).content.decode()
    typed = {"seen": fresh(plan).version, "deadline": "2027-03-05T10:00", "planned_at": ""}
    assert client.post(panel(begun), typed, headers=HTMX).status_code == 403
    assert fresh(plan).deadline == plan.deadline


def test_times_that_were_moved_since_are_not_overwritten(as_, begun, plan, emil):
    seen = fresh(plan).version
    workflow.change_assignment(fresh(plan), people.chief(), deadline=plan.deadline + DAY)
    typed = {"seen": seen, "deadline": "2026-03-20T10:00", "planned_at": ""}
    response = as_(emil).post(panel(begun), typed, headers=HTMX)
    assert response.status_code == 422
    assert "Clara changed the plan" in response.content.decode()
    assert fresh(plan).deadline == plan.deadline + DAY


def test_what_was_typed_wrongly_comes_back(as_, begun, plan, emil):
    typed = {"seen": 2, "deadline": "2026-10-25T01:30", "planned_at": "tomorrow"}
    response = as_(emil).post(panel(begun), typed, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 422
    assert "The first time: " in page
    assert 'value="tomorrow"' in page
    assert fresh(plan).deadline == plan.deadline


def test_copy_that_was_submitted_is_done(as_, begun, plan, emil):
    in_review(begun)
    tags = as_(emil).get(address("change", plan)).context["tags"]
    assert [tag.text for tag in tags] == ["In review"]
