"""PostgreSQL's own programs on the embedded database: backup, restore, a prompt."""

import subprocess
import sys

import pytest

from tests.setup.conftest import ROOT


@pytest.fixture
def program(surroundings):
    def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "newsroom.embedded", *arguments],
            cwd=ROOT,
            env=surroundings | changes,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def ask(program, query: str) -> str:
    done = program("psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", query)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_dump_brings_back_what_was_lost(program, tmp_path):
    dump = str(tmp_path / "newsroom.dump")
    ask(program, "CREATE TABLE kept AS SELECT 7 AS seven")
    assert program("pg_dump", "--format=custom", f"--file={dump}").returncode == 0
    ask(program, "DROP TABLE kept")
    done = program("pg_restore", "--dbname=newsroom", "--clean", "--if-exists", dump)
    assert done.returncode == 0, done.stderr
    assert ask(program, "SELECT seven FROM kept") == "7"


def test_a_program_s_failure_is_its_exit_code(program):
    assert program("psql", "--command", "nonsense").returncode == 1


def test_an_unknown_program_is_refused_with_the_known_ones(program):
    done = program("pg_dumps")
    assert done.returncode == 1
    assert done.stderr.startswith("'pg_dumps' is not one of PostgreSQL's programs: ")
    assert "pg_dump," in done.stderr


def test_another_server_s_database_is_left_to_its_own_programs(program):
    done = program("psql", DATABASE_URL="postgresql://db.example/news", SECRET_KEY="for this test")
    assert done.returncode == 1
    assert done.stderr == (
        "DATABASE_URL: it is set, so use the programs that came with that server.\n"
    )
