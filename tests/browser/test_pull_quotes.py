"""Pull quotes in the editor, by keyboard alone, in a real browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_desk import BODY, body, desk, save  # noqa: F401 - a fixture
from tests.browser.test_embeds import write  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)

PULL = '<blockquote class="pull"><p>Before.</p></blockquote>'


def press(page):
    page.get_by_role("button", name="Pull quote").press("Enter")


def test_a_paragraph_becomes_one_and_plain_text_again(write):  # noqa: F811
    page = write()
    press(page)
    expect(page.frame_locator(BODY).locator("blockquote.pull")).to_have_text("Before.")
    expect(page.get_by_role("button", name="Pull quote")).to_have_attribute("aria-pressed", "true")
    press(page)
    expect(page.frame_locator(BODY).locator("blockquote")).to_have_count(0)
    press(page)
    save(page)
    assert Article.objects.get().body == PULL


def test_a_quote_becomes_one_and_can_be_undone(write):  # noqa: F811
    page = write("<blockquote><p>Before.</p></blockquote>")
    press(page)
    expect(page.frame_locator(BODY).locator("blockquote.pull")).to_have_count(1)
    body(page).press("Control+z")
    expect(page.frame_locator(BODY).locator("blockquote:not(.pull)")).to_have_text("Before.")


def test_a_stored_one_stays_as_it_is(write):  # noqa: F811
    page = write(PULL)
    expect(page.frame_locator(BODY).locator("blockquote.pull")).to_have_text("Before.")
    body(page).press("Control+End")
    body(page).type(" After.")
    save(page)
    assert Article.objects.get().body == PULL.replace("Before.", "Before. After.")
