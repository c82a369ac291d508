"""Videos and posts in the editor and in previews, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from articles.richtext import clean
from tests import people
from tests.browser.soundness import faults_of
from tests.browser.test_desk import BODY, PASTE, body, desk, save  # noqa: F401 - a fixture
from tests.desk.test_form import change

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "https://www.youtube.com/watch?v=abcdefghijk"
DATA = "CKEDITOR.instances.id_body.getData()"


def stored(title):
    return f'<figure><a href="{ADDRESS}" rel="external noopener">{title}</a></figure>'


@pytest.fixture
def write(desk):  # noqa: F811
    """`write(html)`: the form of an article with this body, its caret at the end."""

    def write(html="<p>Before.</p>"):
        people.section("World")
        article = people.article(people.reporter(), None, body=html)
        page = desk(article.created_by, change(article))
        body(page).press("Control+End")
        return page

    return write


def box(page):
    return page.frame_locator(BODY).locator(".cke_widget_deskembed")


def dialog(page):
    return page.get_by_role("dialog", name="Video or post")


def test_one_is_put_in_and_changed_by_keyboard_alone(write):
    page = write()
    page.get_by_role("button", name="Video or post by its link").press("Enter")
    expect(page.get_by_label("Its address")).to_be_focused()
    page.keyboard.type("https://youtu.be/abcdefghijk?si=1")
    page.keyboard.press("Tab")
    page.keyboard.type("Bells <b> & tides")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_hidden()
    expect(box(page)).to_have_attribute("data-host", "youtube.com")
    box(page).click()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Its title")).to_be_focused()
    expect(page.get_by_label("Its title")).to_have_value("Bells <b> & tides")
    expect(page.get_by_label("Its address")).to_have_value(ADDRESS)
    page.get_by_label("Its title").fill("Bells at noon")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_text("Bells at noon")
    save(page)
    assert Article.objects.get().body == f"<p>Before.</p>\n{stored('Bells at noon')}"


def test_what_is_no_provider_s_is_refused_in_the_dialog(write):
    page = write()
    page.get_by_role("button", name="Video or post by its link").click()
    page.get_by_label("Its address").fill("https://youtube.com.evil.example/watch?v=abcdefghijk")
    page.get_by_role("button", name="Put it in").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("This leads to no video or post on")
    expect(page.get_by_label("Its address")).to_be_focused()
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(box(page)).to_have_count(0)


def test_an_address_pasted_on_a_line_of_its_own_becomes_a_box_without_title(write):
    page = write()
    page.keyboard.press("Enter")
    page.evaluate(PASTE, "https://youtu.be/abcdefghijk")
    expect(box(page)).to_have_attribute("data-untitled", "yes")
    expect(box(page)).to_have_text(ADDRESS)
    box(page).dblclick()
    page.keyboard.type("Bells")
    page.keyboard.press("Enter")
    expect(box(page)).not_to_have_attribute("data-untitled", "yes")
    save(page)
    assert Article.objects.get().body == f"<p>Before.</p>\n{stored('Bells')}"


@pytest.mark.parametrize(
    "pasted", ["https://example.org/", "bells", "https://youtu.be/abcdefghijk and more"]
)
def test_all_else_is_pasted_as_it_is(write, pasted):
    page = write()
    page.keyboard.press("Enter")
    page.evaluate(PASTE, pasted)
    page.wait_for_load_state("networkidle")
    expect(box(page)).to_have_count(0)
    assert f"<p>{pasted}</p>" in page.evaluate(DATA)


def test_in_a_list_it_goes_behind(write):
    page = write("<ul><li>One</li><li>Two</li></ul><p>After.</p>")
    page.frame_locator(BODY).get_by_text("One").click()
    page.get_by_role("button", name="Video or post by its link").click()
    page.get_by_label("Its address").fill(ADDRESS)
    page.get_by_label("Its title").fill("Bells")
    page.get_by_role("button", name="Put it in").click()
    expect(box(page)).to_be_visible()
    save(page)
    assert Article.objects.get().body == (
        f"<ul><li>One</li><li>Two</li></ul>\n{stored('Bells')}\n<p>After.</p>"
    )


def test_a_stored_one_is_a_box_and_stays_as_it_is(write):
    html = clean(f"<p>Before.</p>{stored('Bells')}<p>After.</p>")
    page = write(html)
    expect(box(page)).to_have_text("Bells")
    assert clean(page.evaluate(DATA)) == html


def test_a_preview_shows_the_card_and_loads_it_when_asked(desk):  # noqa: F811
    article = people.article(people.reporter(), people.section("World"), body=stored("Bells"))
    page = desk(article.created_by, "/admin/")
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="<title>Theirs</title><h1>Theirs</h1>", content_type="text/html")

    page.route(lambda url: url.startswith("https:"), answer)
    page.goto(reverse("admin:articles_article_preview", args=[article.pk]))
    shown = page.frame_locator("[data-screen=desktop] iframe")
    button = shown.get_by_role("button", name="Play the video: Bells")
    expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == []
    button.press("Enter")
    expect(shown.frame_locator("iframe").get_by_role("heading", name="Theirs")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"]
