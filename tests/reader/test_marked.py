"""Every word of ours that readers see is marked for translation.

The site speaks a language made up for this, in which each translation is the string in brackets,
and all that editors write is Greek. So a word in Latin letters outside of brackets is one that
nobody marked: in a template, in code, or in an attribute.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import override
from lxml import html

from articles import workflow
from articles.models import Article, Author, Section, Topic
from articles.richtext import clean
from newsroom.faults import bad_request, server_error
from tests import messages, people
from tests.reader.crawling import Crawl, name_of, public
from tests.reader.stories import DAY, published
from tests.reader.test_embeds import EXAMPLES
from tests.reader.test_leaks import values as all_values

pytestmark = pytest.mark.django_db

#: Django has its months and weekdays, and nobody has a catalogue of ours in it.
MADE_UP = "eo"
OPENED, CLOSED = "⟦", "⟧"
WORD = re.compile(r"(?<![\w@.])[A-Za-zÀ-ɏ]{2,}(?![\w@])")
#: Read aloud, shown when pointed at, or said by a script.
SAID = ("aria-label", "alt", "title", "placeholder", "data-said")
#: What isn't of any language: who makes something, what it is called, and what stands in addresses.
NAMES = {"RSS", "Atom", "JSON", "Feed", "WhatsApp", "Bluesky", "Facebook", "LinkedIn", "UTC", "GMT"}
GREEK = "Πλοίο στο λιμάνι"
SLUGS = ("kosmos", "evropi", "elli", "gefyres", "ploio")
#: Addresses behind a secret, and of files: no page of theirs is shown here.
NO_PAGES = {"share", "calendar_feed", "media", "theme"}


@pytest.fixture(scope="module")
def locale(tmp_path_factory):
    """A catalogue in which every string that is marked stands in brackets."""
    folder = tmp_path_factory.mktemp("locale")
    file = folder / MADE_UP / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    catalogue = messages.extracted()
    for message in catalogue:
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            said = tuple(f"{OPENED}{form}{CLOSED}" for form in forms)
            message.string = said if message.pluralizable else said[0]
    file.write_bytes(messages.compiled(catalogue))
    return folder


@pytest.fixture(autouse=True)
def made_up(settings, locale):
    settings.LOCALE_PATHS = [locale]
    settings.LANGUAGE_CODE = MADE_UP
    settings.SITE_NAME = "Εφημερίδα"


@pytest.fixture
def dates():
    """All words that a date has in this language."""
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(365)]
    with override(MADE_UP):
        said = [date_format(day, form) for day in days for form in ("DATE_FORMAT", "l D F M b")]
    words = set(WORD.findall(" ".join(said)))
    return words | {capfirst(word) for word in words}


def texts(element):
    """Yield all that a page says, in its order."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "time"):
        yield element.tail or ""
        return
    yield from (element.get(name, "") for name in SAID)
    if element.get("name") == "description":
        yield element.get("content")
    yield element.text or ""
    for child in element:
        yield from texts(child)
    yield element.tail or ""


def unmarked(page, known=frozenset()):
    """Return the words that stand outside of brackets and are nobody's name."""
    depth, outside = 0, []
    for part in re.split(f"([{OPENED}{CLOSED}])", "\n".join(texts(html.fromstring(page)))):
        depth += (part == OPENED) - (part == CLOSED)
        if depth == 0 and part != CLOSED:
            outside.append(part)
    assert depth == 0
    return set(WORD.findall("\n".join(outside))) - NAMES - known


def is_page(answer):
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    return html and not answer.headers.get("Location")


def greek(section, **content):
    """Return an edition of which all that an editor writes is Greek."""
    return published(section, **{"headline": GREEK, "slug": SLUGS[4], **content})


@pytest.fixture
def story(harbour):
    """A site with all on its pages that there can be, and nothing of it in Latin letters."""
    harbour.alt = harbour.caption = harbour.credit = GREEK
    harbour.save()
    world = Section.objects.create(name="Κόσμος", slug=SLUGS[0], intro=GREEK)
    europe = Section.objects.create(name="Ευρώπη", slug=SLUGS[1], parent=world)
    elli = Author.objects.create(
        name="Έλλη", slug=SLUGS[2], biography=GREEK, email="e@news.example",
        website="https://elli.example/", social="https://social.example/elli",
    )  # fmt: skip
    nikos = Author.objects.create(name="Νίκος", slug="nikos")
    series = Topic.objects.create(name="Γέφυρες", slug=SLUGS[3], series=True)
    content = {
        **dict.fromkeys(("kicker", "standfirst", "lead_caption", "dateline"), GREEK),
        "author_ids": [elli.pk, nikos.pk],
        "topic_ids": [series.pk],
        "lead_picture": harbour,
    }
    for n in range(25):
        greek(europe, since=DAY - timedelta(hours=n + 1), **content)
    embeds = "".join(f"<p>{address}</p>" for address in EXAMPLES.values())
    table = "<table><tbody><tr><td>α</td></tr></tbody></table>"
    notices = [
        {"kind": kind, "text": GREEK, "at": DAY.isoformat()}
        for kind in ("correction", "clarification", "update")
    ]
    body = f"<p>{GREEK}</p>{table}{clean(embeds)}"
    ended = DAY + timedelta(hours=1)
    greek(europe, until=ended, withdrawn=GREEK, slug="apo")
    story = greek(europe, since=DAY, body=body, notices=notices, **content)
    greek(world, since=DAY + timedelta(hours=1), topic_ids=[series.pk])
    return story


