"""An article's page: what it shows, at which address, and when."""

import html
import re
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import RequestFactory

from articles.models import Article, Edition
from articles.reader.pages import article_page
from tests import people
from tests.reader.stories import DAY, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(world, harbour):
    return published(
        world,
        'Ferry & tram: "one" <ticket>',
        kicker="Tickets",
        standfirst="From March a single ticket takes people over the water.",
        body="<p>It begins on a Monday.</p>",
        dateline="LISBON",
        author_ids=[people.author("Ines Marrow").pk, people.author("Abel Finch").pk],
        topic_ids=[people.topic("Trams").pk, people.topic("Bridges").pk],
        lead_picture=harbour,
    )


def test_it_shows_the_whole_story(client, story):
    page = text(client.get(story.get_absolute_url()))
    assert page.count("<h1") == 1
    assert "Ferry &amp; tram: &quot;one&quot; &lt;ticket&gt;</h1>" in page
    for shown in ("Tickets</p>", story.standfirst, "The harbour at noon.", "J. Quill"):
        assert shown in page
    assert '<p><span class="dateline">LISBON</span> It begins on a Monday.</p>' in page


def test_authors_and_topics_come_in_the_editors_order(client, story):
    page = text(client.get(story.get_absolute_url()))
    assert re.findall(r'"author" href="([^"]*)"', page) == [
        "/authors/ines-marrow/",
        "/authors/abel-finch/",
    ]
    assert re.findall(r'href="(/topics/[^"]*)"', page) == ["/topics/trams/", "/topics/bridges/"]


def test_times_are_in_the_newsrooms_zone_and_name_it(client, world, settings):
    settings.TIME_ZONE = "Europe/Madrid"
    article = published(world, until=DAY + timedelta(days=1)).article
    edition = published(world, article=article, since=DAY + timedelta(days=1), first=DAY)
    page = text(client.get(edition.get_absolute_url()))
    assert 'Published <time datetime="2026-02-02T09:00:00+0100">2 February 2026, 09:00 CET' in page
    assert 'Updated <time datetime="2026-02-03T09:00:00+0100">3 February 2026, 09:00 CET' in page


def test_a_first_edition_says_nothing_of_an_update(client, story):
    assert "Updated <time" not in text(client.get(story.get_absolute_url()))


def test_notices_to_readers_stand_above_the_text(client, world):
    notice = {"kind": "correction", "text": "It was 4 < 5.", "at": "2026-02-02T12:00:00+00:00"}
    edition = published(world, notices=[notice], body="<p>The text.</p>")
    page = text(client.get(edition.get_absolute_url()))
    assert "<strong>Correction</strong>" in page
    assert "2 February 2026, 12:00 GMT" in page
    assert page.index("It was 4 &lt; 5.") < page.index("The text.")


@pytest.mark.parametrize("path", ["/world/old-slug-{}/", "/sport/a-story-{}/", "/x/y/a-story-0{}/"])
def test_another_address_with_its_id_leads_to_the_right_one(client, story, path):
    response = client.get(path.format(story.article_id))
    assert response.status_code == 301
    assert response["Location"] == f"/world/a-story-{story.article_id}/"


def test_an_article_in_a_subsection_has_both_in_its_address(client, europe):
    edition = published(europe)
    assert edition.get_absolute_url() == f"/world/europe/a-story-{edition.article_id}/"
    page = text(client.get(edition.get_absolute_url()))
    assert 'href="/world/" aria-current="true"' in page
    assert 'href="/world/europe/" aria-current="page"' in page


def test_a_trail_leads_to_its_section_and_the_one_above(client, world, europe):
    trail = '<li><a href="/world/">World</a></li><li><a href="/world/europe/">Europe</a></li>'
    assert trail in text(client.get(published(europe).get_absolute_url()))
    page = text(client.get(published(world).get_absolute_url()))
    assert '<ol>\n    \n    <li><a href="/world/">World</a></li>\n  </ol>' in page


@pytest.mark.parametrize(("seconds", "updated"), [(59, 0), (60, 1)])
def test_an_update_within_the_minute_isnt_told(client, world, seconds, updated):
    then = DAY + timedelta(seconds=seconds)
    article = published(world, until=then).article
    edition = published(world, article=article, since=then, first=DAY)
    assert text(client.get(edition.get_absolute_url())).count("<span>Updated") == updated


def test_it_can_be_shared_through_plain_links(client, story, settings):
    settings.SITE_URL = "https://paper.example"
    page = text(client.get(story.get_absolute_url()))
    address = f"https://paper.example/world/a-story-{story.article_id}/"
    assert f'<input type="text" readonly value="{address}"' in page
    share = page.partition('class="share"')[2].partition("</aside>")[0]
    links = [urlsplit(html.unescape(link)) for link in re.findall(r'href="([^"]*)"', share)]
    assert (links[0].scheme, parse_qs(links[0].query)) == (
        "mailto",
        {"subject": [story.headline], "body": [address]},
    )
    assert "+" not in links[0].query
    for link in links[1:]:
        assert link.scheme == "https"
        assert address in unquote(link.query)
    assert [link.hostname for link in links[1:]] == [
        "wa.me",
        "bsky.app",
        "www.facebook.com",
        "www.linkedin.com",
        "x.com",
    ]


