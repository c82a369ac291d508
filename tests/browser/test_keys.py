"""The keyboard map and messages in a real browser: used, switched off; said, dismissed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, sign_in):
    """A page on which an editor is signed in, at home."""
    sign_in(page, people.editor(people.section("World")))
    return page


@pytest.fixture
def map_(desk):
    return desk.get_by_role("dialog", name="Keyboard")


def test_the_map_opens_by_key_and_button_and_gives_the_focus_back(desk, map_):
    desk.keyboard.press("?")
    expect(map_).to_be_visible()
    expect(map_.get_by_text("On this page")).to_be_hidden()
    desk.keyboard.press("Escape")
    expect(map_).to_be_hidden()
    button = desk.get_by_role("button", name="Keyboard")
    button.press("Enter")
    map_.get_by_role("button", name="Close").press("Enter")
    expect(map_).to_be_hidden()
    expect(button).to_be_focused()


def test_two_keys_lead_to_a_page_whose_own_keys_are_in_the_map(desk, map_):
    desk.keyboard.press("g")
    desk.keyboard.press("n")
    desk.wait_for_url(f"**{reverse('admin:articles_article_add')}")
    headline = desk.locator("#id_headline")
    headline.focus()
    desk.keyboard.type("? gh")
    expect(headline).to_have_value("? gh")
    desk.get_by_role("button", name="Keyboard").click()
    expect(map_.get_by_text("Save", exact=True)).to_be_visible()
    expect(map_.get_by_text("Pick up the entry")).to_be_hidden()


def test_a_stroke_searches_here_or_in_the_articles(desk):
    desk.keyboard.press("/")
    desk.wait_for_url("**/article/#searchbar")
    expect(desk.locator("#searchbar")).to_be_focused()
    desk.locator("#searchbar").blur()
    desk.keyboard.press("/")
    expect(desk.locator("#searchbar")).to_be_focused()


def test_keys_without_ctrl_can_be_switched_off(desk, map_):
    desk.keyboard.press("?")
    map_.get_by_role("checkbox").uncheck()
    desk.keyboard.press("Escape")
    desk.goto(reverse("admin:articles_article_changelist"))
    for key in ("?", "/", "g", "h"):
        desk.keyboard.press(key)
    expect(map_).to_be_hidden()
    expect(desk.locator("#searchbar")).not_to_be_focused()
    assert desk.url.endswith(reverse("admin:articles_article_changelist"))
    desk.get_by_role("button", name="Keyboard").click()
    map_.get_by_role("checkbox").check()
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(map_).to_be_visible()


def test_a_message_is_put_where_it_is_said_and_stays_until_it_is_dismissed(desk):
    emil = people.editor()
    emil.email = "emil@example.org"
    emil.save()
    desk.goto(reverse("desk:outbox"))
    # Screen readers say what comes into a region that stood there before.
    desk.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.stood ="
        " document.querySelector('#desk-told [role=status]').textContent.trim() })"
    )
    desk.get_by_role("button", name="Send me no mail").click()
    message = desk.get_by_role("status").get_by_text("You get no more mail.")
    expect(message).to_be_visible()
    assert desk.evaluate("window.stood") == ""
    desk.get_by_role("button", name="Dismiss this message").press("Enter")
    expect(message).to_have_count(0)
    expect(desk.locator("#content")).to_be_focused()


def test_a_page_that_refuses_begins_with_why(desk):
    article = people.article(people.reporter(), people.section("World"))
    desk.goto(reverse("admin:articles_article_send_back", args=[article.pk]))
    expect(desk.locator(".desk-refused")).to_be_focused()


def test_the_account_menu_opens_by_keyboard(desk):
    desk.set_viewport_size({"width": 1440, "height": 900})
    menu = desk.get_by_role("button", name="Emil")
    menu.press("Enter")
    expect(desk.get_by_role("button", name="Log out")).to_be_visible()
