"""Moving in what another newsroom of ours exported whole: see articles/wire/out/archive.py."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from articles import photo
from articles.models import Article, Author, Edition, Picture, Section, Topic, User, rebuild_search
from articles.richtext import is_clean
from articles.wire.decoding import Refused
from articles.wire.out.archive import (
    FORMAT,
    GROUPS,
    MANIFEST,
    TABLES,
    columns_of,
    last_migration,
)

__all__ = ["is_archive", "restore"]

STORED = re.compile(r"pictures/[0-9a-f]{32}\.[a-z]{3,4}")
CHUNK = 1_000_000
READ_AT_ONCE = 500
#: The numbers of rows that are told apart by another column than `id`.
NUMBERED = {"historicalarticle": "history_id"}


def is_archive(path: Path) -> bool:
    return path.is_dir() and path.joinpath(MANIFEST).is_file()


def restore(folder: Path, say: Callable[[str], None]) -> None:
    """Store all that is in the folder, in one transaction, with the numbers that it had.

    Raises `Refused` where this newsroom isn't empty, the folder isn't whole or of another version,
    or something in it isn't what we would have stored.
    """
    manifest = _manifest(folder)
    _refuse_if_filled()
    names = _pictures(folder)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            _fill(cursor, folder, manifest, say)
            _refuse_what_is_unclean()
            cursor.execute("SELECT pg_notify('newsroom_press', '*')")
    except (DatabaseError, psycopg.Error) as error:
        told = str(error).splitlines()[0]
        raise Refused(f"It isn't whole, or was changed: {told}. Nothing was stored.") from error
    for name in names:
        _keep(folder, name)
    say(f"{len(names):>9,}  pictures' files")
    for _ in rebuild_search():
        pass


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(folder.joinpath(MANIFEST).read_text(encoding="utf-8"))
        rows, migration = manifest["rows"], manifest["migration"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(f"{MANIFEST} can't be read. Export the newsroom anew.") from error
    if manifest.get("format") != FORMAT or migration != last_migration():
        raise Refused(
            f"It is of version {migration}, and this newsroom is of {last_migration()}. Install "
            "the version that it was exported from, bring it in, and then the newer one."
        )
    lacking = [name for name in (*TABLES, GROUPS) if name not in rows]
    lacking += [name for name in rows if not (folder / "tables" / f"{name}.csv").is_file()]
    if lacking:
        raise Refused(f"The table {lacking[0]} is missing. Export the newsroom anew.")
    return dict(manifest)


def _refuse_if_filled() -> None:
    for model in (Article, Section, Author, Topic, Picture, User):
        if count := model._default_manager.count():
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            raise Refused(
                f"There is something in this newsroom already ({count} {name}). A whole newsroom "
                "goes into an empty one only, accounts included; nothing was changed."
            )


def _pictures(folder: Path) -> list[str]:
    """Return the files of pictures, each looked into; what is none is refused."""
    found = []
    for path in sorted(folder.glob("pictures/*")):
        name = f"pictures/{path.name}"
        if not STORED.fullmatch(name) or path.is_symlink():
            raise Refused(f"{name} isn't a picture that a newsroom exported. Nothing was stored.")
        try:
            with path.open("rb") as file:
                photo.check(File(file), path.stat().st_size)
        except photo.Unusable as unusable:
            raise Refused(f"{name}: {unusable} Nothing was stored.") from unusable
        found.append(name)
    return found


def _fill(cursor: Any, folder: Path, manifest: dict[str, Any], say: Callable[[str], None]) -> None:
    """Fill the tables as they were: what triggers would add is among them."""
    tables = [model._meta.db_table for model in TABLES.values()]
    for table in tables:
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    for name, model in TABLES.items():
        count = _copy_in(folder / "tables" / f"{name}.csv", model._meta.db_table, columns_of(name))
        if count != manifest["rows"][name]:
            raise Refused(f"The table {name} isn't whole. Nothing was stored.")
        say(f"{count:>9,}  {name}")
    cursor.execute("CREATE TEMPORARY TABLE brought (user_id bigint, name text) ON COMMIT DROP")
    _copy_in(folder / "tables" / f"{GROUPS}.csv", "brought", ["user_id", "name"])
    cursor.execute(
        "INSERT INTO articles_user_groups (user_id, group_id)"
        " SELECT user_id, auth_group.id FROM brought JOIN auth_group USING (name)"
    )
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name, model in TABLES.items():
        column = NUMBERED.get(name, "id")
        if column in columns_of(name):
            _count_on(cursor, model._meta.db_table, column)
    for table in tables:
        cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _copy_in(path: Path, table: str, columns: list[str]) -> int:
    """Copy a file into a table, whose columns it must have; return how many rows."""
    names = ", ".join(f'"{each}"' for each in columns)
    with path.open("rb") as file, connection.connection.cursor() as cursor:
        statement = f'COPY "{table}" ({names}) FROM STDIN (FORMAT csv, HEADER match)'
        with cursor.copy(statement) as rows:
            while data := file.read(CHUNK):
                rows.write(data)
        return int(cursor.rowcount)


def _count_on(cursor: Any, table: str, column: str) -> None:
    cursor.execute(
        f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"  # noqa: S608 -- ours
        f' coalesce(max("{column}"), 1), max("{column}") IS NOT NULL) FROM "{table}"'
    )


def _refuse_what_is_unclean() -> None:
    """No body comes in that didn't leave one of our newsrooms so."""
    for name, key, body in _bodies():
        if not is_clean(body):
            raise Refused(f"The text of {name} {key} was changed. Nothing was stored.")


def _bodies() -> Iterator[tuple[str, int, str]]:
    sources = {"article": Article, "edition": Edition, "version": Article.history.model}
    for name, model in sources.items():
        rows = model._default_manager.values_list("pk", "body")
        yield from ((name, pk, body) for pk, body in rows.iterator(READ_AT_ONCE))


def _keep(folder: Path, name: str) -> None:
    if not default_storage.exists(name):
        with folder.joinpath(name).open("rb") as file:
            default_storage.save(name, File(file))
