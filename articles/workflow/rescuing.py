"""Tasks of workers that died: handed to the others.

A worker holds a lock of the database as long as it lives. A task that is said to be running, by a
worker whose lock nobody holds, is made ready again. Tasks may be begun twice: each must leave alone
what is done already.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django_tasks_db.models import DBTaskResult

from articles.models.direct import connect_directly

__all__ = ["watch_over_tasks"]

logger = logging.getLogger(__name__)

#: The first half of the locks of workers, so that they mean nothing else's rows.
LOCKS = 70_414
#: How often tasks are looked after, in seconds.
EVERY, RETRY = 5.0, 1.0

HOLD = "SELECT pg_advisory_lock(%s, hashtext(%s))"
RESCUE = f"""
    UPDATE {DBTaskResult._meta.db_table} AS task SET status = 'READY', started_at = NULL
    WHERE status = 'RUNNING' AND NOT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND objid = hashtext(task.worker_ids ->> -1)::oid
    )
"""  # noqa: S608 -- the name of a table


@contextmanager
def watch_over_tasks(worker: str) -> Iterator[None]:
    """Hold the worker's lock, and make tasks of dead workers ready again, meanwhile."""
    held, stop = threading.Event(), threading.Event()
    watch = threading.Thread(target=_watch, args=(worker, held, stop), name="tasks", daemon=True)
    watch.start()
    try:
        # Not before: a task of a worker without its lock would be taken from it.
        held.wait()
        yield
    finally:
        stop.set()
        watch.join(RETRY)


def _watch(worker: str, held: threading.Event, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            with connect_directly("worker") as connection:
                connection.execute(HOLD, (LOCKS, worker))
                held.set()
                _rescue_until(stop, connection)
        except psycopg.Error as error:
            logger.warning("Tasks can't be looked after: %s", str(error).strip())
            stop.wait(RETRY)


def _rescue_until(stop: threading.Event, connection: psycopg.Connection) -> None:
    while not stop.is_set():
        count = connection.execute(RESCUE, (LOCKS,)).rowcount
        if count:
            logger.warning("Tasks whose worker died, made ready again: %s", count)
        stop.wait(EVERY)
