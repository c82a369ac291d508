"""``python -m newsroom`` and ``make run``, as processes of their own."""

import signal
import socket
import time
from pathlib import Path

import psycopg
import pytest

from newsroom.embedded import DATABASE_NAME, ROLE, EmbeddedServer
from tests.setup.conftest import START_SECONDS


def marks(surroundings) -> list[str]:
    """What PostgreSQL leaves lying about while it runs."""
    data = Path(surroundings["VAR_DIR"], "postgres")
    return sorted(path.name for path in data.glob("postmaster.pid"))


def in_database(surroundings, query: str) -> object:
    server = EmbeddedServer(Path(surroundings["VAR_DIR"]))
    with psycopg.connect(host=server.host, user=ROLE, dbname=DATABASE_NAME) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, signal.SIGINT, signal.SIGHUP],
    ids=["SIGTERM", "Ctrl-C", "closed terminal"],
)
def test_told_to_stop_it_stops_the_database_too_and_keeps_the_data(start, surroundings, number):
    site = start().wait()
    in_database(surroundings, "CREATE TABLE kept AS SELECT 7 AS seven")
    code, output = site.stop(number)
    assert code == 0
    assert output.endswith("Ctrl-C stops it.\nStopped.\n")
    assert marks(surroundings) == []

    start().wait()
    assert in_database(surroundings, "SELECT seven FROM kept") == 7


def test_told_to_stop_while_it_starts_it_stops_the_database_too(start, surroundings):
    site = start()
    until = time.monotonic() + START_SECONDS
    while not marks(surroundings):
        assert time.monotonic() < until
        time.sleep(0.01)
    code, output = site.stop()
    assert code == 130
    assert "Traceback" not in output
    assert marks(surroundings) == []


def test_it_says_where_readers_and_editors_go(start, surroundings):
    _, output = start(SITE_NAME="The Daily Test").wait().stop()
    address = f"http://127.0.0.1:{surroundings['PORT']}"
    assert "The Daily Test is open." in output
    assert f"Readers: {address}/\n" in output
    assert f"Desk:    {address}/admin/\n" in output


def test_a_site_killed_with_kill_9_starts_again_with_its_data(start, surroundings):
    site = start().wait()
    in_database(surroundings, "CREATE TABLE kept AS SELECT 7 AS seven")
    site.kill()
    assert marks(surroundings) == ["postmaster.pid"]
    again = start().wait()
    assert in_database(surroundings, "SELECT seven FROM kept") == 7
    assert again.stop()[0] == 0
    assert marks(surroundings) == []


def test_workers_give_up_the_port_when_the_main_process_is_killed(start):
    site = start().wait()
    site.process.kill()
    until = time.monotonic() + 15
    while site.status() is not None:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_taken_port_is_refused_before_anything_is_made(start, surroundings):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        site = start(PORT=port)
        assert site.output() == (
            f"PORT: {port} on 127.0.0.1 is taken by another program; set PORT to another one.\n"
        )
    assert site.process.returncode == 1
    assert not Path(surroundings["VAR_DIR"], "postgres").exists()


def test_an_address_of_another_machine_is_refused(start):
    site = start(HOST="192.0.2.1")
    assert site.output() == (
        "HOST: '192.0.2.1' is not an address of this machine; use one such as 127.0.0.1.\n"
    )
    assert site.process.returncode == 1


def test_data_of_another_major_version_are_refused_in_one_sentence(start, surroundings):
    data = Path(surroundings["VAR_DIR"], "postgres")
    data.mkdir(parents=True)
    data.joinpath("PG_VERSION").write_text("15\n")
    site = start()
    output = site.output()
    assert site.process.returncode == 1
    assert output.count("\n") == 1
    assert output.startswith(f"{data} was made by PostgreSQL 15 and this is PostgreSQL 18: ")
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_a_var_that_cannot_be_written_to_is_refused_in_one_sentence(start):
    site = start(VAR_DIR="/dev/null/var")
    output = site.output()
    assert site.process.returncode == 1
    assert output.count("\n") == 1
    assert output.startswith("VAR_DIR: /dev/null/var can't be written to (Not a directory); ")


def test_a_database_that_is_away_is_refused_in_one_sentence(start):
    gone = "postgresql://newsroom:hidden@127.0.0.1:1/newsroom"
    site = start(DATABASE_URL=gone, SECRET_KEY="for this test")
    output = site.output()
    assert site.process.returncode == 1
    assert output.count("\n") == 1
    assert output.startswith("DATABASE_URL: the database can't be reached (")
    assert "hidden" not in output


def test_make_run_starts_a_second_time_within_5_seconds_and_stops_with_make(start, surroundings):
    command = ("make", "--silent", "run")
    production = {"DEBUG": "0", "LOAD_DEMO": "1"}
    site = start(*command, **production).wait()
    password = Path(surroundings["VAR_DIR"], "demo-password")
    assert password.stat().st_mode & 0o777 == 0o600
    _, output = site.stop()
    assert f"the password is in {password}" in output

    began = time.monotonic()
    site = start(*command, **production).wait()
    assert site.status() == 200
    assert time.monotonic() - began <= 5
    _, output = site.stop()
    assert "Stopped.\n" in output
    assert marks(surroundings) == []
