"""Readers' pages in another language than English."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from lxml import html

from newsroom.faults import bad_request, server_error
from tests import people
from tests.messages import catalogues, read
from tests.reader.stories import DAY, archive, published, text

pytestmark = pytest.mark.django_db

NOTICES = [
    {"kind": kind, "text": "Nueve.", "at": "2026-02-02T12:00:00+00:00"}
    for kind in ("correction", "clarification", "update")
]
SPANISH = next(file for file in catalogues() if "es" in file.parts)
#: What a page says besides its words.
LABELS = re.compile(r'(?:aria-label|title|alt|content|data-said)="([^"]*)"')


@pytest.fixture
def spanish(settings):
    settings.LANGUAGE_CODE = "es"


@pytest.fixture
def site(spanish, clock, europe, world):
    """A site of which nobody has written a word in English, with every kind of page."""
    series = people.topic("Puentes")
    series.series, series.intro = True, "Serie sobre puentes."
    series.save()
    content = {
        "author_ids": [people.author("Inés Marrow").pk, people.author("Abel Finch").pk],
        "topic_ids": [series.pk],
        "body": "<p>Un barco.</p><table><tbody><tr><td>1</td></tr></tbody></table>"
        '<figure><a href="https://www.youtube.com/watch?v=abcdefghijk">Barco</a></figure>',
        "notices": NOTICES,
    }
    archive(europe, 25, **content)
    return {
        "article": published(europe, "Barco", **content).get_absolute_url(),
        "gone": published(
            europe, "Nada", until=DAY + timedelta(hours=1), withdrawn="Era falso."
        ).get_absolute_url(),
    }


PAGES = [
    "/", "/world/europe/", "/authors/ines-marrow/", "/topics/puentes/", "/latest/", "/feeds/",
    "/corrections/", "/archive/", "/archive/2026/", "/archive/2026/02/", "/archive/2026/02/02/",
    "/search/", "/search/?q=barco", "/search/?q=ballena&from=x&section=y&author=ines-marrow",
    "/nowhere/", "{article}", "{gone}",
]  # fmt: skip


def said(response) -> str:
    """Return all that a page says to whoever reads or hears it, without what others wrote."""
    page = re.sub(r"<(style|script)\b.*?</\1>", "", text(response), flags=re.DOTALL)
    return unescape("\n".join([strip_tags(page), *LABELS.findall(page)]))


@pytest.mark.parametrize("address", PAGES)
def test_no_word_of_english_is_left(client, site, address):
    response = client.get(address.format_map(site))
    assert 'lang="es"' in text(response)
    words = said(response)
    english = {each for message in read(SPANISH) if message.id
               for each, spanish in zip(_all(message.id), _all(message.string), strict=True)
               if each not in spanish and not each.startswith("%")}  # fmt: skip
    whole = [each for each in english if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", words)]
    assert whole == []


def _all(message) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def test_dates_are_written_as_in_spanish(client, site):
    page = text(client.get(site["article"]))
    assert ">2 de febrero de 2026 a las 08:00 GMT</time>" in page
    assert ">2 de febrero de 2026 a las 12:00 GMT</time>" in page
    assert "Publicado el <time" in page
    assert '<abbr title="lunes">' in text(client.get("/archive/2026/02/"))
    assert "<h1>2 de febrero de 2026</h1>" in text(client.get("/archive/2026/02/02/"))
    assert re.search(r">\w+ \d+ de marzo de 2026</time>", text(client.get("/")))


def test_lists_say_no_more_of_a_date_than_is_needed_and_months_are_small(client, site, world):
    published(world, since=datetime(2025, 12, 1, 8, tzinfo=UTC), slug="old")
    page = text(client.get("/world/"))
    assert ">3 feb</time>" in page
    page = text(client.get("/world/?after=0.1"))
    assert ">1 dic 2025</time>" in page
    assert ">08:00</time>" in text(client.get("/archive/2026/02/02/"))


def test_names_of_months_that_stand_alone_begin_large(client, site):
    assert "<h1>Febrero de 2026</h1>" in text(client.get("/archive/2026/02/"))
    assert ">Febrero</a>" in text(client.get("/archive/2026/"))


def test_machines_read_dates_as_in_every_language(client, site):
    page = text(client.get(site["article"]))
    assert '<time datetime="2026-02-02T08:00:00+0000">' in page
    assert "<pubDate>Mon, 02 Feb 2026 08:00:00 +0000</pubDate>" in text(client.get("/rss.xml"))


@pytest.mark.parametrize(("language", "first"), [("en", "Monday"), ("ar", "الأحد")])
def test_weeks_begin_as_the_language_has_them(client, settings, world, language, first):
    published(world)
    settings.LANGUAGE_CODE = language
    page = text(client.get("/archive/2026/02/"))
    assert re.search(r'<abbr title="([^"]*)"', page)[1] == first


def test_english_dates_are_written_as_newspapers_do(client, clock, world):
    page = text(client.get(published(world).get_absolute_url()))
    assert ">2 February 2026, 08:00 GMT</time>" in page


@pytest.mark.parametrize(("words", "taken"), [(10, "1 minuto"), (900, "4 minutos")])
def test_numbers_take_their_plural_forms(client, spanish, world, words, taken):
    address = published(world, body=f"<p>{'barco ' * words}</p>").get_absolute_url()
    assert f"<span>{taken} de lectura</span>" in text(client.get(address))


def test_names_are_joined_as_in_spanish(client, site):
    """A comma is right before any name; `y` would have to be `e` before Inés."""
    byline = re.search(r'<p class="byline">(.*?)</p>', text(client.get(site["article"])))[1]
    assert strip_tags(byline) == "Por Inés Marrow, Abel Finch"


def test_feeds_speak_the_language(client, site):
    feed = text(client.get("/atom.xml"))
    assert 'xml:lang="es"' in feed
    assert "Lo último de " in feed
    assert "Corrección" in feed
    assert "2 de febrero de 2026 a las 12:00" in feed


def test_the_browser_s_wishes_change_nothing(client, site):
    page = client.get("/world/europe/", headers={"Accept-Language": "en"})
    assert page.content == client.get("/world/europe/").content
    assert "Accept-Language" not in page.get("Vary", "")


def test_errors_are_told_in_the_language(spanish):
    request = RequestFactory().get("/")
    for answer, told in [
        (bad_request(request, BadRequest()), "No podemos leer esto"),
        (server_error(request), "Algo ha fallado por nuestra parte"),
    ]:
        assert '<html lang="es" dir="ltr">' in text(answer)
        assert f"<h1>{told}</h1>" in text(answer)


def test_a_language_of_a_region_has_the_words_of_the_language(client, settings, world):
    settings.LANGUAGE_CODE = "es-mx"
    page = text(client.get("/corrections/"))
    assert '<html lang="es-mx"' in page
    assert "<h1>Correcciones y aclaraciones</h1>" in page


def test_a_language_without_a_catalogue_has_its_dates(client, settings, world):
    published(world)
    settings.LANGUAGE_CODE = "nl"
    page = text(client.get("/archive/2026/02/"))
    assert '<html lang="nl"' in page
    assert "<h1>Februari 2026</h1>" in page
    assert ">Skip to the content</a>" in page


def test_another_language_costs_no_query(client, settings, world):
    story, *_ = archive(world, 3, author_ids=[people.author().pk], notices=NOTICES)
    paths = ("/", "/latest/", "/corrections/", "/archive/2026/02/02/", "/search/?q=story", "/x/")
    for address in (story.get_absolute_url(), *paths):
        asked = {}
        for settings.LANGUAGE_CODE in ("en", "es"):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked[settings.LANGUAGE_CODE] = len(queries)
        assert asked["es"] == asked["en"], address


def test_within_an_article_in_another_language_the_sites_words_say_theirs(client, spanish, world):
    content = {"topic_ids": [people.topic().pk], "author_ids": [people.author().pk]}
    arabic = published(world, "سفينة", language="ar", body="<p>خبر</p>", notices=NOTICES, **content)
    (story,) = html.fromstring(client.get(arabic.get_absolute_url()).content).xpath("//article")
    assert (story.get("lang"), story.get("dir")) == ("ar", "rtl")
    for name in ("trail", "imprint", "notice", "topics", "share"):
        assert story.find_class(name)[0].get("lang") == "es", name
    assert story.find_class("notice")[0].xpath("p[2]/@lang") == ["ar"]
    for address in ("/latest/", "/search/?section=world"):
        (card,) = html.fromstring(client.get(address).content).xpath("//article")
        assert (card.get("lang"), card.find_class("meta")[0].get("lang")) == ("ar", "es")


def test_an_article_in_another_language_says_so_wherever_it_is_named(client, site, world):
    since = DAY + timedelta(days=9)
    english = published(world, "A ferry", since=since, language="en", notices=NOTICES)
    for address in ("/", "/world/", "/latest/", "/corrections/", "/search/?q=ferry"):
        page = text(client.get(address))
        assert re.search(r'<(?:article|a|li)\b[^>]*lang="en"', page), address
    page = text(client.get(english.get_absolute_url()))
    assert '<html lang="es"' in page
    assert '<article class="story" lang="en">' in page
    assert '<aside class="share" aria-label="Compartir" lang="es" dir="ltr">' in page
    assert re.search(r'"inLanguage": ?"en"', page)
