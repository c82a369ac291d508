"""Notes on a passage in a real browser: selected, found again while the text changes, gone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Note
from articles.richtext.anchor import Passage
from tests import people
from tests.browser.soundness import faults_of

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "iframe.cke_wysiwyg_frame"
SELECT = """(body, words) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words)
        if (at < 0) continue
        const node = walker.currentNode
        getSelection().setBaseAndExtent(node, at, node, at + words.length)
        return
    }
}"""
#: What is painted in the editor under this name.
PAINTED = """name => [...document.querySelector("iframe.cke_wysiwyg_frame").contentWindow
    .CSS.highlights.get(name) ?? []].map(String)"""


@pytest.fixture
def article():
    world = people.section("World")
    people.editor(world)
    return people.article(people.reporter(), world)


def form(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def body_of(page):
    page.locator(BODY).wait_for()
    return page.frame_locator(BODY).locator("body")


def save(page):
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    body_of(page)


def painted(page, name, *words):
    expect(page.locator(".desk-notes h2[data-notes]")).to_be_visible()
    page.wait_for_function(
        f"([name, words]) => ({PAINTED})(name).join() === words", arg=[name, ",".join(words)]
    )


def test_a_note_stays_with_its_passage_and_says_when_it_is_gone(page, sign_in, article):
    sign_in(page, article.created_by)
    page.goto(form(article))
    text = body_of(page)
    before = Article.objects.get().body
    text.evaluate(SELECT, "two postal workers")
    text.press("Control+Alt+m")
    expect(page.get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.type("Names? @em")
    expect(page.get_by_role("option", name="Emil · @emil")).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Write note").press("Enter")
    expect(page.get_by_text("Note written.")).to_be_visible()
    note = Note.objects.get()
    assert (note.passage, note.text) == ("two postal workers", "Names? @emil")
    assert note.before.endswith("the first to cross it were ")
    assert [person.username for person in note.mentions.all()] == ["emil"]

    shows = page.get_by_role("button", name="Show in the text: two postal workers")
    shows.press("Enter")
    expect(page.get_by_text("The passage is shown in the text.")).to_be_visible()
    painted(page, "desk-note-shown", "two postal workers")
    assert not page.evaluate("CKEDITOR.instances.id_body.checkDirty()")
    page.keyboard.type("some ")  # the caret is before the passage
    save(page)
    assert Article.objects.get().body == before.replace("two postal", "some two postal")
    painted(page, "desk-notes", "two postal workers")

    text.evaluate(SELECT, "two postal workers on their way to the islands")
    text.press("x")
    shows.click()
    expect(page.get_by_text("These words aren’t in the text any more.")).to_be_visible()
    save(page)
    expect(page.get_by_text("Passage gone")).to_be_visible()
    expect(shows).to_be_visible()


def test_a_half_written_note_survives_saving_and_going_away(page, sign_in, article):
    sign_in(page, article.created_by)
    page.goto(form(article))
    text = body_of(page)
    text.evaluate(SELECT, "forty bearings")
    page.get_by_role("button", name="Note on this passage").click()
    page.keyboard.type("Half a thou")
    page.locator("#id_headline").fill("Another headline")
    save(page)
    expect(page.get_by_label("Note", exact=True)).to_have_value("Half a thou")
    page.get_by_role("button", name="Write note").click()
    expect(page.get_by_text("Note written.")).to_be_visible()
    assert Note.objects.get().passage == "forty bearings"
    page.reload()
    page.get_by_text("Write a note").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("")


def test_whoever_may_only_read_writes_notes_on_passages_too(page, sign_in, article):
    workflow.submit(article, article.created_by)
    sign_in(page, article.created_by)
    page.goto(form(article))
    expect(page.locator(".desk-notes h2[data-notes]")).to_be_visible()
    page.locator("#article_form .desk-copy").evaluate(SELECT, "forty bearings")
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("From the engineers.")
    page.get_by_role("button", name="Write note").press("Enter")
    expect(page.get_by_text("Note written.")).to_be_visible()
    assert Note.objects.get().passage == "forty bearings"


def test_open_notes_and_failed_mail_fit_and_axe_finds_nothing(page, sign_in, article):
    emil = people.editor(article.section)
    emil.email = "emil@paper.example"
    emil.save()
    note = workflow.write_note(article, emil, "Names? @rosa", Passage("two postal workers"))
    workflow.answer_note(note, article.created_by, "Both of them asked for none.")
    workflow.write_note(
        article, emil, "Where is it?", Passage("words that were never there at all")
    )
    row = workflow.tell(emil, article=article, subject="News", text="x", path="/admin/")
    row.attempts, row.error = 3, "ConnectionRefusedError: [Errno 111] Connection refused"
    row.save()
    sign_in(page, emil)
    page.goto(form(article))
    page.get_by_text("Write a note").click()
    assert faults_of(page) == []
    page.goto(reverse("desk:outbox"))
    assert faults_of(page) == []
