"""A day at the desk as docs/editors.md tells it, walked in a real browser over the demo.

Each step takes its picture. `make pictures` stores them; otherwise the headings and
labels of each page are held against those that stood there then, so a stale picture is noticed.
"""

import io
import json
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from articles.demo import load as demo
from articles.models import Article, User
from tests import people
from tests.clock import START

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
#: By picture, the headings and labels of its page.
WORDS = PICTURES / "words.json"
WINDOW = {"width": 1280, "height": 800}
LARGEST = 80_000
BODY = "iframe.cke_wysiwyg_frame"
#: All of the page, not only what is in view: that depends on the fonts of the machine.
SHOWN = """() => {
    const said = [...document.querySelectorAll("h1, h2, h3, legend, label, summary, button, th")]
    const shown = said.filter(each => each.checkVisibility())
    const words = shown.map(each => {
        const icons = [...each.querySelectorAll(".material-symbols-outlined")]
        const said = icons.reduce((text, icon) => text.replace(icon.innerText, ""), each.innerText)
        return said.replace(/\\s+/g, " ").trim()
    })
    return [...new Set(words)].filter(Boolean)
}"""


class Camera:
    """Takes pictures, and remembers what is on them."""

    def __init__(self):
        self.words = {}
        self.kept = json.loads(WORDS.read_text(encoding="utf-8")) if WORDS.exists() else {}
        self.keeps = bool(os.environ.get("UPDATE_PICTURES"))

    def take(self, page, name):
        page.wait_for_load_state("networkidle")
        self.words[name] = page.evaluate(SHOWN)
        if self.keeps:
            taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
            taken.save(PICTURES / f"{name}.webp", quality=72, method=6)
        else:
            assert self.words[name] == self.kept.get(name), f"{name} is stale: run `make pictures`"

    def keep(self):
        if self.keeps:
            told = json.dumps(self.words, indent=1, ensure_ascii=False)
            WORDS.write_text(f"{told}\n", encoding="utf-8")


@pytest.fixture
def camera():
    camera = Camera()
    yield camera
    camera.keep()


@pytest.fixture
def newsroom(transactional_db, clock, settings, tmp_path):
    settings.ALLOWED_HOSTS = ["*"]
    settings.MEDIA_ROOT = tmp_path
    for name in people.GROUPS:
        people.group(name)
    demo.load(people.PASSWORD)


@pytest.fixture
def open_page(browser, live_server):
    """`open_page()`: a page of somebody new, whose browser shows the time of the tests."""
    contexts = []

    def open_page():
        contexts.append(browser.new_context(base_url=live_server.url, viewport=WINDOW))
        contexts[-1].clock.set_fixed_time(START)
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def desk(newsroom, open_page, sign_in):
    """`desk("editor")`: a page on which this one of the demo's people is signed in."""
    pages = {}

    def desk(name):
        if name not in pages:
            pages[name] = open_page()
            sign_in(pages[name], User.objects.get(username=name))
        return pages[name]

    return desk


def test_a_day_at_the_desk(desk, camera, open_page):
    morning(desk("editor"), camera)
    story = writing(desk("reporter"), camera)
    notes_and_claims(desk("editor"), camera)
    review(desk("editor"), camera, story)
    picture(desk("editor"), camera)
    planning(desk("editor"), camera)
    arranging(desk("chief"), camera)
    looking(desk("editor"), camera, story)
    evening(desk("editor"), camera)
    as_readers_see_it(open_page(), camera)
    assert camera.keeps or set(camera.words) == set(camera.kept)


def change(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def save(page, why):
    page.get_by_label("What changed").fill(why)
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def morning(page, camera):
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Tuesday 3 March 2026")).to_be_visible()
    camera.take(page, "home")


def writing(page, camera):
    """Begin an article, see it kept, save it, change it, compare both versions, and submit it."""
    page.goto(reverse("admin:articles_article_add"))
    page.fill("#id_kicker", "Night trams")
    page.fill("#id_headline", "The last tram of the night now runs at four")
    page.fill("#id_standfirst", "Line 4 carried 212 people between midnight and dawn.")
    page.select_option("#id_section", label="— Transport")
    byline = page.get_by_role("combobox", name="Authors")
    byline.fill("Tobiah")
    expect(page.get_by_role("option", name="Tobiah Wrenfield")).to_be_visible()
    byline.press("Enter")
    body = page.frame_locator(BODY).locator("body")
    body.fill("The first tram left the depot at ten past midnight, with eleven people in it.")
    expect(page.locator("[data-kept]")).to_contain_text("Kept at 09:00, not saved yet")
    page.evaluate("scrollTo(0, 0)")
    camera.take(page, "writing")
    save(page, "First draft")
    story = Article.objects.get(slug="the-last-tram-of-the-night-now-runs-at-four")
    page.fill("#id_headline", "The last tram now leaves at four")
    body.fill("The first tram left the depot at ten past midnight, with 14 people in it.")
    save(page, "Counted again")
    page.goto(reverse("admin:articles_article_compare", args=[story.pk, 1, 2]))
    camera.take(page, "comparison")
    page.goto(change(story))
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_role("status").first).to_contain_text("Submitted.")
    return story


