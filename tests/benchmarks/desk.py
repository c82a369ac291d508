"""What people at the desk wait for, in whatever archive there is.

    DATABASE_URL=... python -m tests.benchmarks.desk [words]

As a chief editor, in an archive that `manage.py make_archive` made: milliseconds of server time,
the middle of nine, past the network. Saving and publishing are done for real, with as many words as
are asked for (10,000); so use a database that may be thrown away. Last, how long after its commit
what was published is visible to a reader of another process that keeps pages.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from random import Random
from subprocess import Popen

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.test import Client  # noqa: E402 - after django.setup()
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import workflow  # noqa: E402
from articles.models import Article, Author, Section, User  # noqa: E402

TIMES, WORDS, PUBLISHED = 9, 10_000, 200
CHIEF = "person3"
PORT = 8765


def middle(act: Callable[[], object]) -> float:
    """Return the milliseconds that it takes, the middle of some times after one for warmth."""
    act()
    spent = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        spent.append(1000 * (time.perf_counter() - begun))
    return statistics.median(spent)


def new_article(words: int) -> Article:
    """Make an article of so many words, ready to be published."""
    chance = Random(7)
    number = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    paragraphs = [
        " ".join(f"word{chance.randrange(9000)}" for _ in range(80)).capitalize() + "."
        for _ in range(words // 80)
    ]
    return workflow.create(
        User.objects.get(username=CHIEF),
        headline="Harbour bridge closes for a week",
        slug=f"bridge-{number}-{words}",
        standfirst="The ferry runs all night meanwhile.",
        body="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        section=Section.objects.order_by("pk")[0],
        author_ids=[Author.objects.order_by("pk")[0].pk],
    )


def desk(words: int, sizes: dict[str, int]) -> Iterator[tuple[str, float]]:
    """Yield what takes how long, and write the bytes of each page into `sizes`."""
    chief = User.objects.get(username=CHIEF)
    client = Client(headers={"host": "localhost"})
    client.force_login(chief)

    def asked(address: str) -> int:
        answer = client.get(address)
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
        return len(answer.content)

    articles = "/admin/articles/article/"
    pages = {
        "home": "/admin/",
        "list": articles,
        "list, a section's live ones": f"{articles}?state=live&section=3",
        "list, searched": f"{articles}?q=harbour",
        "planner": reverse("desk:planner_week", args=[timezone.localdate()]),
        "opening an article": f"{articles}{new_article(words).pk}/change/",
    }
    for name, address in pages.items():
        sizes[name] = asked(address)
        yield name, middle(partial(asked, address))
    article = new_article(words)
    yield f"saving {words:,} words", middle(lambda: save(article, chief))
    yield f"publishing {words:,} words", publishing(words, chief)


def save(article: Article, by: User) -> None:
    kept = Article.objects.get(pk=article.pk)
    # A text that nobody has cleaned before, as what is typed is.
    kept.body = f"<p>The bridge closes for week {kept.version}.</p>\n{kept.body}"
    workflow.save_copy(kept, by, based_on=kept.version)


def publishing(words: int, by: User) -> float:
    """Return the milliseconds that publishing takes, without making what is published."""
    spent = []
    for _ in range(TIMES):
        article = new_article(words)
        begun = time.perf_counter()
        workflow.publish(article, by)
        spent.append(1000 * (time.perf_counter() - begun))
    return statistics.median(spent)


@contextmanager
def reader() -> Iterator[HTTPConnection]:
    """A process that keeps pages, and one who asks it."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "error"]
    command += ["--port", str(PORT), "--blocking-threads", "2", "newsroom.wsgi:application"]
    with Popen(command) as server:
        try:
            time.sleep(3)
            yield HTTPConnection("127.0.0.1", PORT)
        finally:
            server.terminate()


def seen_after(times: int, by: User) -> list[float]:
    """Return in how many milliseconds after its commit each of some articles was on a page."""
    found = []
    with reader() as asked:
        ask(asked, "/latest/")
        time.sleep(1)
        for _ in range(times):
            article = new_article(300)
            workflow.publish(article, by)
            committed = time.perf_counter()
            mark = article.editions.get().get_absolute_url()
            while mark not in ask(asked, "/latest/"):
                pass
            found.append(1000 * (time.perf_counter() - committed))
    return sorted(found)


def ask(asked: HTTPConnection, address: str) -> str:
    asked.request("GET", address)
    return asked.getresponse().read().decode()


def main(words: int) -> None:
    count = Article.objects.count()
    sizes: dict[str, int] = {}
    found = dict(desk(words, sizes))
    times = seen_after(PUBLISHED, User.objects.get(username=CHIEF))
    found["published to visible, 50 of 100"] = times[len(times) // 2]
    found["published to visible, 99 of 100"] = times[int(len(times) * 0.99) - 1]
    if os.environ.get("AS_JSON"):
        print(json.dumps({"articles": count, "times": found, "sizes": sizes}))
        return
    print(f"{count:,} articles, {timezone.now():%d %B %Y}")
    for name, spent in found.items():
        print(f"{spent:8.1f} ms  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else WORDS)
