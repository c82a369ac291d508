"""How many queries each public address costs, with ten articles and with five hundred.

The addresses come from the resolver: a new one must say here how it is asked, and at what price.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import people
from tests.reader.crawling import public
from tests.reader.stories import archive

MOST = 3
#: What readers search and what programs ask may cost one more.
DEARER = {"search": 4, "api_articles": 4, "api_changes": 4}
FILTERS = "author=ines-marrow&topic=bridges&from=2026-01-01&to=2026-12-31"
#: An address of each kind, as dear as it can be.
ADDRESSES = {
    "front": ["/"],
    "section": ["/world/"],
    "subsection": ["/world/europe/"],
    "article": ["{article}"],
    "author": ["/authors/ines-marrow/"],
    "topic": ["/topics/bridges/"],
    "latest": ["/latest/"],
    "corrections": ["/corrections/"],
    "archive": ["/archive/"],
    "archive_year": ["/archive/2026/"],
    "archive_month": ["/archive/2026/02/"],
    "archive_day": ["/archive/2026/02/02/"],
    "search": ["/search/", "/search/?q=ferry", f"/search/?q=ferry&section=world&{FILTERS}"],
    "feeds": ["/feeds/"],
    "front_feed": ["/rss.xml", "/atom.xml", "/feed.json"],
    "section_feed": ["/world/rss.xml"],
    "subsection_feed": ["/world/europe/atom.xml"],
    "author_feed": ["/authors/ines-marrow/feed.json"],
    "topic_feed": ["/topics/bridges/rss.xml"],
    "sitemap": ["/sitemap.xml"],
    "sitemap_sections": ["/sitemap-sections.xml"],
    "sitemap_news": ["/sitemap-news.xml"],
    "sitemap_month": ["/sitemap-2026-02.xml"],
    "robots": ["/robots.txt"],
    "theme": ["/theme-000000000000.css"],
    "media": ["{media}"],
    "healthz": ["/healthz"],
    "readyz": ["/readyz"],
    "api_index": ["/api/v1/"],
    "api_openapi": ["/api/v1/openapi.json"],
    "api_articles": [
        "/api/v1/articles/?limit=100",
        "/api/v1/articles/?section=world&author=ines-marrow&topic=bridges",
    ],
    "api_article": ["/api/v1/articles/{id}/"],
    "api_changes": ["/api/v1/changes/"],
    "api_sections": ["/api/v1/sections/"],
    "api_author": ["/api/v1/authors/ines-marrow/"],
    "api_topic": ["/api/v1/topics/bridges/"],
}
#: What is answered without any content: a wrong address below the API, and what has a secret.
WITHOUT = {"api_nothing", "calendar_feed", "share"}


@pytest.fixture
def site(request, clock, world, europe, harbour):
    """A site with so many articles, and what an address needs to name one of them."""
    series = people.topic()
    series.series = True
    series.save()
    content = {
        "kicker": "Harbour",
        "standfirst": people.STANDFIRST,
        "author_ids": [people.author().pk, people.author("Abel Finch").pk],
        "topic_ids": [series.pk, people.topic("Ferries").pk],
        "lead_picture": harbour,
        "body": f'<p>A ferry.</p><figure><img data-picture="{harbour.pk}" src="" alt=""></figure>',
        "notices": [
            {"kind": kind, "text": "It was nine.", "at": "2026-02-02T12:00:00+00:00"}
            for kind in ("correction", "update")
        ],
    }
    few = request.param // 5
    archive(people.section("City"), few, **content)
    archive(europe, few, **content)
    article = archive(world, request.param - 2 * few, **content)[0]
    return {
        "article": article.get_absolute_url(),
        "id": article.article_id,
        "media": harbour.card.url,
    }


def test_every_public_address_has_its_price():
    assert {pattern.name for _, pattern in public()} == {*ADDRESSES, *WITHOUT}


@pytest.mark.parametrize("site", [10, 500], indirect=True)
def test_it_is_no_more_whatever_the_archive_holds(client, site):
    dear = {}
    for name, addresses in ADDRESSES.items():
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                response = client.get(address.format_map(site))
            b"".join(response)  # a file is closed once it was read
            assert response.status_code == 200, address
            if len(asked) > DEARER.get(name, MOST):
                dear[address] = [query["sql"][:100] for query in asked]
    assert dear == {}
