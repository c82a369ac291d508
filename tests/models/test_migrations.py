"""Migrations go both ways, on a database of their own."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).parents[2]
LEFT = """
SELECT relname FROM pg_class WHERE relname LIKE 'articles_%'
UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
TRIGGERS = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname"


@pytest.fixture
def scratch():
    """The address of an empty database, dropped afterwards."""
    own = urlsplit(os.environ["DATABASE_URL"])
    name = f"scratch_{os.getpid()}"
    with psycopg.connect(own.geturl(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{own.scheme}://{own.netloc}/{name}?{own.query}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrate(database, *target):
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--skip-checks", *target],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def rows(database, query):
    with psycopg.connect(database) as connection:
        return [row[0] for row in connection.execute(query)]


def test_migrations_go_back_to_nothing_and_come_again(scratch):
    migrate(scratch)
    triggers = rows(scratch, TRIGGERS)
    assert {"edition_insert", "edition_update", "edition_delete"} <= set(triggers)
    migrate(scratch, "articles", "zero")
    assert rows(scratch, LEFT) == []
    migrate(scratch)
    assert rows(scratch, TRIGGERS) == triggers
    groups = rows(scratch, "SELECT name FROM auth_group ORDER BY name")
    assert groups == ["Chief editor", "Editor", "Reporter"]
