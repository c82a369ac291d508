"""What open article forms cost: polls for presence, and texts that are kept.

    DATABASE_URL=... python -m tests.benchmarks.open_forms 200

The database is on this machine, migrated, and may be thrown away: people and articles are added to
it. Requests go through all of Django in this process, one after the other; the web server in front
isn't counted.
"""

import os
import sys
import time
from dataclasses import dataclass
from uuid import uuid4

import django
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection  # noqa: E402 - after django.setup()
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from articles.models import Article  # noqa: E402
from tests import people  # noqa: E402

PEOPLE_AN_ARTICLE = 2
POLL_SECONDS = 10
ROUNDS = 5
SENTENCE = "The keeper of the harbour light counted nine boats and wrote them all down. "
WORDS_OF_IT = 14


@dataclass
class OpenForm:
    """A form in the browser of somebody who is signed in."""

    client: Client
    article: Article
    says: dict[str, object]


class Database:
    """Counts queries, and the CPU of the server's process that answers this connection's."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.process = psutil.Process(cursor.fetchone()[0])
        self.queries, self.before = 0, self.cpu()

    def cpu(self) -> float:
        times = self.process.cpu_times()
        return times.user + times.system

    @property
    def seconds(self) -> float:
        return self.cpu() - self.before

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def open_forms(many: int) -> list[OpenForm]:
    section, run, opened = people.section("World"), uuid4().hex[:8], []
    for number in range(many):
        editor = people.editor(section, name=f"editor-{run}-{number}")
        if number % PEOPLE_AN_ARTICLE == 0:
            article = people.article(editor, section)
        client = Client()
        client.force_login(editor)
        says = {"person": editor.pk, "form": str(uuid4()), "based_on": article.version}
        opened.append(OpenForm(client, article, says))
    return opened


def send(kind: str, opened: list[OpenForm], **fields: object) -> None:
    """Let every form send once a round, and print what a request and all forms cost."""
    many, database, cpu = ROUNDS * len(opened), Database(), time.process_time()
    with connection.execute_wrapper(database):
        for _ in range(ROUNDS):
            for form in opened:
                address = f"/admin/articles/article/{form.article.pk}/writing/"
                answer = form.client.post(address, {**form.says, **fields})
                assert answer.status_code == 200, answer.content
    django_ms, database_ms = (
        1000 * seconds / many for seconds in (time.process_time() - cpu, database.seconds)
    )
    a_second = len(opened) / POLL_SECONDS
    print(
        f"{kind:<18} {django_ms:4.1f} ms of CPU for Django, {database_ms:4.1f} ms for PostgreSQL "
        f"in {database.queries / many:.0f} queries. {len(opened)} forms every {POLL_SECONDS} s: "
        f"{a_second:.0f} requests/s, {a_second * django_ms / 10:.0f} % and "
        f"{a_second * database_ms / 10:.0f} % of a core"
    )


def body(words: int) -> str:
    return f"<p>{SENTENCE * (words // WORDS_OF_IT)}</p>"


if __name__ == "__main__":
    setup_test_environment()
    opened = open_forms(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    typed = {"headline": "Nine boats", "text": "typed", "age": 0}
    send("a poll", opened)
    for words in (600, 10_000):
        send(f"with {words:,} words", opened, body=body(words), **typed)
