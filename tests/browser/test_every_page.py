"""Every page of the desk in a real browser: what axe and a narrow window find, and the console.

The pages are those of the permission matrix that a chief gets, so a new address is looked at too.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import Article, claims_of
from articles.richtext.anchor import Passage
from tests.browser.soundness import WIDTHS, faults_of
from tests.desk.test_permission_matrix import (  # noqa: F401 (a fixture)
    ARTICLE_ROWS,
    HOUSE_ROWS,
    article_addresses,
    house_addresses,
    ids_of,
    newsroom,
    story,
)

pytestmark = pytest.mark.django_db(transaction=True)

#: A page of an article is looked at in the first of these states in which there is one.
RICHEST_FIRST = ("live", "review", "draft", "scheduled", "spiked")
#: What a page shows later: panels that load themselves, frames, the editor.
LATER = "[hx-trigger~=load], [hx-trigger~=revealed], iframe, .django-ckeditor-widget"


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def page(browser, live_server, newsroom):  # noqa: F811
    """A page on which the chief is signed in, and what its console has said."""
    client = Client()
    client.force_login(newsroom["chief"])
    cookie = client.cookies[project.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies(
        [{"name": project.SESSION_COOKIE_NAME, "value": cookie, "url": f"{live_server.url}/admin/"}]
    )
    page = context.new_page()
    page.said = []
    page.on("console", lambda line: line.type == "error" and page.said.append(line.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


def furnish(article_id, newsroom):  # noqa: F811
    """Give this article all that may stand on its pages."""
    article, chief = Article.objects.get(pk=article_id), newsroom["chief"]
    note = workflow.write_note(article, chief, "Who says so?", Passage("forty bearings"))
    workflow.answer_note(note, newsroom["reporter"], "The council, twice.")
    workflow.check_claims(article, chief, [claims_of(article)[0].digest], "The council's report")
    workflow.share(article, chief, version=1, recipient="Ines Marrow", lasts=timedelta(days=3))
    workflow.keep(
        chief, workflow.OpenForm(uuid4(), article, 1), {"headline": ["New"]}, timezone.now()
    )


def is_a_page(client, address):
    answer = client.get(address)
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    return html and not answer.streaming and b"<html" in answer.content


def faults(page, address):
    """Yield what is wrong with the page at this address, in words."""
    page.said.clear()
    page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    if page.locator(LATER).count():
        page.wait_for_load_state("networkidle")
    if not page.title().strip(" |"):
        yield "it has no title"
    if page.locator("h1").count() != 1:
        yield f"it has {page.locator('h1').count()} main headings"
    yield from faults_of(page)
    yield from page.said


def assert_nothing_is_found(page, client, addresses):
    found = {each: list(faults(page, each)) for each in addresses if is_a_page(client, each)}
    assert found
    said = [f"{address}\n    {fault}" for address, faulty in found.items() for fault in faulty]
    assert not said, "\n".join(said)


@pytest.fixture
def chief(client, newsroom):  # noqa: F811
    client.force_login(newsroom["chief"])
    return client


def test_the_house(page, chief, newsroom):  # noqa: F811
    addresses = [url for key, url in house_addresses(newsroom) if HOUSE_ROWS[key]["chief"] == 200]
    assert_nothing_is_found(page, chief, addresses)


def test_an_article(page, chief, newsroom, clock):  # noqa: F811
    ids = {state: ids_of(story(state, newsroom, clock)) for state in RICHEST_FIRST}
    furnish(ids["live"]["<int:article_id>"], newsroom)
    routes = {state: dict(article_addresses(each)) for state, each in ids.items()}
    addresses = [
        next((routes[state][key] for state in RICHEST_FIRST if row["chief", state] == 200), None)
        for key, row in ARTICLE_ROWS.items()
    ]
    assert_nothing_is_found(page, chief, filter(None, addresses))


def test_the_keyboard_map(page):
    page.goto("/admin/")
    page.keyboard.press("?")
    assert faults_of(page) == []
