from datetime import timedelta

import pytest
from django.utils import timezone

from articles import richtext
from articles.preflight import links
from tests import people
from tests.preflight.proofs import findings

pytestmark = pytest.mark.django_db


def told(*hrefs, **fields):
    body = richtext.clean("".join(f'<p><a href="{href}">x</a></p>' for href in hrefs))
    return [
        each.excerpt for each in findings(links, **{"at": timezone.now(), "body": body, **fields})
    ]


def publish(article, starts_at, ends_at=None):
    edition = article.as_edition(starts_at)
    edition.ends_at = ends_at
    edition.save()
    return edition


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def live(world):
    return publish(people.article(people.reporter(), world), timezone.now()).article


def test_pages_that_are_there_pass(world, live):
    football = people.section("Football", parent=people.section("Sport"))
    people.author("Ines Marrow")
    people.topic("Bridges")
    there = [
        "/",
        "/world/",
        f"/sport/{football.slug}/",
        f"/world/any-{live.pk}/",
        "/sport/football",
    ]
    assert told(*there, "/authors/ines-marrow/", "/topics/bridges/", "/world/?page=2#x") == []


@pytest.mark.parametrize(
    "path",
    ["/wrld/", "/world/football/", "/authors/nobody/", "/topics/nothing/", "/world/gone-987654/",
     "/a/b/c/d-1/", "/page/", "/world/7/", "/world/-7/", "/authors/",
     "/world/late-99999999999999999999/"],
)  # fmt: skip
def test_pages_that_are_not_there_are_told(world, path):
    assert told(path) == [path]


def test_a_link_with_our_own_host_is_checked_too(world, settings):
    settings.SITE_URL = "https://paper.example"
    ours = ["https://paper.example/world/", "https://paper.example", "https://paper.example/wrld/"]
    assert told(*ours, "https://other.example/wrld/", "//other.example/x") == [ours[2]]


def test_an_article_counts_only_while_readers_see_it(world):
    now = timezone.now()
    article = people.article(people.reporter(), world)
    link = f"/world/x-{article.pk}/"
    assert told(link) == [link]
    publish(article, now + timedelta(hours=1), now + timedelta(hours=2))
    assert told(link) == [link]
    assert told(link, at=now + timedelta(hours=1)) == []
    assert told(link, at=now + timedelta(hours=2)) == [link]


def test_an_article_may_link_to_itself():
    assert told("/world/x-71/", pk=71) == []


@pytest.mark.parametrize(
    "href",
    [
        "#notes",
        "mailto:desk",
        "mailto:",
        "tel:none",
        "world/",
        "example.org",
        "https://nowhere/x",
        "?q=1",
    ],
)
def test_links_that_are_none_are_told(href):
    assert told(href) == [href]


@pytest.mark.parametrize(
    "href",
    ["mailto:desk@paper.example?subject=Hi", "tel:+44-20-7946", "https://example.org/a?b=c&d"],
)
def test_links_out_of_the_house_pass(href):
    assert told(href) == []


def test_each_link_is_told_once():
    assert told("#x", "#x") == ["#x"]


def test_the_site_s_own_pages_are_asked_of_its_addresses():
    assert told("/", "/healthz", "/admin/login/") == []
    assert told("/wire/", "/healthz/x.txt") == ["/wire/", "/healthz/x.txt"]


def test_queries_are_the_same_for_one_link_and_for_many(world, django_assert_num_queries):
    for hrefs in (["/world/x-1/"], [f"/world/x-{n}/" for n in range(40)]):
        with django_assert_num_queries(2):
            told(*hrefs)
    with django_assert_num_queries(0):
        told("https://example.org/")
