import re
from collections import Counter

import pytest

from articles import preflight, richtext
from articles.demo import reading
from articles.models import Article, Edition
from tests.demo.loaded.conftest import Loaded

HREF = re.compile(r'href="([^"]+)"')


def to_be_read(demo: Loaded) -> list[Article]:
    """Return the articles that readers see or are going to."""
    return list(Article.objects.filter(editions__starts_at__gt=demo.now)) + list(
        Article.objects.filter(editions__in=Edition.objects.visible(demo.now))
    )


def test_preflight_finds_nothing_in_what_readers_see_or_will_see(demo: Loaded):
    found = {article.slug: preflight.run(article, demo.now) for article in to_be_read(demo)}
    assert {slug: findings for slug, findings in found.items() if findings} == {}


def test_preflight_has_something_to_say_about_the_drafts(demo: Loaded):
    unready = demo.article("savings-bank-branches")
    assert {each.check for each in preflight.run(unready)} == {
        "section",
        "byline",
        "standfirst",
        "lead picture",
        "claims",
    }
    to_come = demo.article("hospital-car-park-charges")
    assert [each.check for each in preflight.blocks(to_come)] == ["to come"]


def test_headlines_and_standfirsts_are_of_a_newspaper_s_length_and_told_apart(demo: Loaded):
    articles = list(Article.objects.all())
    assert len(articles) == 44
    assert [each.slug for each in articles if len(each.headline) > 70] == []
    assert [each.slug for each in articles if len(each.standfirst) > 160] == []
    assert Counter(each.headline for each in articles).most_common(1)[0][1] == 1
    assert Counter(each.slug for each in articles).most_common(1)[0][1] == 1


def test_stories_are_neither_notes_nor_novels(demo: Loaded):
    lengths = {each.slug: len(richtext.words(each.body)) for each in to_be_read(demo)}
    long_read = lengths.pop("the-women-who-drew-the-harbour")
    assert long_read > 900
    assert {slug: length for slug, length in lengths.items() if not 200 <= length <= 450} == {}


def test_all_links_lead_to_a_page(demo: Loaded, client):
    links = [
        href for edition in Edition.objects.visible(demo.now) for href in HREF.findall(edition.body)
    ]
    assert len(links) >= 3
    assert [href for href in links if client.get(href).status_code != 200] == []


def test_nothing_of_the_notation_of_the_files_is_left(demo: Loaded):
    for article in Article.objects.all():
        for text in article.content().values():
            assert not re.search(r"story:|\{(day|date)", str(text)), article.slug


def test_cleaning_takes_no_word_from_a_story(demo: Loaded):
    written = {story.content["slug"]: story for story in reading.stories(demo.now)}
    for slug in ("lower-dock-flats-61-million-repairs", "skarr-islanders-buy-their-island"):
        plain = re.sub(r"<[^>]+>", " ", written[slug].content["body"]).split()
        assert richtext.words(demo.article(slug).body) == plain


@pytest.mark.parametrize(
    ("slug", "seen"),
    [
        ("poets-read-at-the-fish-market", "المرفأ لا ينام"),
        ("floating-crane-and-its-licence", "Schwimmdrehkranbetriebserlaubnisurkunde"),
        (
            "lower-dock-flats-61-million-repairs",
            '<th class="number" scope="col">Million crowns</th>',
        ),
    ],
)
def test_readers_get_what_is_hard_to_set(demo: Loaded, client, slug: str, seen: str):
    edition = demo.article(slug).editions.get()
    page = client.get(edition.get_absolute_url()).content.decode()
    assert seen in page


def test_a_reader_opens_every_live_story(demo: Loaded, client):
    for edition in Edition.objects.visible(demo.now).select_related("section__parent"):
        assert client.get(edition.get_absolute_url()).status_code == 200, edition.slug
