"""Cards of videos and posts in a real browser, with the world outside answered by the test."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.richtext import clean
from tests.reader.stories import published

pytestmark = pytest.mark.django_db(transaction=True)

BODY = """
<p>Before it.</p>
<figure><a href="https://youtu.be/abcdefghijk?t=9">Bells at noon</a></figure>
<p id="after">Between them.</p>
<figure><a href="https://bsky.app/profile/harbour.example/post/3la62zxt4rs2j">A post</a></figure>
<p>https://www.tiktok.com/@harbour/video/6718335390845095173</p>
<figure><a href="https://soundcloud.com/harbour/bell-at-noon">A sound</a></figure>
<figure><a href="https://soundcloud.com/harbour/sets/bells">Sounds</a></figure>
"""
FRAME = "https://www.youtube-nocookie.com/embed/abcdefghijk?start=9"
#: How far things moved without the reader having done anything, move by move.
SHIFTS = """() => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().map(each => each.value)))
        .observe({ type: "layout-shift", buffered: true })
    setTimeout(() => done([]), 300)
})"""


@pytest.fixture
def address(live_server, settings, world):
    settings.ALLOWED_HOSTS = ["*"]
    return live_server.url + published(world, body=clean(BODY)).get_absolute_url()


@pytest.fixture
def read(browser, address, live_server):
    """`read(**options)`: the story in a new window; `asked` has what left for other hosts."""
    contexts = []

    def read(**options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.asked = []

        def answer(route):
            page.asked.append(route.request)
            body = "<!doctype html><html lang='en'><title>Theirs</title><h1>Theirs</h1>"
            route.fulfill(body=body, content_type="text/html")

        page.route(lambda url: not url.startswith(live_server.url), answer)
        page.goto(address, wait_until="networkidle")
        return page

    yield read
    for context in contexts:
        context.close()


def urls(page):
    return [request.url for request in page.asked]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_nothing_leaves_before_the_reader_asks_and_then_one_frame_does(read, key):
    page = read()
    page.mouse.wheel(0, 5000)
    page.wait_for_load_state("networkidle")
    assert urls(page) == []
    page.get_by_role("button", name="Play the video: Bells at noon").focus()
    page.keyboard.press(key)
    frame = page.frame_locator("iframe[title='Video on YouTube: Bells at noon']")
    expect(frame.get_by_role("heading", name="Theirs")).to_be_visible()
    assert urls(page) == [f"{FRAME}&autoplay=1"]
    assert page.asked[0].headers["referer"] == page.evaluate("location.origin + '/'")
    expect(page.locator("iframe")).to_be_focused()
    expect(page.get_by_role("status").first).to_have_text("Loading from www.youtube-nocookie.com")
    assert page.context.cookies() == []


def test_a_frame_takes_the_room_of_its_card(read):
    page = read()
    assert page.evaluate(SHIFTS) == []
    below = page.get_by_text("Between them.")
    before = below.bounding_box()
    stage = page.locator(".embed-stage").first.bounding_box()
    assert stage["width"] / stage["height"] == pytest.approx(16 / 9, rel=0.01)
    page.get_by_role("button", name="Bells at noon").click()
    expect(page.locator("iframe")).to_be_visible()
    assert below.bounding_box() == before
    shown = page.locator("iframe").bounding_box()
    assert (shown["width"], shown["height"]) == pytest.approx(
        (stage["width"], stage["height"]), abs=2
    )


def test_who_wants_less_motion_gets_a_player_that_waits(read):
    page = read(reduced_motion="reduce")
    page.get_by_role("button", name="Bells at noon").click()
    expect(page.frame_locator("iframe").get_by_role("heading")).to_be_visible()
    assert urls(page) == [FRAME]


def test_a_frame_can_do_nothing_to_the_page(read, address):
    page = read()
    page.get_by_role("button", name="Bells at noon").click()
    expect(page.frame_locator("iframe").get_by_role("heading")).to_be_visible()
    theirs = page.frames[1]
    theirs.evaluate("try { top.location = 'https://evil.example/' } catch {}")
    page.wait_for_timeout(200)
    assert page.url == address
    with pytest.raises(Exception, match=r"Blocked a frame|cross-origin"):
        theirs.evaluate("parent.document.title")


def test_without_script_a_card_is_a_link(read):
    page = read(java_script_enabled=False)
    expect(page.get_by_role("link", name="Bells at noon")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=abcdefghijk&t=9s"
    )
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".embed-stage").first).to_be_hidden()
    assert page.locator("figure.embed").first.bounding_box()["height"] < 120


def test_on_paper_its_address_is_printed(read):
    page = read()
    page.emulate_media(media="print")
    expect(page.locator(".embed-stage").first).to_be_hidden()
    link = page.get_by_role("link", name="Bells at noon")
    printed = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert "youtube.com/watch?v=abcdefghijk" in printed


def test_a_page_out_of_the_cache_still_shows_it(read):
    page = read()
    with page.expect_response(lambda answer: answer.url == page.url) as answered:
        page.goto(page.url)
    assert answered.value.status in (200, 304)
    page.get_by_role("button", name="Bells at noon").click()
    expect(page.frame_locator("iframe").get_by_role("heading")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_and_nothing_is_too_wide(read, width, scheme):
    page = read(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text))
    faults = Axe().run(page)
    assert not faults.response["violations"], faults.generate_report()
    for wanted in ("Bells at noon", "A post", "A sound", "Sounds"):
        page.get_by_role("button", name=wanted).click()
        expect(page.locator("iframe").last).to_be_visible()
    faults = Axe().run(page)
    assert not faults.response["violations"], faults.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
