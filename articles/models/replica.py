"""Reading from a copy of the database that follows it, a streaming replica, where there is one.

Readers' pages may be read from it as soon as it has replayed all that they must show; everything
else, the desk above all, is read where it is written.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["REPLICA", "ReplicaRouter", "reading_connection", "replica_if_it_has"]

logger = logging.getLogger(__name__)

REPLICA = "replica"
#: How long a replica that failed is left alone, in seconds.
LEFT_ALONE = 5.0
HAS_REPLAYED = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"

_source: ContextVar[str] = ContextVar("source", default=DEFAULT_DB_ALIAS)
_away_until = float("-inf")


class ReplicaRouter:
    """Sends what is read within `replica_if_it_has` to the replica, and nothing else."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        return _source.get()

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True  # a copy holds the same rows

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


def reading_connection() -> BaseDatabaseWrapper:
    """Return the connection for SQL of our own that readers' pages are made of."""
    return connections[_source.get()]


@contextmanager
def replica_if_it_has(position: str | None) -> Iterator[bool]:
    """Read from the replica meanwhile if it has replayed up to this position of the log.

    Yield whether it has. No position: there is no replica, or nobody knows what it should have.
    """
    has = position is not None and _has_replayed(position)
    token = _source.set(REPLICA if has else DEFAULT_DB_ALIAS)
    try:
        yield has
    finally:
        _source.reset(token)


def _has_replayed(position: str) -> bool:
    global _away_until  # noqa: PLW0603 -- one replica, and one time for all threads
    if time.monotonic() < _away_until:
        return False
    replica = connections[REPLICA]
    try:
        with replica.cursor() as cursor:
            cursor.execute(HAS_REPLAYED, [position])
            return bool(cursor.fetchone()[0])
    except (DatabaseError, InterfaceError) as error:
        _away_until = time.monotonic() + LEFT_ALONE
        logger.warning("The replica can't be read: %s", str(error).strip())
        replica.close()
        return False
