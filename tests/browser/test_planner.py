"""The planner in a real browser: moving by mouse, by finger and by keyboard, at every width."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Assignment, Edition
from articles.workflow.placing import place
from articles.workflow.planning import assign
from tests import people
from tests.browser.soundness import faults_of

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = "body > [role=status]"


@pytest.fixture
def monday():
    """The Monday of next week: all of that week lies ahead."""
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


@pytest.fixture
def at(monday):
    """`at(1, 9)`: nine o'clock on the Tuesday of that week, as the newsroom's clocks show it."""

    def at(day, hour, minute=0):
        local = datetime.combine(monday + timedelta(days=day), time(hour, minute))
        return timezone.make_aware(local)

    return at


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def article(world, at):
    """An article that is to go live on Tuesday at nine."""
    article = people.article(people.reporter(), world)
    workflow.submit(article, article.created_by)
    article.refresh_from_db()
    workflow.publish(article, people.editor(world), at=at(1, 9))
    return article


@pytest.fixture
def planner(open_page, sign_in, world, monday):
    """Open that week, or month, as the section's editor."""

    def planner(view="week", page=None):
        page = page or open_page()
        page.set_default_timeout(10_000)
        sign_in(page, people.editor(world))
        page.goto(reverse(f"desk:planner_{view}", args=[monday]))
        return page

    return planner


def hour(page, at):
    return page.locator(f'[data-local="{timezone.localtime(at):%Y-%m-%dT%H}:00"]')


def entry(page, what="start"):
    return page.locator(f'[data-key^="{what}/"]').first


def middle(box, down=0.5):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * down


def drag(page, source, target, down):
    """Drag one element onto another, so far down in it, and drop it there."""
    source.scroll_into_view_if_needed()
    page.mouse.move(*middle(source.bounding_box()))
    page.mouse.down()
    page.mouse.move(*middle(target.bounding_box(), down), steps=8)
    page.mouse.up()


def starts():
    return Edition.objects.get().starts_at


def test_an_entry_is_dragged_to_another_time_and_taken_back(planner, article, at):
    page = planner()
    drag(page, entry(page), hour(page, at(3, 11)), 0.6)
    done = page.locator(".plan-done")
    expect(done).to_contain_text("11:30 (Europe/London), instead of")
    assert starts() == at(3, 11, 30)
    expect(hour(page, at(3, 11)).locator("[data-key]")).to_be_visible()
    expect(page.locator(TOLD)).to_contain_text(people.HEADLINE)
    page.get_by_role("button", name="Undo").click()
    expect(done).to_contain_text("Undone")
    assert starts() == at(1, 9)


def test_a_drag_given_up_moves_nothing_and_opens_nothing(planner, article, at):
    page = planner()
    page.mouse.move(*middle(entry(page).bounding_box()))
    page.mouse.down()
    page.mouse.move(*middle(hour(page, at(3, 9)).bounding_box()), steps=8)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".plan-ghost")).to_have_count(0)
    expect(page.locator("#plan-dialog")).to_be_hidden()
    assert starts() == at(1, 9)


def test_an_entry_is_moved_with_the_keyboard_alone(planner, article, at):
    page = planner()
    entry(page).locator("a").focus()
    page.keyboard.press("Space")
    expect(page.locator(TOLD)).to_contain_text("Enter puts it down, Escape gives up.")
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(TOLD)).to_contain_text("08:15")
    page.keyboard.press("Enter")
    expect(page.locator(".plan-done")).to_be_visible()
    assert starts() == at(2, 8, 15)
    expect(entry(page).locator("a")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator(TOLD)).to_contain_text("It stays where it was.")
    assert starts() == at(2, 8, 15)


def test_what_is_refused_goes_back_with_the_reason(planner, article, at):
    workflow.reschedule(Edition.objects.get(), people.chief(), at(1, 9), at(4, 9))
    page = planner()
    drag(page, entry(page, "end"), hour(page, at(0, 9)), 0.1)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("before readers see it")
    assert Edition.objects.get().until == at(4, 9)
    expect(hour(page, at(4, 9)).locator("[data-key^='end/']")).to_be_visible()
    alert.get_by_role("button", name="Close").click()
    expect(entry(page, "end").locator("a")).to_be_focused()


