"""The one clock that decides what is past: the database's."""

from datetime import datetime

from django.db import connection

__all__ = ["database_now"]


def database_now() -> datetime:
    """Return the database's clock, aware, in UTC.

    Many machines publish, one database keeps the periods; so a moment that is written is read from
    the database, after the row is locked. `newsroom_now()` is `clock_timestamp()`, and what the
    triggers ask too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_now()")
        return cursor.fetchone()[0]
