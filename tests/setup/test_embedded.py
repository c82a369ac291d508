"""The PostgreSQL server on board."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from newsroom.embedded import DATABASE_NAME, ROLE, EmbeddedServer
from newsroom.refusal import Refusal

HOLDER = """
import sys
from pathlib import Path
from newsroom.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
server.hold()
print("up", flush=True)
sys.stdin.read()
"""


class Holder:
    """Another process that uses the server."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, folder],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait(self) -> "Holder":
        assert self.process.stdout.readline() == "up\n"
        return self

    def end(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(folder)
    yield server
    if folder.is_dir():
        server.hold()  # whatever a test left running is joined, and so stopped
        server.release()


def ask(server: EmbeddedServer, query: str) -> str | None:
    with psycopg.connect(host=server.host, user=ROLE, dbname=DATABASE_NAME) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def postmaster(server: EmbeddedServer) -> psutil.Process | None:
    mark = server.data / "postmaster.pid"
    return psutil.Process(int(mark.read_text().split()[0])) if mark.exists() else None


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_it_makes_a_database_that_listens_on_no_network_address(server):
    server.hold()
    assert ask(server, "SHOW listen_addresses") == ""
    assert ask(server, "SHOW server_version").startswith("18.")
    assert ask(server, "SELECT current_database()") == "newsroom"


def test_it_is_closed_to_other_users_of_the_machine(server):
    server.hold()
    assert Path(server.host).stat().st_mode & 0o077 == 0


def test_it_stops_with_the_last_process_that_uses_it(server, folder):
    other = Holder(folder).wait()
    server.hold()
    assert ask(server, "SELECT 1") == 1
    server.release()
    running = postmaster(server)
    assert is_alive(running)
    other.end()
    assert not is_alive(running)
    assert postmaster(server) is None


def test_processes_that_start_it_at_once_share_one(server, folder):
    holders = [Holder(folder), Holder(folder)]
    for holder in holders:
        holder.wait()
    server.hold()
    assert ask(server, "SELECT 1") == 1
    for holder in holders:
        holder.end()


def test_what_was_committed_is_there_at_the_next_start(server):
    server.hold()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS seven")
    server.release()
    server.hold()
    assert ask(server, "SELECT seven FROM kept") == 7


def test_a_killed_process_leaves_nothing_that_keeps_it_running(server, folder):
    Holder(folder).wait().kill()
    running = postmaster(server)
    assert is_alive(running)
    server.hold()
    server.release()
    # Its file goes a moment before it does.
    _, left = psutil.wait_procs([running], timeout=30)
    assert left == []


def test_it_recovers_when_everything_was_killed(server, folder):
    holder = Holder(folder).wait()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS seven")
    postmaster(server).send_signal(signal.SIGKILL)
    holder.kill()
    assert postmaster(server) is not None, "the stale mark is the point of this test"
    server.hold()
    assert ask(server, "SELECT seven FROM kept") == 7


def test_it_starts_though_its_old_process_number_is_in_other_hands(server):
    server.hold()
    server.release()
    owner = server.data.stat()
    identity = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **identity) as other:
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            server.data.joinpath(name).write_text(f"{other.pid}\n{server.data}\n0\n5432\n")
        server.hold()
        assert ask(server, "SELECT 1") == 1
        other.kill()


def test_a_half_made_data_folder_is_made_anew(server, folder):
    unfinished = folder / "postgres.new"
    unfinished.mkdir(parents=True)
    unfinished.joinpath("PG_VERSION").write_text("18\n")
    server.hold()
    assert ask(server, "SELECT 1") == 1
    assert not unfinished.exists()


def test_a_path_too_long_for_a_socket_is_no_obstacle(tmp_path):
    server = EmbeddedServer(tmp_path / "a folder, 'quoted' and long" / ("long" * 20))
    server.hold()
    assert ask(server, "SELECT 1") == 1
    assert Path(server.host).stat().st_mode & 0o077 == 0
    server.release()
    assert not Path(server.host).exists()


def test_data_of_another_major_version_are_refused_and_left_alone(folder):
    data = folder / "postgres"
    data.mkdir(parents=True)
    data.joinpath("PG_VERSION").write_text("15\n")
    server = EmbeddedServer(folder)
    with pytest.raises(Refusal, match=r"made by PostgreSQL 15 and this is PostgreSQL 18: dump it"):
        server.hold()
    server.release()
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_a_folder_that_cannot_be_written_to_is_refused():
    with pytest.raises(Refusal, match=r"VAR_DIR: /dev/null/var can't be written to"):
        EmbeddedServer(Path("/dev/null/var")).hold()


def test_a_socket_s_folder_that_others_own_is_not_taken(tmp_path):
    server = EmbeddedServer(tmp_path / ("long" * 30))
    place = Path(server.host)
    place.symlink_to(tmp_path)
    with pytest.raises(Refusal, match=rf"{place} is in the way"):
        server.hold()
    place.unlink()
    server.release()


def test_a_server_that_does_not_start_is_refused_with_its_own_reason(folder):
    server = EmbeddedServer(folder, {"shared_buffers": "nonsense"})
    with pytest.raises(Refusal, match=r"did not start: .*shared_buffers"):
        server.hold()
    server.release()