def test_a_finger_takes_an_entry_by_its_sign(browser, live_server, planner, article, at):
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1024, "height": 1400}, has_touch=True
    )
    page = planner(page=context.new_page())
    touch = context.new_cdp_session(page)

    def send(kind, *points):
        touched = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    start = middle(entry(page).locator("i").bounding_box())
    end = middle(hour(page, at(2, 12)).bounding_box(), 0.1)
    send("touchStart", start)
    for step in range(1, 9):
        send("touchMove", tuple(a + (b - a) * step / 8 for a, b in zip(start, end, strict=True)))
    send("touchEnd")
    expect(page.locator(".plan-done")).to_be_visible()
    assert starts() == at(2, 12)
    context.close()


def test_in_a_month_a_day_changes_and_the_time_stays(planner, article, at, monday):
    page = planner("month")
    friday = page.locator(f'[data-day="{monday + timedelta(days=4)}"]')
    drag(page, entry(page), friday, 0.9)
    expect(page.locator(".plan-done")).to_be_visible()
    assert starts() == at(4, 9)


def test_the_pile_is_dragged_onto_days(planner, world, at):
    emil = people.editor(world)
    assign(emil, title="Ferries", section=world)
    article = people.article(people.reporter(), world)
    workflow.submit(article, article.created_by)
    page = planner()
    page.set_viewport_size({"width": 1700, "height": 1500})
    drag(page, entry(page, "slot"), hour(page, at(1, 9)), 0.1)
    expect(page.locator(".plan-done")).to_contain_text("planned slot")
    assert Assignment.objects.get().planned_at == at(1, 9)
    drag(page, entry(page, "review"), hour(page, at(2, 10)), 0.3)
    page.wait_for_url("**/schedule/**")
    expect(page.locator("[name=at]")).to_have_value(
        f"{timezone.localtime(at(2, 10, 15)):%Y-%m-%dT%H:%M}"
    )
    assert not Edition.objects.exists()


def test_the_form_opens_over_the_plan_and_works_without_dragging(planner, article, at):
    page = planner()
    entry(page).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=at]").fill(f"{timezone.localtime(at(5, 7, 3)):%Y-%m-%dT%H:%M}")
    dialog.get_by_role("button", name="Move it").click()
    expect(page.locator(".plan-done")).to_be_visible()
    assert starts() == at(5, 7, 3)


def test_on_a_phone_a_week_is_a_list_of_days(planner, article, at):
    page = planner()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(entry(page)).to_be_visible()
    expect(hour(page, at(1, 12))).to_be_hidden()
    tops = [day.bounding_box()["y"] for day in page.locator(".plan-day").all()]
    assert tops == sorted(tops)
    assert len(set(tops)) == 7


def test_a_full_plan_fits_and_axe_finds_nothing(planner, article, world, monday, at):
    emil = people.editor(world)
    place(article, emil, section=world, slot=1, at=at(1, 9), until=at(2, 9))
    assign(emil, title="Ferries", section=world, deadline=at(1, 12), planned_at=at(2, 9))
    assign(emil, title="Without a slot", section=world)
    other = people.article(people.reporter(), world, headline="At the same minute")
    workflow.submit(other, other.created_by)
    workflow.publish(Article.objects.get(pk=other.pk), emil, at=at(1, 9))
    edition = Edition.objects.get(article=article)
    page = planner()
    asked = f"?article={article.pk}&amount=2&unit=hours&direction=later&entry=start/{edition.pk}"
    for address in (
        *(reverse(f"desk:planner_{view}", args=[monday]) for view in ("day", "week", "month")),
        reverse("desk:planner_entry", args=["start", edition.pk]),
        reverse("desk:planner_shift") + asked,
    ):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(each => (each.open = true))")
        assert faults_of(page) == [], address
