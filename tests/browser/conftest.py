"""A real browser against a real server: Chromium, and the site as it is served in tests."""

import time

import pytest
from django.db import connection

from tests.people import PASSWORD

#: Requests of other connections that are being answered.
BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""


@pytest.fixture(autouse=True)
def answered(transactional_db):
    """Wait at the end until the site is at rest: closed pages still say that they are left.

    The tables are emptied next, and that and a request would wait for each other.
    """
    yield
    until, at_rest = time.monotonic() + 10, 0
    while at_rest < 3 and time.monotonic() < until:
        time.sleep(0.05)
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            at_rest = 0 if cursor.fetchone()[0] else at_rest + 1


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
