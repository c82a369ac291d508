"""The whole newsroom as files: so that it can move out, and in again somewhere else.

    manifest.json           what is here, and of which version
    articles.ninjs.jsonl    what readers see, or saw last: an article a line, ninjs 3.1
    tables/*.csv            everything as it is stored, a table a file, RFC 4180
    pictures/*              the originals

Passwords, open forms, mail on its way and the secrets of shared links stay behind.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Exists, Model, OuterRef
from django.utils import timezone

from articles.models import Edition, Picture
from articles.wire.decoding import Refused
from articles.wire.out import ninjs

__all__ = ["FORMAT", "GROUPS", "MANIFEST", "TABLES", "columns_of", "export", "last_migration"]

FORMAT, MANIFEST = "newsroom archive 1", "manifest.json"
#: The models whose rows are written, by name; those in between people and things too.
NAMES = (
    *("User", "Section", "Section_desk", "Author", "Topic", "Picture", "Replacement", "Article"),
    *("HistoricalArticle", "Edition", "EditionTopic", "Change", "PictureUse", "Event", "Note"),
    *("Note_mentions", "Claim", "Assignment", "Placement", "FormerAddress", "Origin"),
)
TABLES: dict[str, type[Model]] = {name.lower(): apps.get_model("articles", name) for name in NAMES}
#: Who is in which group, by its name: its number may be another elsewhere.
GROUPS = "user_groups"
MEMBERS = """SELECT user_id, name FROM articles_user_groups
JOIN auth_group ON auth_group.id = group_id ORDER BY 1, 2"""
#: What takes the place of columns that nobody needs to know.
INSTEAD = {("user", "password"): "'!'"}
READ_AT_ONCE = 200

Say = Callable[[str], None]


def export(folder: Path, say: Say) -> None:
    """Write the newsroom into an empty folder; raise `Refused` where there is something in it.

    All of one moment, whatever editors do meanwhile; the manifest is written last, so a folder
    without one isn't whole.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"There is something in {folder} already. Name an empty folder.")
    folder.joinpath("tables").mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        for name, query in _queries():
            counts[name] = _copied(query, folder / "tables" / f"{name}.csv")
            say(f"{counts[name]:>9,}  {name}")
        lines = _write_ninjs(folder / "articles.ninjs.jsonl", timezone.now())
        say(f"{lines:>9,}  articles as ninjs")
        missing = _copy_pictures(folder)
    manifest = {
        "format": FORMAT,
        "migration": last_migration(),
        "site": settings.SITE_URL,
        "name": settings.SITE_NAME,
        "rows": counts,
        "missing_pictures": missing,
    }
    folder.joinpath(MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")


def columns_of(name: str) -> list[str]:
    return [str(field.column) for field in TABLES[name]._meta.local_concrete_fields]


def last_migration() -> str:
    """Return the name of the newest migration of ours that the database has."""
    ours = MigrationRecorder(connection).migration_qs.filter(app="articles")
    return str(ours.order_by("-name").values_list("name", flat=True)[0])


def _queries() -> Iterator[tuple[str, str]]:
    for name, model in TABLES.items():
        columns = columns_of(name)
        told = [INSTEAD.get((name, each), f'"{each}"') for each in columns]
        pairs = ", ".join(f'{what} AS "{each}"' for what, each in zip(told, columns, strict=True))
        yield name, f'SELECT {pairs} FROM "{model._meta.db_table}" ORDER BY 1'  # noqa: S608
    yield GROUPS, MEMBERS


def _copied(query: str, path: Path) -> int:
    """Write the rows of a query as CSV; return how many."""
    with path.open("wb") as file, connection.connection.cursor() as cursor:
        with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as rows:
            for data in rows:
                file.write(data)
        return int(cursor.rowcount)


def _write_ninjs(path: Path, at: datetime) -> int:
    """Write what readers see, or saw last, of each article; return how many."""
    later = Edition.objects.filter(
        article=OuterRef("article"), starts_at__gt=OuterRef("starts_at"), starts_at__lte=at
    )
    last = Edition.objects.filter(~Exists(later), starts_at__lte=at)
    editions = last.select_related("section__parent", "lead_picture").order_by("article")
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for edition in editions.iterator(READ_AT_ONCE):
            file.write(json.dumps(_told(edition, at), ensure_ascii=False) + "\n")
            count += 1
    return count


def _told(edition: Edition, at: datetime) -> dict[str, Any]:
    over = edition.ends_at is not None and edition.ends_at <= at
    standing = ninjs.Standing(
        article_id=edition.article_id,
        version=edition.article_version,
        first=edition.published_at,
        since=edition.starts_at,
        address=settings.SITE_URL + edition.get_absolute_url(),
        canceled=over,
    )
    return ninjs.item(edition, standing)


def _copy_pictures(folder: Path) -> list[str]:
    """Copy the originals; return the names of those that the storage doesn't have."""
    missing = []
    for name in Picture.objects.order_by("pk").values_list("file", flat=True).iterator():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with default_storage.open(name, "rb") as stored, path.open("wb") as file:
                shutil.copyfileobj(stored, file)
        except FileNotFoundError:
            path.unlink(missing_ok=True)
            missing.append(name)
    return missing
