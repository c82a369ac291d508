"""Writing without fear, in a real browser: a killed server, a closed tab, two people at once."""

import os
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Buffer
from tests import people
from tests.browser.soundness import faults_of
from tests.browser.test_desk import body, save
from tests.desk.test_form import ADD, change
from tests.setup.conftest import Site, free_port

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def article(transactional_db):
    return people.article(people.reporter(), people.section("World"))


def sign_in(context, person):
    client = Client()
    client.force_login(person)
    name = project.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "path": "/admin/"}
    context.add_cookies([cookie | {"domain": urlsplit(context.address).hostname}])


@pytest.fixture
def browse(browser, live_server):
    """`browse(person, path)`: a tab of a browser of their own, whose clock can be put forward."""
    contexts = []

    def browse(person, path, address=live_server.url):
        context = browser.new_context(base_url=address)
        context.address = address
        context.set_default_timeout(10_000)
        context.clock.install()
        contexts.append(context)
        sign_in(context, person)
        page = context.new_page()
        page.goto(path)
        return page

    yield browse
    for context in contexts:
        context.close()


@pytest.fixture
def start(transactional_db):
    """Serve the site from a process that can be killed, on the tests' database: `start(port)`."""
    url = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DATABASE_URL": url._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "DEBUG": "1",
    }
    sites = []

    def start(port):
        address = f"127.0.0.1:{port}"
        command = [sys.executable, "manage.py", "runserver", "--noreload", address]
        sites.append(Site(command, environment | {"PORT": str(port)}).wait())
        return sites[-1]

    yield start
    for site in sites:
        if not site.process.stdout.closed:
            site.kill()


def text_of(page):
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    return page.evaluate("CKEDITOR.instances.id_body.getData()")


