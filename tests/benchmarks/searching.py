"""What searches cost the database, and a page of results the site.

    DATABASE_URL=... python -m tests.benchmarks.searching

In an archive that `manage.py make_archive` made. Each is asked three times, and the middle of the
times is printed: all the database's for a page, in milliseconds of waiting for it; the CPU time of
the whole page in this process; how many were found, and whether time was up.
"""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection  # noqa: E402 - after django.setup()
from django.http import HttpRequest, QueryDict  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from articles.demo.archive import COMMONEST, MIDDLING, vocabulary  # noqa: E402
from articles.reader.search.page import search  # noqa: E402
from tests.reader.search.reading import found  # noqa: E402
from tests.reader.stories import link  # noqa: E402

SECOND, RARE = vocabulary()[1], vocabulary()[30_000]
PAST = datetime.now(UTC) - timedelta(days=1500)
ALL = {"section": "section-1", "author": "author-25", "topic": "topic-17"}
DAYS = {"from": "2019-02-01", "until": "2019-02-03"}
SEARCHES: dict[str, dict[str, str]] = {
    "the commonest word": {"q": COMMONEST},
    "two of the commonest": {"q": f"{COMMONEST} {SECOND}"},
    "a word in every tenth": {"q": MIDDLING},
    "a rare word": {"q": RARE},
    "a word in three": {"q": "quixotry"},
    "no match": {"q": "nowherefound"},
    "common, and never together": {"q": "heads tails"},
    "a phrase of the commonest": {"q": f'"{COMMONEST} {SECOND}"'},
    "a phrase that is rare": {"q": f'"{MIDDLING} {COMMONEST} {MIDDLING}"'},
    "the commonest, not the next": {"q": f"{COMMONEST} -{SECOND}"},
    "without a word": {"q": f"-{MIDDLING}"},
    "one word or another": {"q": f"quixotry or {RARE}"},
    "two days": {"q": COMMONEST} | DAYS,
    "all filters": {"q": COMMONEST} | ALL,
    "all filters and two days": {"q": COMMONEST} | ALL | DAYS,
    "filters without words": ALL,
    "24 words": {"q": " ".join(vocabulary()[:24])},
}


class Waiting:
    """How long the database was waited for."""

    seconds = 0.0

    def __call__(self, execute: Any, *statement: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            self.seconds += time.perf_counter() - begun


@contextmanager
def waiting() -> Iterator[Waiting]:
    clock = Waiting()
    with connection.execute_wrapper(clock):
        yield clock


def page(query: dict[str, str], at: datetime | None) -> tuple[Any, float, float]:
    """Return the page, and the milliseconds of the database and of this process's CPU."""
    request: HttpRequest = RequestFactory().get("/search/")
    request.GET = QueryDict(urlencode(query))
    if at:
        request.at = at  # type: ignore[attr-defined]
    with waiting() as clock:
        begun = time.process_time()
        response = search(request)
        spent = time.process_time() - begun
    return response, clock.seconds * 1000, spent * 1000


def measure(name: str, query: dict[str, str], at: datetime | None = None) -> Any:
    runs = [page(query, at) for _ in range(3)]
    response = runs[0][0]
    waited, spent = (statistics.median(run[index] for run in runs) for index in (1, 2))
    stopped = "time was up" if "This search takes long" in response.content.decode() else ""
    print(f"{name:30} {waited:6.0f} ms  {spent:5.0f} ms  {len(found(response)):3} {stopped}")
    return response


def main() -> None:
    for name, query in SEARCHES.items():
        measure(name, query)
    measure("as of a past moment", {"q": COMMONEST}, PAST)
    measure("a rare word as of the past", {"q": RARE}, PAST)
    response = measure("page 1", {"q": COMMONEST})
    for _ in range(9):
        query = QueryDict(link(response, "next").partition("?")[2]).dict()
        response = page(query, None)[0]
    measure("page 10", query)


if __name__ == "__main__":
    main()
