"""What partners take: each change once, of their sections, and nothing before its moment."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Partner, Taking
from articles.wire.partners.views import urlpatterns
from tests import people
from tests.reader.stories import DAY, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return people.section("World")


def headlines(answer):
    return [each.get("title", each["pubStatus"]) for each in answer.json()["items"]]


def test_they_get_what_readers_see_and_then_what_has_changed(let_in, clock, world):
    _, partner = let_in()
    published(world, "Ferry late")
    clock.tick()
    first = partner.get()
    assert headlines(first) == ["Ferry late"]
    assert first.json()["more"] is False
    cursor = first.json()["next"].partition("since=")[2]
    assert headlines(partner.get(since=cursor)) == []
    clock.tick()
    published(world, "Ferry on time", since=clock.now)
    clock.tick()
    assert headlines(partner.get(since=cursor)) == ["Ferry on time"]


def test_page_by_page_nothing_is_missed_and_nothing_comes_twice(let_in, clock, world):
    _, partner = let_in()
    for number in range(7):
        published(world, f"Story {number}", since=DAY + timedelta(hours=number))
    clock.tick()
    found, cursor, more = [], "", True
    while more:
        answer = partner.get(since=cursor, limit=3).json()
        found += [each["title"] for each in answer["items"]]
        cursor, more = answer["next"].partition("since=")[2], answer["more"]
    assert sorted(found) == [f"Story {number}" for number in range(7)]


def test_what_was_withdrawn_is_cancelled_with_nothing_of_it(let_in, clock, world):
    _, partner = let_in()
    edition = published(world, "Ferry sunk", until=clock.now, withdrawn="It wasn't so.")
    clock.tick()
    (item,) = partner.get().json()["items"]
    assert item["pubStatus"] == "canceled"
    assert "Ferry" not in str(item)
    assert partner.get(f"articles/{edition.article_id}").json()["pubStatus"] == "canceled"


def test_they_get_their_sections_alone_with_what_is_within(let_in, clock, world):
    sport = people.section("Sport")
    football = people.section("Football", parent=sport)
    _, partner = let_in(sections=[sport])
    for section in (world, sport, football):
        published(section, f"In {section.name}")
    clock.tick()
    assert sorted(headlines(partner.get())) == ["In Football", "In Sport"]
    other = published(world, "Elsewhere")
    assert partner.get(f"articles/{other.article_id}").status_code == 404


def test_what_leaves_their_sections_is_cancelled_for_them(let_in, clock, world):
    sport = people.section("Sport")
    _, partner = let_in(sections=[sport])
    edition = published(sport, "Ferry race", until=DAY + timedelta(days=1))
    later = {"article": edition.article, "since": edition.ends_at, "first": edition.starts_at}
    published(world, "Ferry race", **later)
    clock.tick()
    assert headlines(partner.get()) == ["canceled"]


@pytest.mark.parametrize("allowed", [True, False])
def test_what_is_scheduled_is_for_those_alone_who_may_have_it(let_in, clock, world, allowed):
    _, partner = let_in(ahead=allowed)
    edition = published(world, "Budget", since=clock.now + timedelta(hours=3))
    assert headlines(partner.get()) == []
    assert partner.get(f"articles/{edition.article_id}").status_code == 404
    answer = partner.get("articles/ahead/")
    assert answer.status_code == (200 if allowed else 403)
    assert ("Budget" in answer.content.decode()) == allowed
    if allowed:
        (item,) = answer.json()["items"]
        assert item["embargoedUntil"].startswith("2026-03-03T12:00:00")
        assert "altIds" not in item


def test_no_address_of_the_wire_answers_without_a_token(client, let_in, world):
    edition = published(world, "Ferry late")
    routes = [str(pattern.pattern) for pattern in urlpatterns]
    assert len(routes) > 3
    for route in routes:
        path = f"/wire/v1/{route}".replace("<int:article_id>", str(edition.article_id))
        for answer in (client.get(path), client.post(path), client.put(path)):
            assert answer.status_code in {401, 405}
            assert "Ferry" not in answer.content.decode()


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "Basic abc", "wrong"])
def test_without_their_token_nobody_gets_anything(client, let_in, world, given):
    let_in()
    published(world)
    for path in ("articles/", "articles/1", "articles/ahead/"):
        answer = client.get(f"/wire/v1/{path}", headers={"Authorization": given})
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="wire"'
        assert answer["Content-Type"] == "application/problem+json"
    assert not Taking.objects.exists()


def test_a_closed_partner_and_an_old_token_get_nothing(let_in, world):
    partner, asking = let_in()
    assert asking.get().status_code == 200
    workflow.close_partner(partner, people.chief())
    assert asking.get().status_code == 401
    token = workflow.renew_token(partner, people.chief())
    assert asking.get().status_code == 401
    asking.headers["Authorization"] = f"Bearer {token}"
    assert asking.get().status_code == 200


def test_so_many_requests_a_minute_and_each_is_on_record(let_in, clock, world):
    partner, asking = let_in(a_minute=3)
    published(world, "Ferry late")
    clock.tick()
    statuses = [asking.get().status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert asking.get()["Retry-After"] == "60"
    clock.at(clock.now + timedelta(seconds=61))
    assert asking.get().status_code == 200
    taken = partner.takings.first()
    assert (taken.what, taken.status, taken.items) == ("GET /wire/v1/articles/", 200, 1)
    assert partner.takings.count() == 4


@pytest.mark.parametrize(
    "query", [{"since": "x"}, {"since": "9" * 18 + "-1"}, {"limit": "0"}, {"limit": "999"}]
)
def test_what_was_asked_wrongly_is_refused_in_a_sentence(let_in, query):
    answer = let_in()[1].get(**query)
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith(".")


def test_only_a_chief_lets_partners_in(world):
    for person in (people.reporter(), people.editor(world)):
        with pytest.raises(workflow.Refused, match="Only a chief editor"):
            workflow.make_partner(person, name="Echo")
    assert not Partner.objects.exists()
