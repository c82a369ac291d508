"""What the desk's list pages cost the database, with whatever archive there is.

    DATABASE_URL=... python -m tests.benchmarks.lists

Prints the milliseconds the database takes for each page, the best of three. Make the archive with
`manage.py make_archive 1000000`.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection  # noqa: E402 - after django.setup()
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.desk.filters import STATES  # noqa: E402
from articles.models import Author, Section, User  # noqa: E402

RUNS = 3
WHO = {"reporter": "person1", "editor": "person2", "chief": "person3"}


def addresses() -> list[str]:
    articles = "/admin/articles/article/"
    section = Section.objects.order_by("pk").values_list("pk", flat=True)[3]
    author = Author.objects.order_by("pk").values_list("pk", flat=True)[3]
    return [
        articles,
        f"{articles}?p=50",
        f"{articles}?p=100",
        f"{articles}?whose=mine",
        *(f"{articles}?state={state}" for state in STATES),
        *(f"{articles}?state={state}&section={section}" for state in STATES),
        f"{articles}?section={section}",
        f"{articles}?section=none",
        f"{articles}?author={author}",
        f"{articles}?author={author}&state=live",
        f"{articles}?author={author}&section={section}&state=draft",
        f"{articles}?updated_at_from=2020-01-01&updated_at_to=2020-01-31",
        f"{articles}?updated_at_to=2018-01-31&state=changed",
        f"{articles}?q=harbour",
        f"{articles}?q=word77",
        f"{articles}?q=harbour+waits&state=review",
        f"{articles}?q=nosuchword",
        "/admin/articles/picture/",
        "/admin/articles/author/",
        "/admin/articles/author/?q=author",
        "/admin/articles/topic/",
        "/admin/articles/section/",
        "/admin/articles/assignment/",
        "/admin/",
    ]


def cost(client: Client, address: str) -> tuple[float, int, float]:
    """Return the milliseconds of all queries, how many they are, and the slowest of them."""
    best = None
    for _ in range(RUNS):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        times = [float(query["time"]) * 1000 for query in queries.captured_queries]
        if best is None or sum(times) < best[0]:
            best = sum(times), len(times), max(times)
    return best


def main() -> None:
    print(f"{'ms':>8} {'queries':>8} {'slowest':>8}")
    for name, username in WHO.items():
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.get(username=username))
        for address in addresses():
            total, many, slowest = cost(client, address)
            print(f"{total:8.1f} {many:8} {slowest:8.1f}  {name} {address}", flush=True)


if __name__ == "__main__":
    main()
