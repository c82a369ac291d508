"""The site through PgBouncer in transaction mode, with the file in deploy/."""

import configparser
import io
import os
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.reader.press.serving import ROOT, Server, database_url
from tests.scale.weather import weather
from tests.setup.conftest import free_port

#: Fewer connections at the server than there are threads that ask.
CONNECTIONS = 2


@pytest.fixture
def bouncer(transactional_db):
    """Return the address of the tests' database through PgBouncer."""
    # PgBouncer refuses to run as root: it runs as who may enter PostgreSQL's folder, and this one.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    port, name = free_port(), connection.settings_dict["NAME"]
    folder.joinpath("pgbouncer.ini").write_text(configured(port, name))
    owner = Path(connection.settings_dict["HOST"]).owner()
    user = ["-u", owner] if os.getuid() == 0 else []
    process = subprocess.Popen(["pgbouncer", "-q", *user, folder / "pgbouncer.ini"])
    address = f"postgresql://{connection.settings_dict['USER']}@127.0.0.1:{port}/{name}?application_name=bounced"
    wait(address)
    yield address
    process.terminate()
    process.wait(20)
    shutil.rmtree(folder)


def configured(port: int, name: str) -> str:
    """Return our file with this machine's addresses, and with few connections."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "deploy" / "pgbouncer.ini")
    given = connection.settings_dict
    server = parser["databases"].pop("newsroom")
    _, _, timeouts = server.partition("connect_query=")
    place = f"host={given['HOST']} port={given['PORT'] or 5432} dbname={name} user={given['USER']}"
    parser["databases"][name] = f"{place} connect_query={timeouts}"
    parser["pgbouncer"].update(
        listen_addr="127.0.0.1",
        listen_port=str(port),
        auth_type="any",
        unix_socket_dir="",
        default_pool_size=str(CONNECTIONS),
    )
    del parser["pgbouncer"]["auth_file"]
    written = io.StringIO()
    parser.write(written)
    return written.getvalue()


def wait(address: str) -> None:
    for _ in range(100):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("PgBouncer never answered")


@pytest.fixture
def machine(bouncer):
    machine = Server(4, DATABASE_URL=bouncer, DATABASE_DIRECT_URL=database_url()).wait()
    yield machine
    machine.end()


def test_readers_are_told_the_truth_by_few_connections(machine):
    weather(machine, machine)
    assert 1 <= connections("bounced") <= CONNECTIONS
    # Each process listens past PgBouncer, once it was asked something.
    assert 1 <= connections("newsroom press") <= 4


def connections(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [name])
        return cursor.fetchone()[0]


def test_timeouts_hold_for_all(bouncer):
    with psycopg.connect(bouncer) as asked:
        assert asked.execute("SHOW statement_timeout").fetchone() == ("30s",)
        assert asked.execute("SHOW lock_timeout").fetchone() == ("5s",)


def test_pages_that_no_press_keeps_come_through_too(bouncer):
    own = {"DATABASE_URL": bouncer, "DATABASE_DIRECT_URL": database_url(), "PRESS_MEMORY": "0"}
    machine = Server(2, **own).wait()
    try:
        with ThreadPoolExecutor(8) as readers:
            answers = list(readers.map(lambda _: asked(machine, "/latest/"), range(200)))
    finally:
        machine.end()
    assert set(answers) == {200}


def asked(machine: Server, address: str) -> int:
    reader = machine.connect()
    try:
        reader.request("GET", address)
        answer = reader.getresponse()
        answer.read()
        return answer.status
    finally:
        reader.close()
