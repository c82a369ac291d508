"""Pictures in a real browser: a fitting file in the crop that is shown, and nothing moves."""

import re
from itertools import count
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests import people
from tests.reader.stories import archive, published
from tests.reader.test_body import placed

pytestmark = pytest.mark.django_db(transaction=True)

WINDOWS = [(width, scale) for width in (360, 768, 1440) for scale in (1, 2)]
PICTURES = """images => images.map(image => {
  const box = image.getBoundingClientRect()
  return [image.currentSrc, box.width, box.height]
})"""
SHIFTS = """() => new Promise(told => new PerformanceObserver(list => told(
  list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => told(0), 300))"""


@pytest.fixture
def pages(live_server, settings, world, europe):
    """The address of a page of each kind, with pictures large enough for every width."""
    settings.ALLOWED_HOSTS = ["*"]
    picture = people.picture((2400, 1600))
    picture.prepare()
    author = people.author()
    author.portrait = picture
    author.save()
    content = {"lead_picture": picture, "author_ids": [author.pk]}
    archive(world, 24, **content)
    for section, number in ((europe, 3), (people.section("Sport"), 1), (people.section("Arts"), 3)):
        archive(section, number, **content)
    story = published(world, "With a body", body=placed(picture), **content)
    paths = ["/", "/world/", "/world/?before=ffffffffffff0.1", author.get_absolute_url()]
    return [live_server.url + path for path in [*paths, story.get_absolute_url()]]


def told_apart(route):
    """Answer with a page of which no two pictures have an address in common.

    For a small picture browsers take a larger file of it that they have already.
    """
    numbers, answer = count(), route.fetch()
    page = re.sub(
        "<picture>.*?</picture>",
        lambda one: re.sub(r"\.(avif|webp)\b", rf".\1?{next(numbers)}", one[0]),
        answer.text(),
    )
    route.fulfill(response=answer, body=page)


@pytest.mark.parametrize(("width", "scale"), WINDOWS)
def test_browsers_choose_a_file_that_fits_in_the_crop_that_is_shown(
    browser, pages, media_folder, width, scale
):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, device_scale_factor=scale
    )
    page = context.new_page()
    page.route(re.compile(r"/[^.]*$"), told_apart)
    for address in pages:
        page.goto(address)
        images = page.locator("picture img")
        images.evaluate_all("images => images.forEach(image => { image.loading = 'eager' })")
        page.wait_for_load_state("networkidle")
        for source, across, down in images.evaluate_all(PICTURES):
            with Image.open(media_folder / urlsplit(source).path.removeprefix("/media/")) as file:
                assert file.format == "AVIF"
                assert file.width <= 1.6 * across * scale, (address, across)
                assert file.width >= min(across * scale - 1, 1600), (address, across)
                assert file.width / file.height == pytest.approx(across / down, rel=0.02), address
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_when_pictures_come(browser, pages, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    late = []

    def wait(route):
        late.append(route)

    page.route("**/media/**", wait)
    for address in pages:
        page.goto(address, wait_until="domcontentloaded")
        page.wait_for_timeout(200)
        before = page.evaluate("document.documentElement.scrollHeight")
        while late:
            late.pop().continue_()
        page.wait_for_load_state("networkidle")
        # Sides are whole pixels, so files differ a little in their proportions.
        after = page.evaluate("document.documentElement.scrollHeight")
        assert after == pytest.approx(before, abs=2), address
        assert page.evaluate(SHIFTS) == 0, address
    page.close()


def test_the_first_picture_alone_is_fetched_first_and_others_when_they_are_near(browser, pages):
    page = browser.new_page(java_script_enabled=False)
    for address in pages[:-1]:
        page.goto(address)
        images = page.locator("main picture img:not(.author img)")
        first = images.evaluate_all("images => images.map(image => image.fetchPriority)")
        lazy = images.evaluate_all("images => images.map(image => image.loading)")
        assert first == ["high", *["auto"] * (len(first) - 1)], address
        assert lazy == ["auto", *["lazy"] * (len(lazy) - 1)], address
    page.close()
