"""What caches in front of the site are told."""

import re
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.reader.press.purging import Purger
from tests import people
from tests.reader.press.conftest import Reader, wait
from tests.reader.stories import published
from tests.setup.conftest import free_port


@pytest.fixture
def shared(site, settings):
    settings.SHARED_CACHE = 10
    reader = Reader()
    reader.ask("/healthz")
    reader.hear()
    yield reader
    reader.press.listener.stop()


def seconds(answer) -> dict[str, int]:
    found = re.findall(r"([a-z-]+)=(\d+)", answer.headers["Cache-Control"])
    return {name: int(number) for name, number in found}


def test_nobody_is_told_to_keep_a_page_unless_that_is_set(reader):
    answer = reader.ask("/")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Surrogate-Key" not in answer.headers


@pytest.mark.parametrize("headers", [{}, {"HTTP_ACCEPT_ENCODING": "br"}])
def test_a_page_is_kept_for_as_long_as_is_set_by_its_keys(shared, site, headers):
    article = site["World"]
    answer = shared.ask(article.get_absolute_url(), **headers)
    assert seconds(answer)["max-age"] == 0
    assert seconds(answer)["s-maxage"] == 10
    keys = answer.headers["Surrogate-Key"].split()
    assert f"article-{article.article_id}" in keys
    assert f"section-{article.section_id}" in keys


def test_who_has_it_already_is_told_anew_how_long_to_keep_it(shared):
    tag = shared.ask("/").headers["ETag"]
    answer = shared.ask("/", HTTP_IF_NONE_MATCH=tag)
    assert answer.status == 304
    assert seconds(answer)["s-maxage"] == 10
    assert answer.headers["Surrogate-Key"] == "lists"


@pytest.mark.parametrize(("ahead", "most"), [(8, 7), (2.5, 1), (1, 0)])
def test_nothing_is_kept_past_its_moment_not_even_stale(shared, ahead, most):
    until = timezone.now() + timedelta(seconds=ahead)
    published(people.section("World"), "Soon over", until=until)
    shared.hear()
    answer = shared.ask("/latest/")
    told = seconds(answer)
    left = (until - timezone.now()).total_seconds()
    longest = told.get("s-maxage", 0) + told.get("stale-if-error", 0)
    assert longest <= min(most, left)
    assert told.get("stale-while-revalidate", 0) <= told.get("stale-if-error", 0)


def test_what_is_not_there_is_kept_by_nobody(shared):
    assert shared.ask("/nowhere/").headers["Cache-Control"] == "no-cache"


@contextmanager
def cache(port: int, purged: list[set[str]], status: int = 200):
    """A cache that takes PURGE."""

    class Purged(BaseHTTPRequestHandler):
        def do_PURGE(self):
            purged.append(set(self.headers["Surrogate-Key"].split()))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Purged)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def purger():
    purger = Purger(f"http://127.0.0.1:{free_port()}")
    purger.start()
    yield purger
    purger.stop()


def port_of(purger: Purger) -> int:
    return int(purger.address.rpartition(":")[2])


def test_what_changed_is_purged_at_once_and_once_more(purger):
    purged: list[set[str]] = []
    with cache(port_of(purger), purged):
        purger.purge(["article-7", "lists"])
        wait(lambda: len(purged) == 2)
    assert purged == [{"article-7", "lists"}] * 2


def test_what_changes_again_is_purged_once_more_again(purger):
    """Also where that comes just when it was due for the change before."""
    purged: list[set[str]] = []
    with cache(port_of(purger), purged):
        purger.purge(["lists"])
        wait(lambda: purged)
        with purger._changed:
            purger._again["lists"] = 0
            purger._due.add("lists")
            purger._changed.notify()
        wait(lambda: len(purged) == 3)


def test_a_cache_that_was_away_has_everything_purged(purger):
    purged: list[set[str]] = []
    purger.purge(["article-7"])
    wait(lambda: "*" in purger._due)
    with cache(port_of(purger), purged):
        wait(lambda: purged)
    assert purged[0] == {"*"}


def test_a_cache_that_refuses_is_asked_until_it_does_not(purger):
    refused: list[set[str]] = []
    purged: list[set[str]] = []
    with cache(port_of(purger), refused, status=500):
        purger.purge(["article-7"])
        wait(lambda: len(refused) > 1)
    with cache(port_of(purger), purged):
        wait(lambda: purged)
    assert purged[0] == {"*"}


def test_more_keys_than_a_request_holds_purge_everything(purger):
    purged: list[set[str]] = []
    with cache(port_of(purger), purged):
        purger.purge(f"article-{number}" for number in range(1000))
        wait(lambda: purged)
    assert purged[0] == {"*"}


def test_the_command_says_what_it_lacks(settings):
    settings.PURGE_CACHES = []
    with pytest.raises(CommandError, match="PURGE_CACHES names no cache"):
        call_command("purge")


def test_so_does_the_one_for_buckets():
    with pytest.raises(CommandError, match="S3_BUCKET names no bucket"):
        call_command("make_bucket")
