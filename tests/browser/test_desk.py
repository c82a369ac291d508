"""The desk in a real browser: writing by keyboard, pasting, pictures, the editor away."""

import re

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from tests import people
from tests.desk.test_form import change

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """html => CKEDITOR.instances.id_body.fire("paste", {
    type: "html", method: "paste", dataValue: html,
    dataTransfer: new CKEDITOR.plugins.clipboard.dataTransfer(),
})"""
WORD = (
    '<meta name=Generator content="Microsoft Word 15"><h1 style="color:red">Tides</h1>'
    '<p class=MsoNormal style="margin:0"><b style="mso-x:y">Twice</b> a day<o:p></o:p></p>'
)
BODY = "iframe.cke_wysiwyg_frame"


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def article(world):
    return people.article(people.reporter(), world)


@pytest.fixture
def desk(browser, live_server):
    """Open a page of the desk as this person, in a browser window of their own."""
    contexts = []

    def open_as(person, path, **options):
        client = Client()
        client.force_login(person)
        context = browser.new_context(base_url=live_server.url, **options)
        context.add_cookies(
            [
                {
                    "name": project.SESSION_COOKIE_NAME,
                    "value": client.cookies[project.SESSION_COOKIE_NAME].value,
                    "url": f"{live_server.url}/admin/",
                }
            ]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield open_as
    for context in contexts:
        context.close()


def save(page):
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def body(page):
    page.locator(BODY).wait_for()
    return page.frame_locator(BODY).locator("body")


def test_a_story_is_written_with_the_keyboard_alone(desk, world):
    for name in ("Ines Marrow", "Inge Lund"):
        people.author(name)
    page = desk(people.reporter(), reverse("admin:articles_article_add"))
    text = body(page)
    page.locator("#id_headline").focus()
    page.keyboard.type("Ærø’s new ferry")
    expect(page.get_by_text("15 of 90 characters")).to_be_visible()
    page.get_by_label("Authors").focus()
    for letters, name in (("ing", "Inge Lund"), ("ines", "Ines Marrow")):
        page.keyboard.type(letters)
        page.get_by_role("option", name=name).wait_for()
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Move Ines Marrow up").press("Enter")
    text.press("End")
    page.keyboard.type("It sails on Monday.")
    save(page)
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()
    stored = Article.objects.get()
    assert (stored.slug, stored.body) == ("aeros-new-ferry", "<p>It sails on Monday.</p>")
    assert [author.name for author in stored.authors()] == ["Ines Marrow", "Inge Lund"]


def test_a_slug_of_ones_own_stays(desk, article):
    page = desk(article.created_by, change(article))
    page.locator("#id_headline").fill("Another headline")
    expect(page.get_by_label("Slug")).to_have_value("harbour-bridge-reopens")


def test_pictures_of_the_library_go_into_the_body_and_to_the_top(desk, article):
    picture = people.picture(caption="Ferry at dawn")
    picture.prepare()
    page = desk(article.created_by, change(article))
    text = body(page)
    page.get_by_role("button", name="Choose a picture").press("Enter")
    page.keyboard.type("dawn")
    page.get_by_role("button", name="Ferry at dawn").press("Enter")
    text.click()
    page.get_by_role("button", name="Picture from the library").press("Enter")
    page.get_by_role("button", name="Ferry at dawn").press("Enter")
    expect(page.frame_locator(BODY).locator("figure img")).to_be_visible()
    caption = page.frame_locator(BODY).locator("figcaption")
    caption.fill("The first one out")
    expect(caption).to_have_text("The first one out")
    save(page)
    stored = Article.objects.get()
    assert stored.lead_picture == picture
    assert re.search(
        rf'<figure><img data-picture="{picture.pk}"[^>]+>'
        "<figcaption>The first one out</figcaption></figure>",
        stored.body,
    )


def test_what_is_pasted_from_word_is_cleaned(desk, article):
    page = desk(article.created_by, change(article))
    body(page).click()
    page.evaluate(PASTE, WORD)
    page.wait_for_function("CKEDITOR.instances.id_body.getData().includes('Twice')")
    pasted = page.evaluate("CKEDITOR.instances.id_body.getData()")
    assert "<h2>Tides</h2>" in pasted
    assert "<strong>Twice</strong> a day" in pasted
    assert not re.search("style=|class=|mso|<o:p", pasted)


def test_without_its_editor_the_body_is_a_plain_field_that_fits(desk, article):
    page = desk(article.created_by, "/admin/", viewport={"width": 360, "height": 760})
    page.route("**/ckeditor/**", lambda route: route.abort())
    page.goto(change(article))
    assert page.locator("textarea#id_body").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
