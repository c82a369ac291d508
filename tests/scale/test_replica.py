"""A streaming replica for readers, made with pg_basebackup."""

import os
import re
import shutil
import tempfile
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from articles import workflow
from newsroom.embedded import EmbeddedServer
from newsroom.embedded.account import Account
from tests import people
from tests.reader.press.conftest import wait
from tests.reader.press.serving import Server, database_url
from tests.scale.weather import weather


class Replica:
    """A server that follows the one of the tests, run as the one who runs that."""

    def __init__(self, folder: Path) -> None:
        given = connection.settings_dict
        server = EmbeddedServer(Path(os.environ["VAR_DIR"]))
        self.folder, self.programs = folder, server.programs
        self.account = Account(server.data)
        if self.account.ids:
            os.chown(folder, *self.account.ids)
        place = ("-h", given["HOST"], "-U", given["USER"])
        self.run("pg_basebackup", "-D", folder / "data", "-R", "-c", "fast", *place)
        self.start()

    def run(self, program: str, *arguments: str | Path) -> None:
        done = self.account.run(self.programs / program, *arguments, timeout=60)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        data, log = self.folder / "data", self.folder / "log"
        options = f"-c listen_addresses='' -k {self.folder}"
        self.run("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.folder / "data")

    @property
    def url(self) -> str:
        return database_url().replace(connection.settings_dict["HOST"], str(self.folder))

    def ask(self, sql: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as asked:
            asked.execute(sql)


@pytest.fixture
def replica(transactional_db):
    folder = Path(tempfile.mkdtemp())
    replica = Replica(folder)
    yield replica
    replica.stop()
    shutil.rmtree(folder)


@pytest.fixture
def site(replica):
    site = Server(1, DATABASE_REPLICA_URL=replica.url).wait()
    yield site
    site.end()


def ask(site: Server, address: str) -> str:
    asked = site.connect()
    asked.request("GET", address)
    text = asked.getresponse().read().decode()
    asked.close()
    return text


def read_there(site: Server) -> int:
    """Return how many pages were read from the replica."""
    figures = ask(site, "/metrics")
    return int(re.search(r"^newsroom_press_replica_total{.*} (\d+)", figures, re.MULTILINE)[1])


def wait_for_readers_there(site: Server) -> None:
    """Ask for ever other pages until one is read from the replica."""
    numbers, before = count(), read_there(site)
    wait(lambda: ask(site, f"/search/?q={next(numbers)}") and read_there(site) > before)


def publish(headline: str) -> None:
    chief = people.chief()
    article = people.article(chief, people.section("World"), headline=headline)
    workflow.publish(article, chief)


def test_readers_are_told_the_truth_and_mostly_by_the_replica(site):
    weather(site, site)
    assert read_there(site) > 100


def test_a_replica_that_lags_is_not_asked_before_it_has_caught_up(site, replica):
    publish("Ferry returns")
    wait(lambda: "Ferry returns" in ask(site, "/latest/"))
    replica.ask("SELECT pg_wal_replay_pause()")
    publish("Bridge opens")
    wait(lambda: "Bridge opens" in ask(site, "/latest/"))
    before = read_there(site)
    assert "Bridge opens" in ask(site, "/rss.xml")
    assert read_there(site) == before
    replica.ask("SELECT pg_wal_replay_resume()")
    wait_for_readers_there(site)
    assert "Bridge opens" in ask(site, "/atom.xml")


def test_readers_do_not_notice_when_it_is_away(site, replica):
    publish("Ferry returns")
    wait_for_readers_there(site)
    replica.stop()
    publish("Bridge opens")
    wait(lambda: "Bridge opens" in ask(site, "/latest/"))
    replica.start()
    wait_for_readers_there(site)
