"""Two people save one article, in a browser each; what collides is chosen by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Buffer
from tests import people
from tests.browser.soundness import faults_of
from tests.browser.test_desk import BODY, body
from tests.desk.test_form import change

pytestmark = pytest.mark.django_db(transaction=True)

COPY = "<p>The lamp is tended by hand.</p><p>It burns oil.</p><p>Boats see it for miles.</p>"


@pytest.fixture
def article(transactional_db):
    return people.article(people.reporter(), people.section("World"), body=COPY)


def write(page, old, new):
    """Replace words in the editor, as somebody who types there does."""
    body(page)
    page.evaluate(
        """([before, after]) => {
            const editor = CKEDITOR.instances.id_body
            editor.setData(editor.getData().replace(before, after))
        }""",
        [old, new],
    )
    expect(page.frame_locator(BODY).locator("body")).to_contain_text(new)


def save(page):
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def test_two_people_save_and_neither_loses_a_word(open_page, sign_in, article):
    his, hers = open_page(), open_page()
    sign_in(his, people.editor(people.section("World")))
    sign_in(hers, article.created_by)
    for page in (his, hers):
        page.goto(change(article))
    write(his, "burns oil", "burns whale oil")
    write(his, "for miles", "for nine miles")
    save(his)
    hers.locator("#id_headline").fill("Rosa's headline")
    write(hers, "by hand", "by two hands")
    write(hers, "burns oil", "burns paraffin")
    save(hers)

    expect(hers.get_by_role("heading", name="Emil saved a newer version")).to_be_visible()
    expect(hers.get_by_text("1 of 1 to choose")).to_be_visible()
    question = hers.get_by_role("group", name="You and Emil both changed this")
    expect(question.locator("ins")).to_have_text(["paraffin", "whale "])
    assert faults_of(hers) == []

    hers.keyboard.press("Control+s")
    expect(question).to_be_visible()
    hers.get_by_role("button", name="Go to the next").press("Enter")
    for _ in range(2):
        hers.keyboard.press("ArrowDown")
    expect(question.get_by_label("Take both")).to_be_checked()
    expect(hers.get_by_text("All chosen")).to_be_visible()
    save(hers)

    expect(hers.get_by_text("Saved as version").first).to_be_visible()
    expect(hers.locator("#id_headline")).to_have_value("Rosa's headline")
    assert Article.objects.get().body.split("\n") == [
        "<p>The lamp is tended by two hands.</p>",
        "<p>It burns paraffin.</p>",
        "<p>It burns whale oil.</p>",
        "<p>Boats see it for nine miles.</p>",
    ]
    # Nothing is offered again as if it hadn't been saved.
    hers.wait_for_function(
        "!Object.keys(localStorage).some(key => key.startsWith('newsroom-kept'))"
    )
    assert not Buffer.objects.exists()
    for name, ids in (("compare", [1, 3]), ("restore", [1])):
        hers.goto(reverse(f"admin:articles_article_{name}", args=[article.pk, *ids]))
        assert faults_of(hers) == [], name
