"""The plan as calendar programs read it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from icalendar import Calendar

from articles import workflow
from articles.models import Article, CalendarFeed
from tests import people

pytestmark = pytest.mark.django_db

PAGE = "/admin/calendar/"


def subscribe(client, person):
    """Return the path of the person's new feed, as the page shows it once."""
    client.force_login(person)
    page = client.post(PAGE).content.decode()
    client.logout()
    return page.partition('value="http://testserver')[2].partition('"')[0] or pytest.fail(page)


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def events(client, path):
    return {str(event["summary"]): event for event in read(client, path).walk("VEVENT")}


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "http://testserver"


@pytest.fixture
def scheduled(clock):
    reporter, section = people.reporter(), people.section()
    article = people.article(reporter, section, headline="Ferry; sails, at “last”")
    workflow.submit(article, reporter)
    at = clock.now + timedelta(days=2)
    workflow.publish(article, people.editor(section), at=at, until=at + timedelta(days=3))
    return Article.objects.get(pk=article.pk)


def test_a_calendar_program_reads_what_is_planned(client, clock, scheduled):
    found = events(client, subscribe(client, people.editor(scheduled.section)))
    event = found["Goes live: Ferry; sails, at “last”"]
    assert event["dtstart"].dt == clock.now + timedelta(days=2)
    assert "World" in event["description"]
    assert str(event["url"]).startswith("http://testserver/admin/planner/")
    assert found["Ends: Ferry; sails, at “last”"]["dtstart"].dt == clock.now + timedelta(days=5)


def test_no_headline_breaks_out_of_its_line(client, clock, world):
    editor = people.editor(world)
    evil = "Ferry\r\nEND:VEVENT\rX-A:1\x0b\u2028\x85sails"
    workflow.assign(editor, title=evil, section=world, planned_at=clock.now + timedelta(days=1))
    path = subscribe(client, editor)
    assert list(events(client, path)) == ["Planned: Ferry END:VEVENT X-A:1 sails"]


def test_the_calendar_names_itself_and_says_when_to_look_again(client, scheduled):
    calendar = read(client, subscribe(client, people.editor(scheduled.section)))
    assert calendar["x-wr-calname"] == "The Newsroom: the plan"
    assert calendar["refresh-interval"].dt == timedelta(minutes=15)


def test_every_event_keeps_its_id_when_it_moves(client, clock, scheduled):
    editor = people.editor(scheduled.section)
    path = subscribe(client, editor)
    title = "Goes live: Ferry; sails, at “last”"
    before = events(client, path)[title]
    workflow.reschedule(scheduled.editions.get(), editor, clock.now + timedelta(days=1))
    after = events(client, path)[title]
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt == clock.now + timedelta(days=1)
    uids = [str(event["uid"]) for event in events(client, path).values()]
    assert len(uids) == len(set(uids))


def test_each_sees_what_they_see_at_the_desk(client, scheduled):
    assert events(client, subscribe(client, people.reporter()))
    assert not events(client, subscribe(client, people.colleague()))


def test_renewing_closes_the_old_address(client, scheduled):
    old = subscribe(client, people.reporter())
    new = subscribe(client, people.reporter())
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_closing_ends_it(client, scheduled):
    path = subscribe(client, people.reporter())
    client.force_login(people.reporter())
    assert "closed" in client.post(f"{PAGE}end/", follow=True).content.decode()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("gone", ["inactive", "not let in", "out of the newsroom"])
def test_whoever_has_gone_reads_nothing(client, scheduled, gone):
    reporter = people.reporter()
    path = subscribe(client, reporter)
    if gone == "inactive":
        reporter.is_active = False
        reporter.save()
    elif gone == "not let in":
        reporter.is_staff = False
        reporter.save()
    else:
        reporter.groups.remove(*Group.objects.all())
    assert client.get(path).status_code == 404


def test_an_address_that_never_was_is_like_any_other(client):
    assert client.get("/feeds/guessed/plan.ics").status_code == 404


def test_the_secret_is_stored_nowhere(client, scheduled):
    secret = subscribe(client, people.reporter()).split("/")[2]
    assert len(secret) >= 40
    row = CalendarFeed.objects.values().get()
    assert secret not in str(row)


def test_nobody_may_keep_or_list_it(client, scheduled):
    answer = client.get(subscribe(client, people.reporter()))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies


def test_the_page_says_when_a_program_read_it(client, clock, scheduled):
    path = subscribe(client, people.reporter())
    client.get(path)
    client.force_login(people.reporter())
    assert "A program read it last on" in client.get(PAGE).content.decode()


def test_reading_it_often_writes_once_a_minute(client, clock, scheduled):
    path = subscribe(client, people.reporter())
    client.get(path)
    first = CalendarFeed.objects.get().read_at
    clock.tick(seconds=30)
    client.get(path)
    assert CalendarFeed.objects.get().read_at == first
    clock.tick(seconds=60)
    client.get(path)
    assert CalendarFeed.objects.get().read_at > first


def test_it_costs_as_much_with_many_entries(
    client, clock, scheduled, django_assert_max_num_queries
):
    editor = people.editor(scheduled.section)
    path = subscribe(client, editor)
    with django_assert_max_num_queries(9):
        client.get(path)
    for number in range(20):
        article = people.article(people.reporter(), scheduled.section, headline=f"Ferry {number}")
        workflow.submit(article, people.reporter())
        workflow.publish(article, editor, at=clock.now + timedelta(days=number + 1))
    with django_assert_max_num_queries(9):
        assert len(events(client, path)) == 22
