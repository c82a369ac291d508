"""Planning: who writes what until when."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from articles import permissions, workflow
from articles.models import Article, Assignment, Outgoing
from tests import people
from tests.racing import while_uncommitted

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def plan(emil, rosa, world, clock):
    """Rosa's, due tomorrow."""
    planned = workflow.assign(
        emil,
        title="The bridge opens",
        brief="Ask the engineer about the hinge.",
        section=world,
        person=rosa,
        deadline=clock.now + DAY,
        planned_at=clock.now + 2 * DAY,
    )
    clock.tick()
    return planned


@pytest.fixture
def free(emil, world, clock):
    """Nobody's."""
    return workflow.assign(emil, title="Who mends the tower clock", section=world)


@pytest.fixture
def mail():
    """`mail(person)`: the subjects of what this person is to be told, oldest first."""
    return lambda person: list(
        Outgoing.objects.filter(person=person).order_by("pk").values_list("subject", flat=True)
    )


@pytest.fixture(autouse=True)
def addresses(rosa, oskar, emil):
    for person in (rosa, oskar, emil):
        person.email = f"{person.username}@newsroom.test"
        person.save()


def fresh(plan):
    return Assignment.objects.get(pk=plan.pk)


@contextmanager
def refused(reason, field=""):
    with pytest.raises(workflow.Refused, match=reason) as refusal:
        yield
    assert refusal.value.field == field


# Assigning


def test_a_plan_says_who_writes_what_until_when_for_which_place(plan, emil, rosa, world, clock):
    stored = fresh(plan)
    assert (stored.title, stored.section, stored.person) == ("The bridge opens", world, rosa)
    assert stored.deadline == clock.now - timedelta(seconds=1) + DAY
    assert (stored.created_by, stored.article, stored.awaits_copy) == (emil, None, True)


def test_whom_it_is_assigned_to_is_told(plan, rosa, emil, mail):
    assert mail(rosa) == ["Assigned to you: The bridge opens"]
    told = Outgoing.objects.get(person=rosa)
    assert "Ask the engineer about the hinge." in told.text
    assert "Deadline: 4 March 2026, 09:00 (Europe/London)" in told.text
    assert told.path == f"/admin/articles/assignment/{plan.pk}/change/"


def test_nobody_is_told_of_what_they_assign_to_themselves(emil, world, mail):
    workflow.assign(emil, title="A column", section=world, person=emil)
    assert mail(emil) == []


def test_only_editors_of_the_section_plan_it(rosa, nils, world, clock):
    for by in (rosa, nils):
        with refused("World isn't your desk", "section"):
            workflow.assign(by, title="The bridge opens", section=world)
    assert not Assignment.objects.exists()


def test_a_chief_plans_for_every_section(clara, world, sport):
    for section in (world, sport):
        assert workflow.assign(clara, title="The cup", section=section).section == section


def test_nothing_is_planned_without_a_section_or_a_title(emil, world):
    with refused("Choose the section", "section"):
        workflow.assign(emil, title="The bridge opens")
    with refused("in a line", "title"):
        workflow.assign(emil, title="  ", section=world)


def test_only_people_who_write_are_assigned_something(emil, otto, world):
    with refused("Otto may not write articles here", "person"):
        workflow.assign(emil, title="The bridge opens", section=world, person=otto)


# Copy that exists already


def test_copy_that_exists_gets_a_plan(draft, emil, rosa, clock):
    plan = workflow.assign(
        emil, article=draft, title=draft.headline, section=draft.section, deadline=clock.now + DAY
    )
    assert fresh(plan).article == draft


def test_an_article_has_one_plan(draft, emil, world):
    workflow.assign(emil, article=draft, title="Once", section=world)
    with refused("planned already"):
        workflow.assign(emil, article=draft, title="Twice", section=world)


def test_the_article_of_another_desk_is_not_planned(draft, nils, sport):
    with refused("isn't yours to see"):
        workflow.assign(nils, article=draft, title="Theirs", section=sport)


def test_copy_in_review_isn_t_awaited(in_review, emil, world):
    assert not workflow.assign(emil, article=in_review, title="In", section=world).awaits_copy


def test_begun_copy_is_assigned_only_to_who_sees_it(plan, emil, rosa, oskar):
    signs_as = people.byline(oskar)
    article = workflow.begin(plan, rosa)
    with refused("Put them in the byline first", "person"):
        workflow.change_assignment(fresh(plan), emil, person=oskar)
    copy = Article.objects.get(pk=article.pk)
    copy.author_ids = [signs_as.pk]
    workflow.save_copy(copy, rosa, based_on=copy.version)
    workflow.change_assignment(fresh(plan), emil, person=oskar)
    assert fresh(plan).person == oskar