def test_each_moment_has_its_edition(client, clock, world):
    article = published(world, "Before", until=clock.now + timedelta(minutes=1)).article
    after = Edition.objects.create(
        article=article,
        article_version=1,
        headline="After",
        slug="a-story",
        section=world,
        starts_at=clock.now + timedelta(minutes=1),
        ends_at=clock.now + timedelta(minutes=2),
        published_at=DAY,
        brought_in=True,
    )
    address = after.get_absolute_url()
    clock.tick(seconds=59.999999)
    assert "Before</h1>" in text(client.get(address))
    clock.tick(seconds=0.000001)
    assert "After</h1>" in text(client.get(address))
    clock.tick(seconds=59.999999)
    assert "After</h1>" in text(client.get(address))
    clock.tick(seconds=0.000001)
    assert client.get(address).status_code == 404


def test_the_working_copy_never_shows(client, story):
    Article.objects.filter(pk=story.article_id).update(headline="Unpublished", body="<p>Secret</p>")
    page = text(client.get(story.get_absolute_url()))
    assert "Unpublished" not in page
    assert "Secret" not in page


def test_another_language_says_so(client, world):
    edition = published(world, "سفينة في الميناء", language="ar")
    page = text(client.get(edition.get_absolute_url()))
    assert '<article class="story" lang="ar" dir="rtl">' in page
    assert '<html lang="en" dir="ltr">' in page


def test_an_unknown_language_is_read_as_the_pages_own(client, world):
    edition = published(world, language="tlh")
    assert '<article class="story" lang="tlh">' in text(client.get(edition.get_absolute_url()))


def test_an_edition_that_isnt_saved_looks_the_same(client, story):
    request = RequestFactory().get("/anything/")
    preview = Article.objects.get(pk=story.article_id).as_edition(DAY)
    page = text(article_page(request, preview, DAY + timedelta(hours=1)))
    live = text(client.get(story.get_absolute_url()))
    within = re.compile("<main.*</main>", re.DOTALL)
    assert within.search(page)[0] == within.search(live)[0]


def test_an_unfinished_draft_can_be_previewed(world):
    draft = Article.objects.create(created_by=people.reporter(), headline="Only this")
    page = article_page(RequestFactory().get("/"), draft.as_edition(DAY), DAY)
    assert "Only this</h1>" in text(page)


def test_the_lead_picture_goes_when_its_licence_ends(client, clock, world, harbour):
    harbour.licence_until = clock.now + timedelta(hours=1)
    harbour.save()
    edition = published(world, lead_picture=harbour, lead_caption="A caption of its own.")
    assert "A caption of its own." in text(client.get(edition.get_absolute_url()))
    clock.tick(hours=1)
    page = text(client.get(edition.get_absolute_url()))
    assert "A caption of its own." not in page
    assert "/media/" not in page


def test_structured_data_cant_end_their_script(client, world):
    edition = published(world, "</script><script>steal()</script><!--")
    page = text(client.get(edition.get_absolute_url()))
    assert page.count("<script") == page.count("</script") == page.count("ld+json") == 2
    assert "<!--" not in page


def test_the_head_tells_search_engines_and_networks(client, story, harbour, settings):
    page = text(client.get(story.get_absolute_url()))
    address = settings.SITE_URL + story.get_absolute_url()
    for tag in (
        f'<link rel="canonical" href="{address}">',
        f'<meta name="description" content="{story.standfirst}">',
        '<meta name="robots" content="max-image-preview:large">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:url" content="{address}">',
        f'<meta property="og:image" content="{settings.SITE_URL}{harbour.card.url}">',
        '<meta name="twitter:card" content="summary_large_image">',
        '<meta property="article:published_time" content="2026-02-02T08:00:00+0000">',
        '<meta property="article:section" content="World">',
        f'<meta property="article:author" content="{settings.SITE_URL}/authors/abel-finch/">',
        '<meta property="article:tag" content="Trams">',
        '<meta property="article:tag" content="Bridges">',
        '<meta property="og:locale" content="en_US">',
        '<meta property="og:image:type" content="image/jpeg">',
        f'<meta property="og:image:alt" content="{harbour.alt}">',
    ):
        assert tag in page


@pytest.mark.parametrize(
    ("language", "locale"), [("es", "es_ES"), ("pt-br", "pt_BR"), ("en-gb", "en_GB"), ("tlh", "")]
)
def test_networks_are_told_the_language_where_its_territory_is_known(
    client, world, language, locale
):
    page = text(client.get(published(world, language=language).get_absolute_url()))
    assert re.findall('"og:locale" content="([^"]*)"', page) == ([locale] if locale else [])
