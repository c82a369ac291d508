"""Arranging a front in a real browser: by mouse, by finger, by keyboard, and with axe looking."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Placement, database_now
from articles.workflow import Wish
from tests import people
from tests.browser.soundness import faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def front(page, sign_in, articles):
    """`front(width, height)`: the site's front as the chief opens it."""

    def front(width=1440, height=1400):
        page.set_viewport_size({"width": width, "height": height})
        sign_in(page, people.chief())
        page.goto(reverse("desk:front"))
        return page

    return front


@pytest.fixture
def articles(transactional_db):
    """Seven live articles, the first one with a picture."""
    picture = people.picture()
    picture.prepare()
    made = []
    for name in ("One", "Two", "Three", "Four", "Five", "Six", "Seven"):
        content = {"headline": f"Story {name}", "lead_picture": None if made else picture}
        made.append(people.article(people.reporter(), people.section("World"), **content))
        people.edition(made[-1], database_now())
    return made


def standing():
    found = Placement.objects.standing(None, database_now()).select_related("article")
    return {each.slot: each.article.headline.removeprefix("Story ") for each in found}


def in_slot(page, number, name):
    expect(page.locator(f'[data-slot="{number}"] h3')).to_have_text(f"Story {name}")


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, source, target):
    page.mouse.move(*centre(source))
    page.mouse.down()
    page.mouse.move(*centre(target), steps=5)
    page.mouse.up()


def put_in_place(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Put it in place now").click()


def test_it_is_arranged_by_mouse_and_undone(front):
    page = front()
    slot = {number: page.locator(f'[data-slot="{number}"]') for number in range(1, 6)}
    drag(page, slot[4].locator("h3"), slot[1].locator("h3"))
    in_slot(page, 1, "Four")
    drag(page, page.locator(".front-candidate", has_text="Story One"), slot[2].locator("h3"))
    in_slot(page, 2, "One")
    drag(page, slot[1].locator("h3"), page.get_by_role("heading", name="What can be placed"))
    in_slot(page, 1, "Seven")
    assert standing() == {}
    put_in_place(page)
    assert standing() == {2: "One"}
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert standing() == {}


def test_it_is_arranged_by_keyboard_alone(front):
    page = front()
    page.get_by_role("button", name="Put Story Two in slot 1, lead").press("Enter")
    in_slot(page, 1, "Two")
    heard = page.locator("[data-say]")
    expect(heard).to_have_text("Put Story Two in slot 1, lead. Not in place yet.")
    page.get_by_role("button", name="Move Story Two down, to slot 2").press("ArrowDown")
    in_slot(page, 2, "Two")
    expect(heard).to_have_text("Move Story Two down, to slot 2. Not in place yet.")
    # The focus went with it, so the same key goes on.
    page.keyboard.press("ArrowDown")
    in_slot(page, 3, "Two")
    expect(heard).to_have_text("Move Story Two down, to slot 3. Not in place yet.")
    page.get_by_role("button", name="Put it in place now").press("Enter")
    expect(page.get_by_text("Readers see it so now.")).to_be_visible()
    assert standing() == {3: "Two"}


def test_a_finger_drags_by_the_grip(front):
    page = front(820, 1600)
    grip = page.locator('[data-slot="3"] [data-grip]')
    (x, y), (to_x, to_y) = centre(grip), centre(page.locator('[data-slot="2"] h3'))
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    name = page.locator('[data-slot="3"] h3').inner_text()
    send("touchStart", {"x": x, "y": y})
    for step in range(1, 6):
        send("touchMove", {"x": x + (to_x - x) * step / 5, "y": y + (to_y - y) * step / 5})
    send("touchEnd")
    expect(page.locator('[data-slot="2"] h3')).to_have_text(name)


def test_what_isnt_in_place_isnt_lost_by_leaving(front):
    page = front()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("button", name="Keep Story Seven in slot 1").press("Enter")
    expect(page.get_by_text("Not in place yet.").first).to_be_visible()
    page.goto(reverse("desk:front"))
    assert asked == ["beforeunload"]


def test_an_order_with_a_missing_article_fits_and_axe_finds_nothing(front, articles):
    clara = people.chief()
    slots = {number: Wish(article.pk) for number, article in enumerate(articles[:3], 1)}
    workflow.arrange(clara, section=None, slots=slots)
    workflow.withdraw(articles[0], clara, "It was wrong.")
    page = front()
    page.goto(f"{reverse('desk:front')}?slots={articles[4].pk},,,,&seen=,,,,")
    assert faults_of(page) == []


def test_whoever_was_signed_out_comes_back_to_the_order(front):
    page = front()
    page.context.clear_cookies()
    page.get_by_role("button", name="Put Story One in slot 1, lead").click()
    page.wait_for_url("**/admin/login/**")
    page.fill("input[name=username]", "clara")
    page.fill("input[name=password]", people.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    in_slot(page, 1, "One")
    put_in_place(page)
    assert standing() == {1: "One"}
