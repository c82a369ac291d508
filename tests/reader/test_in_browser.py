"""The pages in a real browser: accessible, at every width, in light and dark, without script."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import people
from tests.reader.stories import DAY, archive, published

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
WIDE = "<tr>" + "".join(f"<td>Column-{n}-of-many</td>" for n in range(12)) + "</tr>"
BODY = """
<p>It begins <a href="/world/">with a link</a> and {long}.</p><h2>{long}</h2>
<ul><li>One<ol><li>Two</li></ol></li></ul><blockquote><p>Nobody had asked.</p></blockquote>
<h3>Numbers</h3><table><caption>Tides</caption><thead><tr><th scope="col">Port</th></tr></thead>
<tbody>{wide}</tbody></table><table><tbody>{wide}</tbody></table><hr>
<figure><img data-picture="{picture}" src="/media/x.webp" alt=""></figure>
<blockquote class="pull"><p>It was nine.</p></blockquote>
"""


@pytest.fixture
def addresses(live_server, settings, harbour, world, europe):
    """The addresses of one page of each kind, with everything on it there can be."""
    settings.ALLOWED_HOSTS = ["*"]
    series = people.topic()
    series.series = True
    series.save()
    content = {
        "kicker": "Harbour",
        "standfirst": people.STANDFIRST,
        "author_ids": [people.author().pk],
        "topic_ids": [series.pk],
        "lead_picture": harbour,
    }
    archive(world, 24, **content)
    archive(people.section("Sport"), 2, **content)
    story = published(
        europe,
        f"Nobody wrote {LONG}",
        since=DAY + timedelta(days=3),
        body=BODY.format(long=LONG, wide=WIDE, picture=harbour.pk),
        dateline="LISBON",
        notices=[
            {"kind": kind, "text": "It was nine.", "at": "2026-02-02T12:00:00+00:00"}
            for kind in ("correction", "update")
        ],
        **content,
    )
    arabic = published(europe, "سفينة في الميناء", language="ar", body="<p>خبر من الميناء</p>")
    gone = published(world, until=DAY + timedelta(hours=1), withdrawn="We were wrong.")
    paths = ["/", "/world/", "/world/?before=ffffffffffff0.1", "/authors/ines-marrow/"]
    paths += ["/topics/bridges/", story.get_absolute_url(), arabic.get_absolute_url()]
    paths += [
        "/search/",
        *("/archive/", "/archive/2026/", "/archive/2026/02/", "/archive/2026/02/02/"),
        *("/latest/", "/corrections/", "/feeds/", "/world/europe/"),
        "/search/?q=begins+nobody",
        f"/search/?q={LONG}&author=ines-marrow&from=x",
    ]
    return [live_server.url + path for path in [*paths, gone.get_absolute_url(), "/nowhere/"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(browser, addresses, scheme):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        results = Axe().run(page)
        assert not results.response["violations"], f"{address}: {results.generate_report()}"
        assert page.locator("h1").count() == 1
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_is_wider_than_the_window(browser, addresses, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.close()


def test_nothing_is_blocked_and_nothing_fails(browser, addresses):
    page = browser.new_page()
    said, failed = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("response", lambda answer: answer.status < 400 or failed.append(answer.url))
    for address in addresses[:-3]:
        page.goto(address, wait_until="networkidle")
    assert (said, failed) == ([], [])
    assert page.context.cookies() == []
    page.close()


def test_pictures_come_in_avif_at_a_fitting_size(browser, addresses):
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses[0], wait_until="networkidle")
    first = page.locator("picture img").first
    assert first.evaluate("image => image.currentSrc").endswith(".avif")
    assert first.evaluate("image => image.naturalWidth") >= 360
    context.close()


def test_the_keyboard_skips_to_the_content(browser, addresses):
    page = browser.new_page()
    page.goto(addresses[0])
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    assert page.locator("main").evaluate("main => main === document.activeElement")
    page.close()


def test_arabic_is_set_from_right_to_left(browser, addresses):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(addresses[6])
    story, text = page.locator("article.story").bounding_box(), page.locator("h1").bounding_box()
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).direction") == "rtl"
    assert text["x"] + text["width"] == pytest.approx(story["x"] + story["width"], abs=1)
    page.close()


def test_paper_gets_the_story_alone_with_where_its_links_lead(browser, addresses):
    page = browser.new_page(viewport={"width": 700, "height": 900}, color_scheme="dark")
    page.goto(addresses[5])
    page.emulate_media(media="print")
    shown = ("h1", ".byline", ".body figure img", ".notice >> nth=0", ".share input")
    hidden = (
        ".sections >> nth=0",
        ".trail",
        ".more",
        ".topics",
        ".share ul",
        ".colophon ul >> nth=0",
    )
    assert [page.locator(each).is_visible() for each in shown] == [True] * len(shown)
    assert [page.locator(each).is_visible() for each in hidden] == [False] * len(hidden)
    link = page.locator(".body a").first
    said = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert said.replace('"', "").replace(" ", "") in ("(/world/)", "(attr(href))")
    body = page.locator("body")
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    height = page.locator(".body figure img").evaluate(
        "image => image.getBoundingClientRect().height"
    )
    assert 0 < height < 600
    page.close()
