"""A real browser against a real server: Chromium, and the site as it is served in tests."""

import pytest

from tests.people import PASSWORD


@pytest.fixture
def open_page(browser, live_server):
    """`open_page()`: a page of somebody new, with cookies of their own and relative addresses."""
    contexts = []

    def open_page():
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def sign_in():
    """`sign_in(page, user)`: through the desk's own form."""

    def sign_in(page, user):
        page.goto("/admin/")
        page.fill("input[name=username]", user.username)
        page.fill("input[name=password]", PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)

    return sign_in
