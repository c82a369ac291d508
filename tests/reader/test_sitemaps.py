"""Sitemaps and robots.txt: every address for crawlers, and none too early or too many."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article, Edition
from articles.reader.sitemaps import maps as found_maps
from articles.reader.sitemaps.maps import Map, maps
from tests import people
from tests.reader.feeds.reading import all_of, one_of
from tests.reader.stories import DAY, archive, published, text

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://paper.example"
    settings.SITE_NAME = "The Paper"


def listed(client, address="/sitemap.xml"):
    """Return the paths that a sitemap lists."""
    response = client.get(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return [
        each.removeprefix("https://paper.example") for each in all_of(response, "//s:loc/text()")
    ]


def test_the_index_leads_to_months_and_they_to_every_article(client, clock, world, europe):
    january, february = (
        datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 2, 1, tzinfo=UTC),
    )
    old = [published(world, since=january), published(europe, since=january)]
    new = published(europe, since=february)
    assert listed(client) == [
        "/sitemap-sections.xml",
        "/sitemap-2026-01.xml",
        "/sitemap-2026-02.xml",
    ]
    assert listed(client, "/sitemap-2026-01.xml") == [each.get_absolute_url() for each in old]
    assert listed(client, "/sitemap-2026-02.xml") == [new.get_absolute_url()]


def test_months_are_those_of_utc_wherever_the_newsroom_is(client, clock, world, settings):
    published(world, since=datetime(2026, 1, 31, 23, 59, tzinfo=UTC))
    settings.TIME_ZONE = "Asia/Tokyo"
    assert "/sitemap-2026-01.xml" in listed(client)


def test_what_has_no_page_is_in_no_map(client, clock, world):
    published(world, since=clock.now + HOUR, slug="coming")
    published(world, until=clock.now, slug="ended")
    published(world, until=clock.now, slug="gone", withdrawn="Pulled.")
    assert listed(client) == ["/sitemap-sections.xml"]
    assert client.get("/sitemap-2026-02.xml").status_code == 404
    assert client.get("/sitemap-2026-03.xml").status_code == 404
    clock.tick(hours=1)
    assert listed(client)[1:] == ["/sitemap-2026-03.xml"]


@pytest.mark.parametrize("name", ["2026-13", "2026-00", "0000-01", "2026-1", "2026-01-p01", "x"])
def test_another_name_is_no_map(client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_a_map_tells_when_each_changed(client, clock, world):
    article = published(world, until=clock.now).article
    published(world, article=article, since=clock.now, first=DAY)
    month = client.get("/sitemap-2026-02.xml")
    assert one_of(month, "//s:lastmod/text()") == "2026-03-03T09:00:00Z"
    index = client.get("/sitemap.xml")
    assert one_of(index, "//s:lastmod/text()") == "2026-03-03T09:00:00+00:00"


def test_an_article_that_changes_stays_in_its_map(client, clock, world):
    article = published(world, until=clock.now).article
    later = published(
        people.section("Sport"), article=article, since=clock.now, first=DAY, slug="new-slug"
    )
    assert listed(client, "/sitemap-2026-02.xml") == [later.get_absolute_url()]


@pytest.fixture
def blocks_of_three(monkeypatch):
    """Maps of three addresses at most, so that a month is soon too full."""
    monkeypatch.setattr(found_maps, "LIMIT", 3)


def by_hand(pk, section):
    """Return an edition of an article with this id."""
    article = Article.objects.create(
        pk=pk, created_by=people.reporter(), headline="x", slug="x", section=section
    )
    return published(section, article=article, since=DAY + timedelta(minutes=pk))


def test_a_month_that_is_too_full_is_split_and_nothing_is_lost(
    client, clock, world, blocks_of_three
):
    editions = [by_hand(pk, world) for pk in (1001, 1002, 1003, 1005, 1009)]
    names = [f"/sitemap-2026-02-p{block}.xml" for block in (333, 334, 335, 336)]
    assert listed(client) == ["/sitemap-sections.xml", *names]
    found = [listed(client, name) for name in names]
    assert [len(each) for each in found] == [1, 2, 1, 1]
    assert list(itertools.chain(*found)) == [each.get_absolute_url() for each in editions]


def test_ids_on_both_sides_of_a_block_make_one_map_while_they_are_few(
    world, clock, blocks_of_three
):
    by_hand(1001, world), by_hand(1002, world), by_hand(1003, world)
    assert maps(clock.now) == [Map(2026, 2)]


def test_it_costs_three_queries_whatever_the_archive_holds(
    client, clock, world, django_assert_max_num_queries
):
    for count in (10, 490):
        archive(world, count)
        for name in ("sitemap", "sitemap-2026-02", "sitemap-sections", "sitemap-news"):
            with django_assert_max_num_queries(3):
                assert client.get(f"/{name}.xml").status_code == 200


def test_the_front_and_sections_with_stories_are_listed(client, europe):
    people.section("Sport")
    published(europe)
    assert set(listed(client, "/sitemap-sections.xml")) == {"/", "/world/", "/world/europe/"}


def test_the_news_are_those_of_two_days(client, clock, world):
    published(world, "Older", since=clock.now - timedelta(days=2))
    published(world, "First", since=clock.now - timedelta(days=2) + HOUR)
    newest = published(world, "Now & <then>", since=clock.now, language="zh-hant")
    published(world, "Coming", since=clock.now + HOUR)
    news = client.get("/sitemap-news.xml")
    assert all_of(news, "//news:title/text()") == ["Now & <then>", "First"]
    assert all_of(news, "//news:name/text()") == ["The Paper"] * 2
    assert all_of(news, "//news:language/text()") == ["zh-tw", "en"]
    assert all_of(news, "//news:publication_date/text()")[0] == "2026-03-03T09:00:00+00:00"
    assert listed(client, "/sitemap-news.xml")[0] == newest.get_absolute_url()


def test_no_more_than_a_thousand_are_news(client, clock, world):
    article = published(world, since=clock.now - HOUR).article
    columns = {"article_version": 1, "section": world, "brought_in": True, "headline": "x"}
    articles = Article.objects.bulk_create(
        Article(created_by=article.created_by, headline="x") for _ in range(1_000)
    )
    Edition.objects.bulk_create(
        Edition(article=each, slug="x", starts_at=clock.now, published_at=clock.now, **columns)
        for each in articles
    )
    assert len(listed(client, "/sitemap-news.xml")) == 1_000


def test_staff_see_the_maps_as_of_a_moment(client, clock, world):
    published(world, until=DAY + HOUR)
    client.force_login(people.chief())
    assert listed(client, "/admin/as-of/2026-02-02T08:30:00Z/sitemap.xml")[1:] == [
        "/sitemap-2026-02.xml"
    ]
    assert listed(client)[1:] == []


@pytest.mark.parametrize("name", ["sitemap", "sitemap-2026-02", "sitemap-news", "robots"])
def test_what_crawlers_have_is_not_sent_again(client, clock, world, name):
    published(world)
    address = f"/{name}.{'txt' if name == 'robots' else 'xml'}"
    tag = client.head(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_robots_are_led_to_the_maps_and_kept_from_the_rest(client):
    said = text(client.get("/robots.txt")).splitlines()
    assert said[:2] == ["User-agent: *", "Disallow: /admin/"]
    assert "Disallow: /search/" in said
    assert said[-2:] == [
        "Sitemap: https://paper.example/sitemap.xml",
        "Sitemap: https://paper.example/sitemap-news.xml",
    ]
    assert "X-Robots-Tag" not in client.get("/")


def test_a_site_that_wants_no_search_engines_says_so_everywhere(client, settings):
    settings.SEARCH_ENGINES = False
    assert text(client.get("/robots.txt")) == "User-agent: *\nDisallow: /\n"
    for address in ("/", "/rss.xml", "/nowhere/"):
        assert client.get(address)["X-Robots-Tag"] == "noindex"