def type_on(page, words):
    """Type at the end of the body."""
    body(page)
    text_of(page)
    body(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def some_seconds_later(page):
    page.clock.fast_forward(12_000)


def status(page):
    return expect(page.locator("[data-kept]"))


def test_save_and_what_is_kept_stay_in_sight_on_a_phone(browse, article):
    page = browse(article.created_by, change(article))
    page.set_viewport_size({"width": 360, "height": 760})
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport()
    page.get_by_label("Kicker").fill("Harbour")
    page.clock.run_for(5000)
    expect(page.get_by_text("not saved yet")).to_be_in_viewport()


def test_a_server_killed_in_mid_sentence_and_a_closed_tab(browse, start, article):
    port = free_port()
    site = start(port)
    page = browse(article.created_by, change(article), f"http://127.0.0.1:{port}")
    type_on(page, " The keeper said that")
    some_seconds_later(page)
    status(page).to_contain_text("Kept at")
    site.kill()
    page.keyboard.type(" the lamp is lit")
    some_seconds_later(page)
    status(page).to_contain_text("Not reachable: kept in this browser at")
    page.keyboard.press("Control+s")
    status(page).to_contain_text("Not saved")
    page.keyboard.type(" by hand.")
    page.close(run_before_unload=True)

    start(port)
    page = page.context.new_page()
    page.goto(LIST)
    page.get_by_role("link", name="Go on with it").click()
    assert "The keeper said that the lamp is lit by hand." in text_of(page)
    save(page)
    assert Article.objects.get().body.endswith("the lamp is lit by hand.</p>")
    page.goto(LIST)
    expect(page.get_by_role("link", name="Go on with it")).to_have_count(0)
    assert not Buffer.objects.exists()
    assert not [key for key in page.evaluate("Object.keys(localStorage)") if "kept" in key]


def test_a_server_that_comes_back_is_sent_what_was_typed(browse, start, article):
    port = free_port()
    site = start(port)
    page = browse(article.created_by, change(article), f"http://127.0.0.1:{port}")
    body(page)
    site.kill()
    type_on(page, " On its own.")
    some_seconds_later(page)
    status(page).to_contain_text("Not reachable")
    start(port)
    page.clock.fast_forward(60_000)
    status(page).to_contain_text("Kept at")
    assert "On its own." in Buffer.objects.get().content["body"][0]


def test_a_session_that_expired_loses_nothing_and_shows_nobody_else_anything(browse, article):
    page = browse(article.created_by, change(article))
    type_on(page, " For Rosa alone.")
    Session.objects.all().delete()
    save_by_key(page)
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    status(page).to_contain_text("Not saved. Signed out: kept in this browser")
    assert Article.objects.get().version == 1

    sign_in(page.context, people.chief())
    another = page.context.new_page()
    another.goto(change(article))
    assert "For Rosa alone" not in text_of(another)
    expect(another.get_by_role("link", name="Go on with it")).to_have_count(0)
    page.bring_to_front()
    page.clock.fast_forward(60_000)
    expect(page.get_by_role("heading", name="signed in as Clara now")).to_be_visible()
    save_by_key(page)
    status(page).to_contain_text("Not saved. Signed in as somebody else")

    sign_in(page.context, article.created_by)
    save(page)
    assert Article.objects.get().body.endswith("For Rosa alone.</p>")


def save_by_key(page):
    page.bring_to_front()
    page.keyboard.press("Control+s")


def test_taking_over_loses_neither_text(browse, article):
    emil, rosa = people.editor(people.section("World")), article.created_by
    hers = browse(rosa, change(article))
    type_on(hers, " By Rosa.")
    some_seconds_later(hers)
    status(hers).to_contain_text("Kept at")
    his = browse(emil, change(article))
    expect(his.get_by_role("heading", name="Rosa is writing here")).to_be_visible()
    expect(his.locator("#id_headline")).not_to_be_editable()
    his.get_by_role("button", name="Take over from Rosa").click()
    expect(his.locator("#id_headline")).to_be_focused()
    his.keyboard.press("End")
    his.keyboard.type(", says Emil")

    some_seconds_later(hers)
    expect(hers.get_by_role("heading", name="Emil is writing here")).to_be_visible()
    body(hers).click()
    hers.keyboard.type("Not taken.")
    assert "Not taken" not in text_of(hers)
    save(his)
    some_seconds_later(hers)
    expect(hers.get_by_role("heading", name="Emil saved version 2")).to_be_visible()
    with hers.expect_navigation():
        save_by_key(hers)
    hers.get_by_role("button", name="Save the merged version").click()
    expect(hers.get_by_role("heading", name="Where it stands")).to_be_visible()
    stored = Article.objects.get()
    assert stored.headline.endswith(", says Emil")
    assert stored.body.endswith("By Rosa.</p>")
    assert not Buffer.objects.exists()


def test_a_double_click_on_save_makes_one_draft(browse, transactional_db):
    page = browse(people.reporter(), ADD)
    body(page)
    page.locator("#id_headline").fill("Twice, and once")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()
    assert Article.objects.get().headline == "Twice, and once"


def test_leaving_asks_nothing_and_loses_nothing(browse, article):
    page = browse(article.created_by, change(article))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    type_on(page, " Left behind.")
    # Whoever goes on to submit, or to publish, is told that this wouldn't be in it.
    page.get_by_role("link", name="Submit for review").click()
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("ins", has_text="Left behind.")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Discarded.")).to_be_visible()
    assert "Left behind" not in text_of(page)
    assert asked == []


def test_signing_out_leaves_nothing_in_the_browser(browse, article):
    page = browse(article.created_by, change(article))
    type_on(page, " The last words.")
    page.locator("#logout-form").evaluate("form => form.requestSubmit()")
    page.wait_for_url("**/logout/")
    assert Buffer.objects.get().content["body"][0].endswith("The last words.</p>")
    assert not [key for key in page.evaluate("Object.keys(localStorage)") if "kept" in key]


def test_what_is_put_back_is_not_offered(browse, article):
    page = browse(article.created_by, change(article))
    type_on(page, "x")
    some_seconds_later(page)
    status(page).to_contain_text("Kept at")
    page.keyboard.press("Backspace")
    some_seconds_later(page)
    status(page).to_have_text("")
    assert not Buffer.objects.exists()
    page.keyboard.type("y")
    page.keyboard.press("Backspace")
    page.goto(LIST)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="Not saved yet")).to_have_count(0)


def test_what_is_held_and_unsaved_fits_and_axe_finds_nothing(browse, article):
    emil, rosa = people.editor(people.section("World")), article.created_by
    hers = browse(rosa, change(article))
    type_on(hers, " By Rosa.")
    some_seconds_later(hers)
    status(hers).to_contain_text("Kept at")
    his = browse(emil, change(article))
    body(his)
    one = reverse("desk:unsaved_one", args=[Buffer.objects.get().pk])
    for page, path in ((his, change(article)), (hers, one), (hers, LIST), (hers, change(article))):
        page.goto(path)
        page.locator(".desk-writing-held, .desk-unsaved, .desk-compared").first.wait_for()
        assert faults_of(page) == [], path
