"""What readers' pages cost that are in no cache.

    DATABASE_URL=... python -m tests.benchmarks.pages

In an archive that `manage.py make_archive` made. Each page is asked for again and again in one warm
process, past the press: its queries, the bytes of its body, the milliseconds of this process's CPU
and those of waiting for the database, the middle of five rounds. Asking archives of two sizes tells
what grows with them.
"""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after django.setup()
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.demo.archive import MIDDLING  # noqa: E402
from articles.models import Edition  # noqa: E402
from articles.reader.paging import Key  # noqa: E402

ROUNDS, TIMES = 5, 20


class Cost(NamedTuple):
    queries: int
    size: int
    cpu: float
    waiting: float


class Waiting:
    """Counts queries, and how long the database was waited for."""

    def __init__(self) -> None:
        self.queries, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - begun


def pages() -> dict[str, str]:
    """Return the addresses, each by the name it is told under."""
    visible = Edition.objects.visible(timezone.now()).select_related("section__parent")
    newest = visible.newest_first()[0]
    oldest = visible.order_by("published_at", "pk")[50]
    deep = Key(oldest.published_at, oldest.pk)
    month = f"{newest.published_at:%Y-%m}"
    return {
        "article": newest.get_absolute_url(),
        "an old article": oldest.get_absolute_url(),
        "front": "/",
        "section": "/section-1/",
        "subsection": "/section-1/section-16-within/",
        "author": "/authors/author-27/",
        "topic": "/topics/topic-35/",
        "series": "/topics/topic-20/",
        "latest": "/latest/",
        "the end of latest": f"/latest/?before={deep}",
        "a day": f"/archive/{newest.published_at:%Y/%m/%d}/",
        "corrections": "/corrections/",
        "rss.xml": "/rss.xml",
        "a topic's feed.json": "/topics/topic-35/feed.json",
        "search": f"/search/?q={MIDDLING}",
        "sitemap.xml": "/sitemap.xml",
        "a month's map": f"/sitemap-{month}.xml",
        "sitemap-news.xml": "/sitemap-news.xml",
        "api articles": "/api/v1/articles/?limit=20",
        "api article": f"/api/v1/articles/{newest.article_id}/",
    }


def ask(application: Any, address: str) -> bytes:
    path, _, query = address.partition("?")
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    answer = application(environ, lambda status, _headers, *_: told.append(status))
    body = b"".join(answer)
    answer.close()
    if told != ["200 OK"]:
        sys.exit(f"{address}: {told}")
    return body


def cost(application: Any, address: str) -> Cost:
    body = ask(application, address)
    clock = Waiting()
    with connection.execute_wrapper(clock):
        ask(application, address)
    queries = clock.queries
    rounds = []
    for _ in range(ROUNDS):
        clock = Waiting()
        begun = time.process_time()
        with connection.execute_wrapper(clock):
            for _ in range(TIMES):
                ask(application, address)
        spent = time.process_time() - begun
        rounds.append((1000 * spent / TIMES, 1000 * clock.seconds / TIMES))
    cpu, waiting = (statistics.median(each[part] for each in rounds) for part in (0, 1))
    return Cost(queries, len(body), cpu, waiting)


def main() -> None:
    application = get_wsgi_application()
    found = {name: cost(application, address) for name, address in pages().items()}
    many = Edition.objects.count()
    if os.environ.get("AS_JSON"):
        times = {name: each.cpu + each.waiting for name, each in found.items()}
        sizes = {name: each.size for name, each in found.items()}
        print(json.dumps({"articles": many, "times": times, "sizes": sizes}))
        return
    print(f"{many} editions; {platform.machine()}, Python {platform.python_version()}")
    print(f"{'':20} queries   bytes  ms CPU  ms database")
    for name, each in found.items():
        print(f"{name:20} {each.queries:7} {each.size:7} {each.cpu:7.1f} {each.waiting:12.1f}")


if __name__ == "__main__":
    main()
