"""Looking before readers do, in a real browser: time travel, previews, links for outsiders."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests import people
from tests.reader.stories import published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path, live_server):
    settings.MEDIA_ROOT = tmp_path
    settings.SITE_URL = live_server.url


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def article(world):
    return people.article(people.reporter(), world)


@pytest.fixture
def editor(page, sign_in, world):
    """A page on which an editor is signed in."""
    sign_in(page, people.editor(world))
    return page


def test_a_walk_through_time_stays_inside(editor, world):
    page, said = editor, []
    now = timezone.now().replace(microsecond=0)
    published(world, "The day before", since=now - timedelta(days=3))
    coming = people.article(people.reporter(), world, headline="The day after")
    people.edition(coming, now + timedelta(days=1))
    page.on("console", lambda message: said.append(message.text))
    page.goto(reverse("desk:as_of_now", args=[""]))
    bar = page.get_by_role("complementary", name="Time travel")
    page.get_by_role("link", name="The day before").first.click()
    expect(page.locator("h1")).to_have_text("The day before")
    bar.get_by_role("link", name="Next change").click()
    expect(bar.locator("strong")).to_contain_text(f"{now + timedelta(days=1):%Y}")
    page.get_by_role("link", name="World").first.click()
    expect(page.get_by_role("link", name="The day after").first).to_be_visible()
    assert "/admin/as-of/" in page.url
    bar.get_by_label("Another moment").fill(f"{now - timedelta(days=5):%Y-%m-%dT12:00:00}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing has been published here yet.")).to_be_visible()
    assert f"{now - timedelta(days=5):%Y-%m-%d}T1" in page.url
    bar.get_by_role("link", name="Leave").click()
    expect(bar).to_have_count(0)
    assert page.url.endswith("/world/")
    assert said == []


def widths(page):
    """Return how wide each page that is shown takes its window to be, and looks on the screen."""
    return {
        int(frame.get_attribute("width")): (
            frame.element_handle().content_frame().evaluate("innerWidth"),
            frame.bounding_box()["width"],
        )
        for frame in page.locator("iframe").all()
        if frame.is_visible()
    }


def test_the_preview_is_as_wide_as_it_says_and_switched_by_keyboard(editor, article):
    page = editor
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(reverse("admin:articles_article_preview", args=[article.pk]))
    page.wait_for_load_state("networkidle")
    shown = widths(page)
    assert {width: inner for width, (inner, _) in shown.items()} == {1280: 1280, 768: 768, 360: 360}
    assert sum(outer for _, outer in shown.values()) < 1440
    page.get_by_label("Side by side").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Tablet")).to_be_checked()
    # It is scaled once it is laid out.
    page.wait_for_function(
        "document.querySelector('iframe[width=\"768\"]').getBoundingClientRect().width === 768"
    )
    assert widths(page) == {768: (768, 768)}
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    expect(page.get_by_label("Phone")).to_be_checked()
    page.wait_for_load_state("networkidle")
    [(inner, outer)] = widths(page).values()
    assert inner == 360
    assert outer < 360
    headline = page.frame_locator("iframe >> visible=true").locator("h1")
    expect(headline).to_have_text(article.headline)


def test_a_link_is_copied_and_opened_by_somebody_who_never_signed_in(editor, article, open_page):
    page = editor
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("admin:articles_article_shares", args=[article.pk]))
    page.get_by_label("For whom").fill("Ines Marrow")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    outsider = open_page()
    outsider.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(outsider.locator("h1")).to_have_text(article.headline)
    assert outsider.context.cookies() == []
    page.goto(reverse("admin:articles_article_shares", args=[article.pk]))
    expect(page.get_by_text("Chrome on Linux")).to_be_visible()
    page.get_by_role("button", name="Close the link for Ines Marrow").click()
    expect(page.get_by_role("status")).to_contain_text("The link for Ines Marrow is closed.")
    assert outsider.reload().status == 410