def notes_and_claims(page, camera):
    story = Article.objects.get(slug="delta-farmers-lift-their-fields")
    page.goto(change(story))
    expect(page.get_by_role("link", name="Publish now")).to_be_visible()
    camera.take(page, "desk")
    page.get_by_text("Write a note", exact=True).click()
    page.locator("#note-new-text").fill("@yusra who else lifts their fields?")
    page.get_by_role("button", name="Write note").click()
    expect(page.locator("#desk-notes")).to_contain_text("who else lifts their fields?")
    camera.take(page, "notes")
    page.goto(reverse("admin:articles_article_claims", args=[story.pk]))
    page.locator("#content input[type=checkbox]").first.check()
    page.get_by_label("Checked against").fill("The survey of the dyke office")
    camera.take(page, "claims")
    page.get_by_role("button", name="Tick the selected").click()
    expect(page.get_by_role("status")).to_contain_text("1 ticked.")


def review(page, camera, story):
    page.goto(change(story))
    page.get_by_role("link", name="Schedule").click()
    page.get_by_label("Goes live").fill("2026-03-04T06:30")
    camera.take(page, "review")
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_role("status").first).to_contain_text("4 March 2026")


def picture(page, camera):
    page.goto(reverse("admin:articles_picture_changelist"))
    page.locator(".picture-grid a").first.click()
    page.get_by_role("button", name="Focal point").press("ArrowLeft")
    camera.take(page, "picture")


def planning(page, camera):
    """Move tomorrow's story by a quarter of an hour, with the keyboard alone."""
    page.goto(reverse("desk:planner_week", args=[START.date()]))
    entry = page.locator("[data-moves]", has_text="The last tram now leaves")
    entry.locator("a").focus()
    for key in ("Space", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".plan-done")).to_be_visible()
    expect(entry).to_contain_text("06:45")
    page.evaluate("scrollTo(0, 0)")
    camera.take(page, "planner")
    page.keyboard.press("?")
    camera.take(page, "keyboard")
    page.keyboard.press("Escape")


def arranging(page, camera):
    page.goto(reverse("desk:front"))
    camera.take(page, "front-pages")
    page.locator("[data-slot='3']").get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Put it in place now").click()
    expect(page.get_by_role("status").first).to_contain_text("Readers see it so now.")


def looking(page, camera, story):
    page.goto(reverse("admin:articles_article_preview", args=[story.pk]))
    camera.take(page, "preview")
    page.get_by_role("link", name="Show it to an outsider").click()
    page.get_by_label("For whom").fill("The tram drivers’ union")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", name="The link for The tram drivers’ union")).to_be_visible()
    tomorrow = START + timedelta(days=1)
    page.goto(reverse("desk:as_of", args=[tomorrow, "/city/transport/"]))
    expect(page.get_by_text("The last tram now leaves at four").first).to_be_visible()
    camera.take(page, "time-travel")


def evening(page, camera):
    """Keep a list under a name."""
    page.goto(f"{reverse('admin:articles_article_changelist')}?state=review")
    page.get_by_text("Your lists").click()
    page.get_by_label("Keep this search and these filters as").fill("To review")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("“To review” is kept.")
    camera.take(page, "articles")


def as_readers_see_it(page, camera):
    page.goto("/")
    camera.take(page, "front")


def test_the_guides_show_the_pictures_of_the_walk_and_no_others():
    kept = set(json.loads(WORDS.read_text(encoding="utf-8")))
    shown = "".join((ROOT / name).read_text() for name in ("README.md", "docs/editors.md"))
    assert set(re.findall(r"pictures/([\w-]+)\.webp\)", shown)) == kept
    files = set(PICTURES.iterdir()) - {WORDS}
    assert {file.name for file in files} == {f"{name}.webp" for name in kept}
    assert {file.name: file.stat().st_size for file in files if file.stat().st_size > LARGEST} == {}