# Changing


def test_a_new_deadline_is_told_to_whoever_writes(plan, emil, rosa, clock, mail):
    workflow.change_assignment(plan, emil, deadline=clock.now + 3 * DAY)
    assert fresh(plan).deadline == clock.now + 3 * DAY
    assert mail(rosa)[1:] == ["New deadline: The bridge opens"]


def test_mail_has_its_dates_in_english_whatever_readers_speak(plan, emil, rosa, settings, clock):
    settings.LANGUAGE_CODE = "es"
    workflow.change_assignment(plan, emil, deadline=clock.now + 2 * DAY)
    told = Outgoing.objects.filter(person=rosa).latest("pk").text
    assert "Deadline: 5 March 2026, 09:00 (Europe/London)." in told


def test_a_moved_slot_is_told_to_nobody(plan, emil, rosa, clock, mail):
    workflow.change_assignment(plan, emil, planned_at=clock.now + 5 * DAY)
    assert fresh(plan).planned_at == clock.now + 5 * DAY
    assert len(mail(rosa)) == 1


def test_of_two_writers_each_is_told_what_changed_for_them(plan, emil, rosa, oskar, mail):
    workflow.change_assignment(plan, emil, person=oskar)
    assert mail(rosa)[1:] == ["No longer yours: The bridge opens"]
    assert mail(oskar) == ["Assigned to you: The bridge opens"]


def test_a_change_that_changes_nothing_tells_nobody_and_makes_no_version(plan, emil, rosa, mail):
    workflow.change_assignment(plan, emil, person=rosa, deadline=plan.deadline)
    assert (fresh(plan).version, len(mail(rosa))) == (1, 1)


def test_its_writer_does_not_move_the_deadline(plan, rosa, clock):
    with refused("Only editors of World plan this"):
        workflow.change_assignment(plan, rosa, deadline=clock.now + 9 * DAY)


def test_other_desks_don_t_see_it(plan, nils, oskar, otto):
    for by in (nils, oskar, otto):
        with refused("isn't yours to see"):
            workflow.change_assignment(plan, by, title="Ours now")


def test_it_isn_t_moved_to_a_section_that_somebody_doesn_t_plan(plan, emil, sport):
    with refused("Sport isn't your desk", "section"):
        workflow.change_assignment(plan, emil, section=sport)


def test_a_change_on_a_plan_that_was_changed_since_is_refused(plan, emil, ada, clock):
    seen = fresh(plan)
    workflow.change_assignment(plan, ada, title="The bridge opens late")
    with refused("Ada changed the plan on 3 March 2026, 09:00 .*Look at it again"):
        workflow.change_assignment(seen, emil, title="The bridge opens early")
    assert fresh(plan).title == "The bridge opens late"


# Beginning


def test_beginning_makes_the_draft_of_whoever_writes(plan, emil, rosa, world):
    signs_as = people.byline(rosa)
    article = workflow.begin(plan, emil)
    assert (article.headline, article.section) == ("The bridge opens", world)
    assert (article.created_by, article.author_ids) == (rosa, [signs_as.pk])
    assert article.state == Article.State.DRAFT
    assert fresh(plan).article == article
    assert article.history.get().history_change_reason == "Begun from its assignment by Emil"


def test_begun_twice_it_is_the_same_article(plan, emil, rosa):
    first = workflow.begin(plan, rosa)
    assert workflow.begin(plan, rosa) == workflow.begin(plan, emil) == first
    assert Article.objects.count() == 1


def test_whoever_begins_what_nobody_has_writes_it(free, oskar):
    article = workflow.begin(free, oskar)
    assert article.created_by == fresh(free).person == oskar


def test_another_desk_does_not_begin_what_has_a_writer(plan, oskar, nils):
    for by in (oskar, nils):
        with refused("isn't yours to see"):
            workflow.begin(plan, by)
    assert not Article.objects.exists()


def test_nobody_begins_for_somebody_who_left(plan, emil, rosa):
    rosa.is_active = False
    rosa.save()
    with refused("Rosa may not write articles here", "person"):
        workflow.begin(plan, emil)


def test_four_eyes_hold_for_copy_that_an_editor_began_for_its_reporter(plan, emil, rosa):
    article = workflow.begin(plan, emil)
    assert permissions.wrote_or_submitted(rosa, article)
    assert not permissions.wrote_or_submitted(emil, article)


# Taking and giving back


