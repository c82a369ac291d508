"""What all answers of the API have in common."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Edition, Section
from tests import people
from tests.reader.stories import DAY, published

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/"
ADDRESSES = ("", "openapi.json", "articles/", "changes/", "sections/")


def test_the_index_leads_everywhere(client):
    index = client.get(ROOT).json()
    for name in ("url", "openapi", "articles", "changes", "sections"):
        assert client.get(index[name]).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_for_everyone_and_for_pages_of_other_sites(client, address):
    response = client.get(ROOT + address)
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "no-cache"
    assert "Vary" not in response
    assert not response.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_an_answer_already_gets_304(client, address):
    etag = client.get(ROOT + address)["ETag"]
    again = client.get(ROOT + address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get(ROOT + address, headers={"if-none-match": '"other"'}).status_code == 200


def test_another_edition_is_another_answer(client, world):
    edition = published(world, until=DAY.replace(hour=9))
    address = f"{ROOT}articles/{edition.article_id}/"
    published(world, "Second", since=DAY.replace(hour=9), first=DAY, article=edition.article)
    etag = client.get(address)["ETag"]
    Edition.objects.filter(headline="Second").update(ends_at=None)
    assert client.get(address)["ETag"] == etag
    Section.objects.update(name="The world")
    assert client.get(address)["ETag"] != etag


def test_head_says_what_get_would(client):
    got, head = client.get(f"{ROOT}sections/"), client.head(f"{ROOT}sections/")
    assert head.content == b""
    assert head.headers == got.headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", [*ADDRESSES, "articles/1/", "authors/x/"])
def test_nothing_can_be_changed(method, address):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(ROOT + address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 405


def test_browsers_may_ask_first(client):
    response = client.options(f"{ROOT}articles/")
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["nothing/", "articles/x/", "articles//", "a\nb", "a\0b", "x"])
def test_what_is_not_there_is_said_to_programs_too(client, address):
    for method in (client.get, client.post):
        response = method(ROOT + address)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"] == "There is nothing at this address."


def test_a_slash_that_is_missing_is_put_there(client):
    response = client.get(f"{ROOT}articles?limit=1&section=world")
    assert (response.status_code, response["Location"]) == (
        301,
        f"{ROOT}articles/?limit=1&section=world",
    )
    assert client.get("/api/v1").status_code == 301


def test_errors_of_a_parameter_are_for_everyone_too(client):
    response = client.get(f"{ROOT}sections/?page=2")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (400, "*")
    assert response.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Not right: page.",
        "errors": [
            {"parameter": "page", "detail": "There is no such parameter here. There is: none."}
        ],
    }


def test_a_flood_of_parameters_is_refused(client):
    response = client.get(f"{ROOT}sections/?{'&'.join(f'a{n}=' for n in range(2000))}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_staff_get_it_as_of_any_moment_and_others_dont(client, clock, world):
    published(world, "Over by now", until=DAY.replace(hour=9))
    article = people.article(people.reporter(), world, headline="Tomorrow's")
    people.edition(article, clock.now.replace(day=4))
    then = reverse("desk:as_of", args=[DAY, f"{ROOT}articles/"])
    ahead = reverse("desk:as_of", args=[clock.now.replace(day=5), f"{ROOT}changes/"])
    assert client.get(then).status_code == 302
    client.force_login(people.editor(world))
    response = client.get(then)
    assert [article["headline"] for article in response.json()["articles"]] == ["Over by now"]
    for name in ("Access-Control-Allow-Origin", "ETag"):
        assert name not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"].startswith("no-store, private")
    changes = client.get(ahead).json()["changes"]
    assert [change["kind"] for change in changes] == ["published", "ended", "published"]
    assert changes[-1]["article"]["headline"] == "Tomorrow's"
    assert client.get(f"{ROOT}articles/").json()["articles"] == []
