"""Structured data: what machines read back from the pages."""

import json
import re
from datetime import timedelta

import pytest

from tests import people
from tests.reader.stories import DAY, published, text

pytestmark = pytest.mark.django_db
SITE = "https://paper.example"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE
    settings.SITE_NAME = "The Paper"


def data_of(client, address):
    """Return what a page tells machines, by type."""
    scripts = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', text(client.get(address)), re.DOTALL
    )
    found = [json.loads(script) for script in scripts]
    assert {each["@context"] for each in found} <= {"https://schema.org"}
    return {each["@type"]: each for each in found}


def way(client, address):
    """Return the names and addresses of the breadcrumbs."""
    items = data_of(client, address)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    return [(item["name"], item["item"].removeprefix(SITE)) for item in items]


@pytest.fixture
def story(europe, harbour):
    return published(
        europe,
        "Ferry & tram",
        standfirst="A single ticket.",
        body="<p>It begins <b>on</b> a Monday.</p>",
        author_ids=[people.author("Ines Marrow").pk, people.author("Abel Finch").pk],
        topic_ids=[people.topic("Trams").pk, people.topic("Bridges").pk],
        lead_picture=harbour,
    )


def test_an_article_tells_all_of_itself(client, story, harbour):
    data = data_of(client, story.get_absolute_url())["NewsArticle"]
    address = f"{SITE}{story.get_absolute_url()}"
    image = data.pop("image")
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": "Ferry & tram",
        "description": "A single ticket.",
        "datePublished": "2026-02-02T08:00:00+00:00",
        "dateModified": "2026-02-02T08:00:00+00:00",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "wordCount": 5,
        "articleSection": "Europe",
        "keywords": ["Trams", "Bridges"],
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Paper", "url": f"{SITE}/"},
        "author": [
            {"@type": "Person", "name": "Ines Marrow", "url": f"{SITE}/authors/ines-marrow/"},
            {"@type": "Person", "name": "Abel Finch", "url": f"{SITE}/authors/abel-finch/"},
        ],
    }
    (alone,) = image  # the original is too small for more
    assert alone == {
        "@type": "ImageObject",
        "url": f"{SITE}{harbour.card.url}",
        "width": 800,
        "height": 450,
        "caption": "The harbour at noon.",
        "creditText": "J. Quill",
    }


def test_a_large_picture_is_told_in_three_shapes(client, europe):
    picture = people.picture((2400, 1600))
    picture.prepare()
    edition = published(europe, lead_picture=picture)
    told = data_of(client, edition.get_absolute_url())["NewsArticle"]["image"]
    assert [(each["width"], each["height"]) for each in told] == [
        (1200, 675), (1200, 900), (1200, 1200)
    ]  # fmt: skip
    assert len({each["url"] for each in told}) == 3


def test_corrections_are_told_and_other_notices_are_not(client, clock, world, settings):
    settings.TIME_ZONE = "Europe/Madrid"
    article = published(world, until=clock.now).article
    notices = [
        {"kind": "update", "text": "It opened.", "at": DAY.isoformat()},
        {"kind": "correction", "text": "It was 4 < 5.", "at": clock.now.isoformat()},
    ]
    edition = published(world, article=article, since=clock.now, first=DAY, notices=notices)
    data = data_of(client, edition.get_absolute_url())["NewsArticle"]
    at = "2026-03-03T10:00:00+01:00"
    assert data["correction"] == [
        {"@type": "CorrectionComment", "text": "It was 4 < 5.", "datePublished": at}
    ]
    assert (data["datePublished"], data["dateModified"]) == ("2026-02-02T09:00:00+01:00", at)


def test_what_isnt_there_is_not_told(client, world):
    data = data_of(client, published(world).get_absolute_url())["NewsArticle"]
    assert not {"image", "correction", "keywords", "description"} & data.keys()
    assert data["author"] == []


def test_a_picture_goes_when_its_licence_ends(client, clock, world, harbour):
    harbour.licence_until = clock.now + timedelta(hours=1)
    harbour.save()
    address = published(world, lead_picture=harbour).get_absolute_url()
    assert "image" in data_of(client, address)["NewsArticle"]
    clock.tick(hours=1)
    assert "image" not in data_of(client, address)["NewsArticle"]


def test_each_page_tells_the_way_to_it(client, story):
    sections = [("The Paper", "/"), ("World", "/world/"), ("Europe", "/world/europe/")]
    address = story.get_absolute_url()
    assert way(client, address) == [*sections, ("Ferry & tram", address)]
    assert way(client, "/world/europe/") == sections
    assert way(client, "/world/") == sections[:2]
    assert way(client, "/topics/trams/") == [sections[0], ("Trams", "/topics/trams/")]
    assert way(client, "/authors/abel-finch/") == [
        sections[0],
        ("Abel Finch", "/authors/abel-finch/"),
    ]


def test_an_author_is_a_person_with_a_profile(client, story, harbour):
    ines = people.author("Ines Marrow")
    ines.biography, ines.portrait = "She sails.", harbour
    ines.website, ines.social = "https://ines.example/", "https://social.example/@ines"
    ines.save()
    person = data_of(client, "/authors/ines-marrow/")["ProfilePage"]["mainEntity"]
    assert person["@type"] == "Person"
    assert person["name"] == "Ines Marrow"
    assert person["url"] == f"{SITE}/authors/ines-marrow/"
    assert person["description"] == "She sails."
    assert person["sameAs"] == ["https://ines.example/", "https://social.example/@ines"]
    assert f"{SITE}{harbour.card.url}" in person["image"]


def test_the_front_tells_the_name_of_the_site(client, story):
    data = data_of(client, "/")["WebSite"]
    assert data["inLanguage"] == "en"
    assert (data["name"], data["url"]) == ("The Paper", f"{SITE}/")


def test_a_further_page_of_a_list_is_its_own(client, story):
    further = f"/world/?before={2**51:x}.ffffff"
    assert f'<link rel="canonical" href="{SITE}{further}">' in text(client.get(further))
    assert f'<link rel="canonical" href="{SITE}/world/">' in text(client.get("/world/?x=1"))


def test_a_logo_is_the_publisher_s(client, story, settings):
    settings.SITE_LOGO = "logo.svg"
    publisher = data_of(client, "/")["WebSite"]["publisher"]
    assert publisher["logo"] == f"{SITE}/static/logo.svg"
