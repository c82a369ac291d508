"""The home of the desk: what waits for each, what goes on, and what it costs to say so."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Buffer, Note, Outgoing, Presence
from tests import people
from tests.desk.steps import fresh, in_review, live, saved, scheduled

pytestmark = pytest.mark.django_db

HOME = reverse("admin:index")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def home(as_):
    """`home(person)`: the blocks of the page by key, each a list of (headline, facts)."""

    def blocks(person):
        response = as_(person).get(HOME)
        assert response.status_code == 200
        shown = [*response.context["waits"], *response.context["goes_on"]]
        return {
            block.key: [(each.headline, " · ".join(each.facts)) for each in block.entries]
            for block in shown
        }

    return blocks


@pytest.fixture
def emil(world):
    return people.editor(world)


def article(headline, by=None, section=None, **content):
    by = by or people.reporter()
    section = section or people.section("World")
    return people.article(by, section, headline=headline, **content)


def note(about, by, *mentioned, **more):
    made = Note.objects.create(
        article=about, person=by, text="Is the figure right?", written_at=about.created_at, **more
    )
    made.mentions.set(mentioned)
    return made


# What waits


def test_what_was_sent_back_waits_for_its_reporter_with_the_note(home, as_, emil, story, clock):
    workflow.send_back(in_review(story), emil, "Who paid for the hinge?")
    clock.tick(hours=3)
    rosa = people.reporter()
    assert home(rosa)["returned"] == [
        (story.headline, "by Emil, 3\N{NO-BREAK SPACE}hours ago · World")
    ]
    assert "Who paid for the hinge?" in as_(rosa).get(HOME).content.decode()
    assert "returned" not in home(people.colleague())


def test_what_was_sent_back_stays_until_it_moves_on(home, emil, story, clock):
    rosa = people.reporter()
    workflow.send_back(in_review(story), emil, "Once more")
    clock.tick()
    workflow.set_embargo(story, emil, clock.now + DAY)
    saved(story, rosa, kicker="Harbour")
    assert "returned" in home(rosa)
    clock.tick()
    workflow.submit(fresh(story), rosa)
    assert "returned" not in home(rosa)
    assert [headline for headline, _facts in home(rosa)["handed_in"]] == [story.headline]


def test_the_byline_makes_it_theirs_too(home, emil, world, clock):
    oskar = people.colleague()
    story = article("Two wrote it", author_ids=[people.byline(oskar).pk])
    workflow.submit(story, people.reporter())
    workflow.send_back(story, emil, "Once more")
    assert "returned" in home(oskar)


def test_what_is_to_review_comes_longest_waiting_first(home, emil, clock):
    first = in_review(article("First in"))
    clock.tick(hours=1)
    in_review(article("Second in"))
    clock.tick(hours=1)
    # A change in review doesn't send it to the end of the line.
    saved(first, emil, kicker="Mended")
    assert home(emil)["review"] == [
        ("First in", "submitted 2\N{NO-BREAK SPACE}hours ago · by Rosa · World"),
        ("Second in", "submitted 1\N{NO-BREAK SPACE}hour ago · by Rosa · World"),
    ]


def test_what_is_to_review_is_there_with_the_note_it_came_with(as_, emil, story):
    workflow.submit(story, story.created_by, "The figures first, please.")
    assert "The figures first, please." in as_(emil).get(HOME).content.decode()


def test_what_somebody_has_begun_is_there_last_saved_first(home, emil, world, clock):
    rosa, colleague = people.reporter(), people.colleague()
    first = article("First begun")
    clock.tick(hours=1)
    article("Second begun")
    article("A colleague’s", by=colleague)
    clock.tick(hours=1)
    saved(first, rosa, kicker="Harbour")
    headlines = [headline for headline, _facts in home(rosa)["drafts"]]
    assert headlines == ["First begun", "Second begun"]
    assert home(rosa)["drafts"][0][1] == "saved just now · World"
    workflow.spike(fresh(first), rosa)
    assert [headline for headline, _facts in home(rosa)["drafts"]] == ["Second begun"]
    assert "drafts" not in home(emil)


def test_a_draft_that_is_listed_above_is_not_listed_again(home, emil, story, world):
    rosa = people.reporter()
    workflow.send_back(in_review(story), emil, "Once more")
    plan = workflow.assign(emil, title="Night trams", section=world, person=rosa)
    workflow.begin(plan, rosa)
    assert home(rosa).keys() == {"returned", "assigned"}


def test_nobody_is_asked_to_review_their_own_but_who_may_publish_it(home, emil, clock):
    own = article("The editor’s own", by=emil)
    workflow.submit(own, emil)
    assert "review" not in home(emil)
    assert "handed_in" in home(emil)
    assert "review" in home(people.chief())


def test_other_desks_are_not_asked_to_review(home, story):
    in_review(story)
    sport = people.second_editor(people.section("Sport"))
    assert "review" not in home(sport)


def test_assignments_wait_for_whom_they_are_assigned_to_soonest_due_first(home, emil, clock):
    rosa, world = people.reporter(), people.section("World")
    for title, hours in (("Later", 30), ("Sooner", 5), ("Overdue", -1)):
        workflow.assign(
            emil, title=title, section=world, person=rosa, deadline=clock.now + hours * HOUR
        )
    workflow.assign(emil, title="Some day", section=world, person=rosa)
    assert home(rosa)["assigned"] == [
        ("Overdue", "was due today, 08:00, 1\N{NO-BREAK SPACE}hour ago · World"),
        ("Sooner", "due today, 14:00 · World"),
        ("Later", "due tomorrow, 15:00 · World"),
        ("Some day", "World"),
    ]


def test_what_is_late_waits_for_its_desk_until_it_is_submitted(home, emil, clock):
    rosa, world = people.reporter(), people.section("World")
    plan = workflow.assign(
        emil, title="Late", section=world, person=rosa, deadline=clock.now - HOUR
    )
    for planner in (emil, people.chief()):
        ((title, facts),) = home(planner)["late"]
        assert (title, facts.startswith("Rosa · was due today, 08:00")) == ("Late", True)
    assert "late" not in home(people.second_editor(people.section("Sport")))
    workflow.submit(workflow.begin(plan, rosa), rosa)
    assert "late" not in home(emil)


def test_reporters_see_what_they_may_take(home, emil, world, clock):
    workflow.assign(emil, title="Who mends the clock", section=world)
    assert home(people.colleague())["free"] == [("Who mends the clock", "World")]


def test_a_begun_assignment_leads_to_its_copy(as_, emil, world, clock):
    rosa = people.reporter()
    plan = workflow.assign(emil, title="Begun", section=world, person=rosa)
    begun = workflow.begin(plan, rosa)
    page = as_(rosa).get(HOME).content.decode()
    assert reverse("admin:articles_article_change", args=[begun.pk]) in page


def test_open_notes_wait_for_whom_they_mention(home, emil, story):
    rosa, clara = people.reporter(), people.chief()
    asked = note(story, clara, emil, rosa)
    for person in (emil, rosa):
        assert [headline for headline, _facts in home(person)["mentions"]] == [story.headline]
    assert "mentions" not in home(clara)
    asked.resolved_at, asked.resolved_by = asked.written_at, clara
    asked.save()
    assert "mentions" not in home(emil)


def test_a_reply_that_mentions_somebody_waits_while_the_note_is_open(home, emil, story):
    first = note(story, emil)
    note(story, people.reporter(), emil, parent=first)
    assert "mentions" in home(emil)


def test_a_note_on_an_article_that_somebody_doesn_t_see_stays_unseen(home, story):
    note(story, people.chief(), people.colleague())
    assert "mentions" not in home(people.colleague())


def test_text_that_wasn_t_saved_waits_for_its_writer_alone(home, emil, story, clock):
    rosa = people.reporter()
    common = {"form": uuid.uuid4(), "typed_at": clock.now - HOUR, "person": rosa}
    Buffer.objects.create(
        **common, article=story, based_on=1, content={"headline": ["Half a sentence"]}
    )
    Buffer.objects.create(**common | {"form": uuid.uuid4()}, content={})
    assert [headline for headline, _facts in home(rosa)["unsaved"]] == [
        "Without a headline",
        "Half a sentence",
    ]
    assert "unsaved" not in home(emil)


# What goes on


def test_what_begins_and_ends_today_and_tomorrow_is_told_in_the_order_of_time(
    as_, emil, world, clock
):
    morning = clock.now
    for headline, at in (
        ("Tomorrow’s", morning + 20 * HOUR),
        ("Today’s", morning + 3 * HOUR),
        ("After tomorrow’s", morning + 40 * HOUR),
    ):
        scheduled(article(headline), world, at=at)
    ending = live(article("Ending"), world)
    workflow.set_end(ending, emil, morning + 2 * HOUR)
    blocks = {block.key: block for block in as_(emil).get(HOME).context["goes_on"]}
    shown = {
        key: [(each.hour, each.tags[0].text, each.headline) for each in blocks[key].entries]
        for key in ("today", "tomorrow")
    }
    assert shown == {
        "today": [("11:00", "Ends", "Ending"), ("12:00", "Goes live", "Today’s")],
        "tomorrow": [("05:00", "Goes live", "Tomorrow’s")],
    }


def test_the_day_ends_at_midnight_in_the_newsroom(home, world, clock, settings):
    settings.TIME_ZONE = "America/New_York"  # 09:00 in London is 04:00 there
    scheduled(article("Late at night"), world, at=clock.now + 19 * HOUR)
    scheduled(article("Next day"), world, at=clock.now + 21 * HOUR)
    blocks = home(people.chief())
    assert [headline for headline, _facts in blocks["today"]] == ["Late at night"]
    assert [headline for headline, _facts in blocks["tomorrow"]] == ["Next day"]


def test_a_next_version_takes_over_and_nothing_ends(as_, emil, story, world, clock):
    published = live(story, world)
    clock.tick()
    workflow.submit(saved(published, people.reporter(), headline="It closes"), people.reporter())
    workflow.publish(fresh(story), emil, at=clock.now + HOUR)
    (block,) = as_(emil).get(HOME).context["goes_on"]
    assert [(each.tags[0].text, each.headline) for each in block.entries] == [
        ("Next version", "It closes")
    ]


def test_reporters_see_when_their_own_goes_live(home, story, world, clock):
    scheduled(story, world, at=clock.now + HOUR)
    assert "today" in home(people.reporter())
    assert "today" not in home(people.colleague())


def test_mail_that_failed_is_told_with_the_reason(as_, home, emil, story, clock):
    Outgoing.objects.create(
        person=emil, article=story, subject="Sent back: the bridge", text="…", path="/admin/",
        created_at=clock.now - HOUR, next_attempt_at=clock.now, attempts=2, error="No such host",
    )  # fmt: skip
    assert home(emil)["failing"] == [("Sent back: the bridge", "mail to Emil · since today, 08:00")]
    assert "failing" in home(people.chief())
    assert "failing" not in home(people.colleague())
    assert "No such host" in as_(emil).get(HOME).content.decode()


def test_who_writes_is_told_to_those_who_see_the_article(home, emil, story, clock):
    Presence.objects.create(
        article=story, person=people.reporter(), opened_at=clock.now, seen_at=clock.now,
        typed_at=clock.now, writes=True,
    )  # fmt: skip
    assert home(emil)["writing"] == [(story.headline, "Rosa · last key just now · World")]
    for person in (people.colleague(), people.reporter()):
        assert "writing" not in home(person)


# Empty


def steps(response):
    return [label for label, _url, _why in response.context["steps"]]


def test_an_empty_home_says_what_to_do_first(as_, db):
    chief = people.chief()
    assert steps(as_(chief).get(HOME)) == [
        "Make the sections", "Let people in", "Plan a story", "Write an article", "Bring in copy",
    ]  # fmt: skip
    world = people.section("World")
    assert steps(as_(people.chief()).get(HOME))[0] == "Plan a story"
    assert steps(as_(people.editor(world)).get(HOME))[0] == "Plan a story"
    assert steps(as_(people.reporter()).get(HOME)) == ["Write an article", "Bring in copy"]


def test_whoever_is_in_no_group_is_told_whom_to_ask(as_, story):
    response = as_(people.outsider()).get(HOME)
    assert "you are in no group yet" in response.content.decode()
    assert (response.context["waits"], response.context["steps"]) == ([], [])


def test_an_editor_without_a_desk_is_told_so(as_, db):
    page = as_(people.editor()).get(HOME).content.decode()
    assert "You are on no desk yet" in page


def test_signing_in_leads_home(client, story):
    people.reporter()
    typed = {"username": "rosa", "password": people.PASSWORD}
    assert client.post(reverse("admin:login"), typed).url == HOME


def test_what_people_wrote_is_escaped(as_, emil, clock):
    workflow.submit(article("<b>Bold</b>"), people.reporter())
    page = as_(emil).get(HOME).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "<b>Bold</b>" not in page


# What it costs

#: The tables that say who somebody is, asked on every page of the desk.
SIGNED_IN = ("django_session", "auth_permission")
WHO = 'FROM "articles_user" WHERE "articles_user"."id"'


def busy(emil, world, clock):
    """Fill every list of the editor's home to more than it looks at."""
    rosa = people.reporter()
    for number in range(21):
        returned = in_review(article(f"Returned {number}", by=emil))
        workflow.send_back(returned, people.chief(), "Once more")
        reviewed = in_review(article(f"Review {number}", by=rosa))
        note(reviewed, rosa, emil)
        coming = article(f"Coming {number}")
        scheduled(coming, world, at=clock.now + HOUR)
        for person in (emil, rosa, None):
            workflow.assign(
                emil, title=f"Plan {number}", section=world, person=person, deadline=clock.now
            )
        Outgoing.objects.create(
            person=emil, article=reviewed, subject="Failed", text="…", path="/admin/",
            created_at=clock.now, next_attempt_at=clock.now, attempts=1,
        )  # fmt: skip
        Presence.objects.create(
            article=reviewed, person=rosa, opened_at=clock.now, seen_at=clock.now,
            typed_at=clock.now, writes=True,
        )  # fmt: skip
        Buffer.objects.create(
            person=emil, form=uuid.uuid4(), content={"headline": ["New"]}, typed_at=clock.now
        )
        clock.tick()


def test_every_link_leads_to_a_whole_page(as_, emil, world, clock):
    busy(emil, world, clock)
    client = as_(emil)
    for block in client.get(HOME).context["waits"]:
        for address in {block.rest, *(entry.url for entry in block.shown[:1])} - {""}:
            answer = client.get(address)
            assert answer.status_code == 200
            assert "</html>" in answer.content.decode(), address


def test_it_costs_eight_queries_at_most_however_much_there_is(as_, emil, world, clock):
    busy(emil, world, clock)
    for person in (people.reporter(), emil, people.chief()):
        client = as_(person)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(HOME)
        asked = [each["sql"] for each in queries]
        own = [sql for sql in asked if not any(part in sql for part in (*SIGNED_IN, WHO))]
        assert len(own) <= 8, own
        assert not any("COUNT(" in sql for sql in own)
        counts = {block.key: block.count for block in response.context["waits"]}
        if person == emil:
            assert counts == dict.fromkeys(
                ("unsaved", "returned", "assigned", "mentions", "review", "late"), "20+"
            )
            assert all(len(block.shown) == 6 for block in response.context["waits"])