def values():
    """Return what may stand in addresses here, and for the rest what a stranger tries."""
    return all_values([]) | {
        "slug": list(SLUGS),
        "parent": [SLUGS[0]],
        "path": [f"{SLUGS[0]}/{SLUGS[1]}"],
        "id": [str(Article.objects.get(slug="apo").pk)],
        "name": ["x"],
        "secret": ["x" * 43],
        "year": ["2026"],
        "month": ["02"],
        "day": ["02"],
        "file": ["rss.xml"],
        "?before": [f"{2**50:x}.ffffff"],
        "?after": ["0.1"],
        "?q": ["πλοίο", "νησί", "πλοίο " * 30],
        "?until": ["2026-03-04", "1"],
        "?section": [SLUGS[0], "0"],
        "?author": [SLUGS[2]],
        "?topic": [SLUGS[3]],
        "?from": ["2026-01-01", "1"],
        **{name: ["1"] for name in ("?to", "?limit", "?cursor", "?since")},
    }


def test_there_is_no_word_on_any_page_that_is_not_marked(client, story, dates):
    found = Crawl(client, values())
    pages = {address: answer for address, answer in found.answers.items() if is_page(answer)}
    known = dates | set(SLUGS) | {"nikos"}
    bare = {address: unmarked(page.content, known) for address, page in pages.items()}
    assert {address: words for address, words in bare.items() if words} == {}
    shown = {name_of(a) for a, answer in found.answers.items() if answer.status_code == 200}
    names = {pattern.name or route for route, pattern in public()}
    assert {n for n in names - shown if not n.startswith("api_")} <= NO_PAGES, "give it values"
    assert {200, 404, 410, 422} <= {page.status_code for page in pages.values()}


def test_embeds_of_every_provider_are_marked(client, story):
    page = client.get(story.get_absolute_url()).content
    assert len(html.fromstring(page).find_class("embed")) == len(EXAMPLES)
    assert unmarked(page) == set()


def test_an_empty_site_says_so_in_marked_words(client, dates):
    for address in ("/", "/latest/", "/archive/", "/corrections/", "/search/?q=πλοίο"):
        assert unmarked(client.get(address).content, dates) == set(), address


def test_a_search_that_takes_long_says_so_in_marked_words(client, story, settings, dates):
    settings.SEARCH_LIMIT = 0
    page = client.get("/search/?q=πλοίο").content
    assert f"{OPENED}This search takes long." in page.decode()
    assert unmarked(page, dates) == set()


def test_faults_are_told_in_marked_words():
    request = RequestFactory().get("/")
    assert unmarked(bad_request(request, BadRequest()).content) == set()
    assert unmarked(server_error(request).content) == set()


def test_what_outsiders_see_is_told_in_marked_words(client, clock, dates):
    section = Section.objects.create(name="Κόσμος", slug=SLUGS[0])
    article = people.article(
        people.chief(), section, headline=GREEK, standfirst=GREEK, slug=SLUGS[4],
        body=f"<p>{GREEK}</p>", author_ids=[],
    )  # fmt: skip
    day = timedelta(days=1)
    _, secret = workflow.share(article, people.chief(), version=1, recipient="Έλλη", lasts=day)
    address = reverse("share", args=[secret])
    open_page = client.get(address)
    clock.tick(days=2)
    closed = client.get(address)
    assert (open_page.status_code, closed.status_code) == (200, 410)
    assert unmarked(open_page.content, dates) == unmarked(closed.content, dates) == set()


def test_feeds_tell_in_marked_words(client, story):
    feed = client.get("/rss.xml").content.decode()
    assert f"<description>{OPENED}The latest from Εφημερίδα.{CLOSED}</description>" in feed
    for kind in ("Correction", "Clarification", "Update"):
        assert f"{OPENED}{kind}{CLOSED}" in feed


def test_a_word_that_is_not_marked_is_found():
    page = (
        f'<p>{OPENED}Hello <b>to {OPENED}all{CLOSED}</b>{CLOSED} Έλλη <i title="Help"></i>here</p>'
    )
    assert unmarked(page) == {"Help", "here"}
