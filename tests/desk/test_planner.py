"""The planner: what it shows to whom, in how many queries, and what to look out for."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.desk.planner.entries import Filters, chain, entries
from articles.models import Article, Edition
from articles.workflow.placing import place
from articles.workflow.planning import assign
from tests import people
from tests.desk.steps import fresh, saved

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
#: The clock of the tests stands at nine on this Tuesday.
TUESDAY = date(2026, 3, 3)
NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
def emil(clock, world):
    return people.editor(world)


@pytest.fixture
def make(world, clock):
    """`make("Name", at)`: a scheduled article of the reporter's; without a time one in review."""

    def make(headline, at=None, until=None, section=world):
        article = people.article(people.reporter(), section, headline=headline)
        workflow.submit(article, article.created_by)
        if at:
            workflow.publish(fresh(article), people.chief(), at=at, until=until)
        return fresh(article)

    return make


@pytest.fixture
def week(as_):
    """`week(person, day, **asked)`: the HTML of a page of the planner as this person gets it."""

    def week(person, day=TUESDAY, view="week", **asked):
        answer = as_(person).get(reverse(f"desk:planner_{view}", args=[day]), asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return week


def shown(html):
    """Return the entries of a page in order: kind, time and headline."""
    item = r'<li class="plan-entry plan-([\w-]+)'
    return re.findall(item + r"[^>]*>.*?(?:<b>(.*?)</b>.*?)?<em>.*?<span>(.*?)</span>", html)


def kinds(found):
    return [(entry.kind.slug, entry.at) for entry in found]


# What there is


def test_all_that_is_planned_of_an_article_is_an_entry(make, emil, world):
    article = make("Bridge", NINE + HOUR, NINE + 5 * HOUR)
    workflow.submit(saved(article, emil, headline="Bridge again"), emil)
    workflow.publish(fresh(article), people.chief(), at=NINE + 2 * HOUR, until=NINE + 4 * HOUR)
    place(article, emil, section=world, slot=1, at=NINE + HOUR, until=NINE + 3 * HOUR)
    plan = {"title": "Bridge", "section": world, "article": article}
    assign(emil, **plan, deadline=NINE + HOUR, planned_at=NINE + 2 * HOUR)
    assert kinds(entries(emil, NINE, NINE + DAY)) == [
        ("first", NINE + HOUR),
        ("placed", NINE + HOUR),
        ("next", NINE + 2 * HOUR),
        ("placed-end", NINE + 3 * HOUR),
        ("end", NINE + 4 * HOUR),
    ]
    # Its plan is fulfilled, so it isn't shown; but moving all that waits moves it too.
    assert ("slot", NINE + 2 * HOUR) in kinds(chain(emil, article.pk))


def test_embargoes_slots_and_deadlines_are_entries(story, emil, world):
    workflow.set_embargo(story, emil, NINE + 3 * HOUR)
    assign(emil, title="Ferries", section=world, deadline=NINE + HOUR, planned_at=NINE + 2 * HOUR)
    found = entries(emil, NINE, NINE + DAY)
    assert [(each.kind.slug, each.headline, each.state) for each in found] == [
        ("deadline", "Ferries", "no copy yet"),
        ("slot", "Ferries", "no copy yet"),
        ("embargo", people.HEADLINE, "draft"),
    ]


def test_a_period_has_its_first_moment_and_not_its_last(make, emil):
    make("Bridge", NINE + HOUR)
    assert len(entries(emil, NINE + HOUR, NINE + 2 * HOUR)) == 1
    assert entries(emil, NINE, NINE + HOUR) == []


def test_what_is_past_tells_how_it_went(make, emil, clock, week):
    article = make("Bridge", NINE + HOUR)
    clock.tick(hours=2)
    workflow.withdraw(article, people.chief(), "The bridge is somewhere else.")
    clock.tick()
    states = [
        (each.kind.slug, each.state, each.movable) for each in entries(emil, NINE, NINE + DAY)
    ]
    assert states == [("first", "withdrawn", False), ("end", "withdrawn", False)]


def test_what_has_no_time_lies_in_the_pile(make, emil, world, week):
    make("In review")
    make("Scheduled", NINE + 30 * DAY)
    assign(emil, title="Without a slot", section=world)
    assign(emil, title="With a slot", section=world, planned_at=NINE + 30 * DAY)
    assert shown(week(emil)) == [("review", "", "In review"), ("unplanned", "", "Without a slot")]


# Who sees what


@pytest.mark.parametrize(
    ("who", "sees", "moves"),
    [("rosa", 4, 0), ("oskar", 0, 0), ("emil", 4, 4), ("nils", 0, 0), ("clara", 4, 4)],
)
def test_who_sees_and_who_moves(make, emil, world, who, sees, moves):
    persons = {
        "rosa": people.reporter(),
        "oskar": people.colleague(),
        "emil": emil,
        "nils": people.second_editor(people.section("Sport"), name="nils"),
        "clara": people.chief(),
    }
    article = make("Bridge", NINE + HOUR)
    place(article, emil, section=world, slot=1, at=NINE + HOUR)
    assign(emil, title="Ferries", section=world, person=people.reporter(), deadline=NINE + HOUR)
    draft = make("Tide tables")
    workflow.set_embargo(draft, emil, NINE + HOUR)
    found = entries(persons[who], NINE, NINE + DAY)
    assert (len(found), sum(each.movable for each in found)) == (sees, moves)


def test_only_who_arranges_the_site_s_front_moves_what_stands_there(make, emil):
    article = make("Bridge", NINE + HOUR)
    place(article, people.chief(), section=None, slot=1, at=NINE + HOUR)
    movable = {who: {each.what for each in entries(who, NINE, NINE + DAY) if each.movable}
               for who in (emil, people.chief())}  # fmt: skip
    assert movable == {emil: {"start"}, people.chief(): {"start", "placement"}}


# The address


def test_a_section_comes_with_its_subsections(make, week, world):
    africa, sport = people.section("Africa", parent=world), people.section("Sport")
    make("In World", NINE + HOUR)
    make("In Africa", NINE + 2 * HOUR, section=africa)
    make("In Sport", NINE + 3 * HOUR, section=sport)
    chief = people.chief()

    def headlines(**asked):
        return [headline for _, _, headline in shown(week(chief, **asked))]

    assert headlines(section=world.pk) == ["In World", "In Africa"]
    assert headlines(section=africa.pk) == ["In Africa"]
    assert headlines() == headlines(section="x") == ["In World", "In Africa", "In Sport"]


def test_a_person_is_found_by_what_they_began_signed_or_were_assigned(make, emil, world):
    make("Rosa's", NINE + HOUR)
    oskar = people.colleague()
    signed = people.byline(oskar).pk
    article = people.article(emil, world, headline="Oskar signs", author_ids=[signed])
    workflow.publish(article, people.chief(), at=NINE + HOUR)
    assign(emil, title="Oskar writes", section=world, person=oskar, deadline=NINE + 2 * HOUR)
    found = entries(people.chief(), NINE, NINE + DAY, Filters(person=oskar.pk))
    assert [each.headline for each in found] == ["Oskar signs", "Oskar writes"]
    began = entries(people.chief(), NINE, NINE + DAY, Filters(person=emil.pk))
    assert [each.headline for each in began] == ["Oskar signs"]


def test_links_carry_the_filters_on(week, emil, world):
    html = week(emil, section=world.pk, gap=6)
    following = reverse("desk:planner_week", args=[TUESDAY + 7 * DAY])
    assert f'href="{following}?section={world.pk}&amp;gap=6" rel="next"' in html


def test_the_planner_opens_with_this_week(as_, emil):
    answer = as_(emil).get(reverse("desk:planner"), {"section": "3"})
    assert answer.url == reverse("desk:planner_week", args=[TUESDAY]) + "?section=3"


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31", "2026-3-3"])
def test_there_is_no_such_day(as_, emil, day):
    assert as_(emil).get(f"/admin/planner/week/{day}/").status_code == 404


def test_every_view_shows_its_days(make, emil, week):
    make("This day", NINE + HOUR)
    make("This week", NINE + 5 * DAY)
    make("This month", NINE + 20 * DAY)
    counts = [len(shown(week(emil, view=view))) for view in ("day", "week", "month")]
    assert counts == [1, 2, 3]


def test_a_month_shows_the_first_of_a_full_day_and_leads_to_the_others(make, emil, week):
    for minutes in range(10):
        make(f"Story {minutes}", NINE + HOUR + minutes * timedelta(minutes=10))
    html = week(emil, view="month")
    assert len(shown(html)) == 8
    day = reverse("desk:planner_day", args=[TUESDAY])
    assert f'<a class="plan-more" href="{day}">2 more on 3 Mar</a>' in html


def test_what_others_wrote_is_shown_as_text(make, emil, week):
    make("<script>alert(1)</script>", NINE + HOUR)
    html = week(emil)
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize(
    ("view", "before", "after"),
    [
        ("day", "2026-03-02", "2026-03-04"),
        ("week", "2026-02-24", "2026-03-10"),
        ("month", "2026-02-01", "2026-04-01"),
    ],
)
def test_there_is_a_way_to_the_days_before_and_after(emil, week, view, before, after):
    html = week(emil, view=view)
    for day, rel in ((before, "prev"), (after, "next")):
        assert f'href="/admin/planner/{view}/{day}/" rel="{rel}"' in html


def test_an_empty_plan_says_what_to_do_first(emil, week, make):
    assert "Nothing is planned here. Schedule an article from its form." in week(emil)
    make("In review")
    assert "or drag something from the pile to a time" in week(emil)


def test_who_plans_nothing_is_asked_for_no_gaps_and_shown_no_people(week, make, emil):
    make("Bridge", NINE + HOUR)
    for asking, person in ((True, emil), (False, people.reporter())):
        html = week(person)
        assert ('name="gap"' in html, 'name="person"' in html) == (asking, asking)
        assert ("gap of more than" in html or "gaps of more than" in html) == asking


# What to look out for


def test_a_gap_is_daytime_in_which_nothing_goes_live(make, emil, week):
    make("One", datetime(2026, 3, 4, 8, tzinfo=UTC))
    make("Two", datetime(2026, 3, 4, 14, tzinfo=UTC))
    wednesday = TUESDAY + DAY
    html = week(emil, wednesday, view="day", gap=3)
    assert "2 gaps of more than 3 h between 06:00 and 23:00" in html
    assert "Wed 4 Mar, 08:00 to 14:00" in html
    assert "Wed 4 Mar, 14:00 to 23:00" in html
    assert "1 gap of more than 6 h" in week(emil, wednesday, view="day", gap=6)
    assert "gap of" not in week(emil, wednesday, view="day", gap=0)


def test_a_gap_that_is_over_is_none(emil, week):
    assert "Tue 3 Mar, 09:00 to 23:00" in week(emil, view="day", gap=3)
    assert "gap of" not in week(emil, TUESDAY - DAY, view="day", gap=3)


@pytest.mark.parametrize(
    ("section", "apart", "words"),
    [
        ("Sport", timedelta(seconds=59), "At the same minute as"),
        ("Sport", timedelta(minutes=1), ""),
        ("World", timedelta(minutes=5), "Within five minutes in the same section as"),
        ("World", timedelta(minutes=6), ""),
    ],
)
def test_collisions(make, week, section, apart, words):
    make("One", NINE + HOUR)
    make("Two", NINE + HOUR + apart, section=people.section(section))
    html = week(people.chief(), view="day")
    assert re.findall(r"<strong>(.*?)</strong></a></li>", html) == (
        [f"{words} “Two”", f"{words} “One”"] if words else []
    )


def test_an_article_that_ends_before_it_leaves_the_front_is_told(make, emil, world, week):
    article = make("Bridge", NINE + HOUR)
    place(article, emil, section=world, slot=1, at=NINE + HOUR, until=NINE + 5 * HOUR)
    edition = Edition.objects.get()
    assert "before it leaves the front" not in week(emil)
    workflow.reschedule(edition, emil, edition.starts_at, NINE + 4 * HOUR)
    assert "The article ends before it leaves the front" in week(emil)


# What it costs


@pytest.fixture
def busy(world, clock):
    """500 entries in this week, of articles in several sections."""
    sections = [world, *(people.section(name, parent=world) for name in ("Africa", "Asia"))]
    rosa = people.reporter()
    articles = [
        Article(headline=f"Story {n}", slug=f"s-{n}", section=sections[n % 3], created_by=rosa)
        for n in range(500)
    ]
    Article.objects.bulk_create(articles)
    Edition.objects.bulk_create(
        article.as_edition(NINE + n * timedelta(minutes=15)) for n, article in enumerate(articles)
    )
    return articles


@pytest.mark.parametrize("who", ["chief", "editor", "reporter"])
def test_500_entries_take_six_queries_with_signing_in(
    busy, client, world, django_assert_max_num_queries, who
):
    somebody = people.editor(world) if who == "editor" else getattr(people, who)()
    client.force_login(somebody)
    with django_assert_max_num_queries(6):
        html = client.get(reverse("desk:planner_week", args=[TUESDAY])).content.decode()
    assert len(shown(html)) == 500
    assert len(html) < 400_000