def test_a_reporter_takes_what_nobody_has_and_gives_it_back(free, oskar, emil, mail):
    workflow.take(free, oskar)
    workflow.take(free, oskar)
    assert (fresh(free).person, fresh(free).version) == (oskar, 2)
    workflow.give_back(free, oskar)
    assert fresh(free).person is None
    assert mail(emil) == ["Given back: Who mends the tower clock"]


def test_what_somebody_has_is_not_taken(plan, ada):
    with refused("Rosa has it already"):
        workflow.take(plan, ada)


def test_begun_copy_is_not_given_back(plan, rosa):
    workflow.begin(plan, rosa)
    with refused("Its copy is begun"):
        workflow.give_back(plan, rosa)


def test_nobody_gives_back_for_others(plan, emil):
    with refused("It is Rosa's"):
        workflow.give_back(plan, emil)


# Dropping


def test_what_is_dropped_can_be_taken_up_again(plan, emil, rosa, clock, mail):
    workflow.drop(plan, emil)
    workflow.drop(plan, emil)
    assert fresh(plan).dropped_at == clock.now
    workflow.resume(plan, emil)
    workflow.resume(plan, emil)
    assert (fresh(plan).dropped_at, fresh(plan).version) == (None, 3)
    assert mail(rosa)[1:] == [
        "“The bridge opens” was dropped",
        "“The bridge opens” is taken up again",
    ]


def test_nothing_is_done_with_what_was_dropped(plan, emil, rosa):
    workflow.drop(plan, emil)
    with refused("It was dropped"):
        workflow.begin(plan, rosa)
    with refused("It was dropped"):
        workflow.change_assignment(fresh(plan), emil, title="Another")


def test_its_writer_does_not_drop_it(plan, rosa):
    with refused("Only editors of World plan this"):
        workflow.drop(plan, rosa)


# Late


@pytest.mark.parametrize(
    ("done", "late"),
    [("nothing", True), ("begun", True), ("submitted", False), ("sent back", True),
     ("spiked", False), ("dropped", False)],
)  # fmt: skip
def test_it_is_late_while_the_deadline_is_past_and_the_copy_isn_t_in(
    plan, emil, rosa, clock, done, late
):
    acts = {
        "begun": lambda article: None,
        "submitted": lambda article: workflow.submit(article, rosa),
        "sent back": lambda article: (
            workflow.submit(article, rosa),
            workflow.send_back(article, emil, "Where is the mayor?"),
        ),
        "spiked": lambda article: workflow.spike(article, emil),
        "dropped": lambda article: workflow.drop(plan, emil),
    }
    if done != "nothing":
        acts[done](workflow.begin(plan, rosa))
    assert not Assignment.objects.late(clock.now).exists()
    at = plan.deadline
    assert fresh(plan).is_late(at) is late
    assert Assignment.objects.late(at).exists() is late


# Who sees what


def test_the_list_and_the_rule_agree_for_everybody(plan, free, draft, emil, ada, world, request):
    workflow.assign(emil, article=draft, title="Begun elsewhere", section=world)
    workflow.drop(workflow.assign(emil, title="Given up", section=world), emil)
    for name in ("rosa", "oskar", "emil", "ada", "nils", "clara", "otto"):
        person = request.getfixturevalue(name)
        listed = set(permissions.visible_assignments(person))
        ruled = {
            each for each in Assignment.objects.all() if permissions.sees_assignment(person, each)
        }
        assert listed == ruled, name


def test_reporters_see_their_own_and_what_they_may_take(plan, free, rosa, oskar):
    assert set(permissions.visible_assignments(rosa)) == {plan, free}
    assert set(permissions.visible_assignments(oskar)) == {free}


# Together


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_both_get_the_same_article(plan, emil, rosa):
    first = []
    second, waited = while_uncommitted(
        lambda: first.append(workflow.begin(plan, rosa)), lambda: workflow.begin(plan, emil)
    )
    assert waited
    assert [second] == first
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_is_refused(free, rosa, oskar):
    second, waited = while_uncommitted(
        lambda: workflow.take(free, rosa), lambda: workflow.take(free, oskar)
    )
    assert waited
    assert isinstance(second, workflow.Refused)
    assert fresh(free).person == rosa


@pytest.mark.django_db(transaction=True)
def test_a_new_deadline_and_a_submission_at_once_both_hold(plan, emil, rosa, clock):
    article = workflow.begin(plan, rosa)
    seen = fresh(plan)
    _event, waited = while_uncommitted(
        lambda: workflow.change_assignment(seen, emil, deadline=clock.now + 9 * DAY),
        lambda: workflow.submit(article, rosa),
    )
    assert waited
    assert (fresh(plan).deadline, fresh(plan).awaits_copy) == (clock.now + 9 * DAY, False)
