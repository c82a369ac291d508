"""Pages in Spanish in a real browser: its words are longer, and still nothing is too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.reader.test_in_browser import addresses  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def spanish(settings):
    settings.LANGUAGE_CODE = "es"


def test_spanish_fits_and_axe_finds_nothing_to_complain_of(browser, addresses):  # noqa: F811
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for address in addresses:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "es"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        results = Axe().run(page)
        assert not results.response["violations"], f"{address}: {results.generate_report()}"
    page.close()
