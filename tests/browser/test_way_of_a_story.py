"""The way of a story: handed in, sent back once, scheduled, and read at its second.

Nothing but the web server and the database runs: no worker, no cron.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from playwright.sync_api import expect

from articles.models import Article, Edition, database_now
from tests import people

pytestmark = pytest.mark.django_db(transaction=True)

COPY = """date 2026-03-04 Headline: Lighthouse Keepers Return to Gull Rock

The lamp on Gull Rock will be tended by hand again from the spring, the coast council decided on Tuesday.

Why the machines were switched off

A costly habit

The automatic lamp failed eleven times in two winters, and each repair took a boat, three people and a calm day.

What the keepers will do

Their duties fall into three parts: Watching the lamp: Two people take turns through the night. Counting birds: The census is done at dawn. Welcoming visitors: Boats may land on Sundays.

“We never wanted to leave,” said one of the former keepers, who is to train the new ones.
"""  # noqa: E501 - a paragraph is a line, as it is in copy that comes in
STANDFIRST = "After two winters of failures, people take over from the automatic lamp."
NOTE = "Who pays for it? Add a sentence."
ANSWER = "The county pays for the boat and the lamp's oil."


@pytest.fixture
def rosa(transactional_db):
    rosa = people.reporter()
    people.byline(rosa)
    return rosa


@pytest.fixture
def emil(transactional_db):
    return people.editor(people.section("World"))


def submit(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="Submit for review").first.click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("body")).to_contain_text("in review")


def bring_in(page):
    page.goto("/admin/articles/article/bring-in/")
    page.get_by_label("Copy").fill(COPY)
    page.get_by_label("Section").select_option(label="World")
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/change/")
    return Article.objects.get()


def write(page, text):
    """Type at the end of the body, in the editor."""
    body = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    body.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def save(page):
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version").first).to_be_visible()


def choose_author(page, name):
    page.locator("#id_author_ids").press_sequentially(name[:5])
    page.get_by_role("option", name=name).click()


def schedule(page, article, at):
    page.goto(f"/admin/articles/article/{article.pk}/schedule/")
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE)).strftime("%Y-%m-%dT%H:%M:%S")
    # The field offers whole minutes, which would be long to wait for; the server takes seconds too.
    page.locator("input[name=at]").evaluate(
        "(input, value) => { input.step = 1; input.value = value }", local
    )
    page.get_by_role("button", name="Schedule").click()
    page.wait_for_url("**/change/")


def test_from_the_copy_to_the_reader(open_page, sign_in, rosa, emil):
    at_rosa_s, at_emil_s, reader = open_page(), open_page(), open_page()
    sign_in(at_rosa_s, rosa)
    sign_in(at_emil_s, emil)

    article = bring_in(at_rosa_s)
    assert article.headline == "Lighthouse Keepers Return to Gull Rock"
    assert "<h2>Why the machines were switched off</h2>" in article.body
    assert "<h3>A costly habit</h3>" in article.body
    assert article.body.count("<li>") == 3
    at_rosa_s.fill("#id_standfirst", STANDFIRST)
    choose_author(at_rosa_s, "Rosa Writes")
    save(at_rosa_s)
    submit(at_rosa_s, article)

    at_emil_s.goto(f"/admin/articles/article/{article.pk}/send-back/")
    at_emil_s.fill("textarea[name=note]", NOTE)
    at_emil_s.get_by_role("button", name="Send back").click()
    at_rosa_s.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(at_rosa_s.locator("body")).to_contain_text(NOTE)
    write(at_rosa_s, ANSWER)
    save(at_rosa_s)
    submit(at_rosa_s, article)

    at = (database_now() + timedelta(seconds=10)).replace(microsecond=0)
    schedule(at_emil_s, article, at)
    edition = Edition.objects.get()
    assert (edition.starts_at, edition.article_id) == (at, article.pk)
    assert [event.person for event in article.events.order_by("pk")] == [rosa, emil, rosa, emil]

    read_at_its_second(reader, edition)
    expect(reader.get_by_role("heading", level=1)).to_have_text(article.headline)
    text = reader.locator("main").inner_text()
    for words in (STANDFIRST, "Rosa Writes", "Welcoming visitors", ANSWER, "never wanted to leave"):
        assert words in text
    expect(reader.get_by_role("heading", level=3).first).to_have_text("A costly habit")
    assert reader.context.cookies() == []


def read_at_its_second(page, edition):
    """Ask for the address again and again: 404 until the second, and 200 from it on."""
    address = edition.get_absolute_url()
    answers = []
    while database_now() < edition.starts_at + timedelta(seconds=1):
        before = database_now()
        status = page.goto(address).status
        answers.append((before, status, database_now()))
    assert {status for _, status, after in answers if after < edition.starts_at} == {404}
    assert {status for before, status, _ in answers if before >= edition.starts_at} == {200}
