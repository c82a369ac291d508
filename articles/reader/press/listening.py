"""What the database says: which answers are no longer true, and which won't be, from when on.

One connection LISTENs. A process hears what was committed before its last round trip to the
database, so as long as those succeed it knows everything up to a second ago.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.utils import timezone

from articles.models.direct import connect_directly
from articles.models.replica import REPLICA
from articles.reader.press.keys import EVERYTHING

__all__ = ["Listener", "Schedule"]

logger = logging.getLogger(__name__)

Connection = psycopg.Connection[Any]

CHANNEL = "newsroom_press"
#: How often the database is asked whether it is there, in seconds; and how long after the last
#: answer a process no longer counts as hearing.
BEAT, DEAF_AFTER = 0.4, 1.0
RETRY = 0.5
#: Not 0, with which psycopg waits for ever.
AT_ONCE = 0.001
#: How far a schedule looks ahead, how many moments it holds, and how often it is read anew.
HORIZON = timedelta(days=1)
MOMENTS = 2000
REFRESH = 60.0

SCHEDULE = "SELECT at, keys FROM press_moments(%s, %s) ORDER BY at LIMIT %s"
#: Not the end of what was written: with `synchronous_commit` off, a commit is told of before.
POSITION = "SELECT pg_current_wal_insert_lsn()::text"


class Schedule(NamedTuple):
    """The moments ahead at which something changes by itself, with the keys of what does."""

    moments: list[tuple[datetime, frozenset[str]]]
    #: Up to here all of them are known.
    until: datetime
    #: What a replica must have replayed to know all this; None where there is none.
    position: str | None = None

    def next(self, keys: frozenset[str], after: datetime) -> datetime:
        """Return the first moment after this one at which an answer of these keys changes."""
        for moment, touched in self.moments:
            if moment > after and (EVERYTHING in touched or not touched.isdisjoint(keys)):
                return moment
        return self.until


class Listener:
    """Listens in a thread of its own, and tells `drop` of the keys that are touched."""

    def __init__(self, drop: Callable[[Iterable[str]], None]) -> None:
        self._drop = drop
        self._heard_at = float("-inf")
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        #: How often something was touched, and the schedule as of the last time.
        self.touched = 0
        self.schedule: Schedule | None = None
        self.connected = 0
        self._position: str | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._listen_on, name="press", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Return once the connection is closed."""
        self._stopped.set()
        self._thread.join()

    @property
    def hears(self) -> bool:
        return time.monotonic() - self._heard_at <= DEAF_AFTER

    def now(self) -> tuple[int, Schedule | None]:
        """Return how often something was touched, and the schedule that goes with it.

        No schedule: it is being read, or nobody hears.
        """
        with self._lock:
            return self.touched, self.schedule if self.hears else None

    def _listen_on(self) -> None:
        told = False
        while not self._stopped.is_set():
            try:
                with connect_directly("press") as connection:
                    told = False
                    self._listen(connection)
            except psycopg.Error as error:
                if not told:
                    logger.warning("The press can't hear the database: %s", str(error).strip())
                told = True
            self._stopped.wait(RETRY)

    def _listen(self, connection: Connection) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        self.connected += 1
        # What happened while nobody listened is unknown.
        self._touch(connection, {EVERYTHING})
        read_at = time.monotonic()
        self._beat(connection)
        while not self._stopped.is_set():
            heard = connection.notifies(timeout=BEAT, stop_after=1)
            keys = {key for note in heard for key in note.payload.split()}
            if keys:
                self._touch(connection, keys)
            elif time.monotonic() - read_at > REFRESH:
                self._read_schedule(connection)
                read_at = time.monotonic()
            self._beat(connection)

    def _beat(self, connection: Connection) -> None:
        """Ask whether the database is there; all that was committed before has been heard then."""
        asked_at = time.monotonic()
        connection.execute("SELECT 1")
        waiting = connection.notifies(timeout=AT_ONCE, stop_after=1)
        if keys := {key for note in waiting for key in note.payload.split()}:
            self._touch(connection, keys)
        self._heard_at = asked_at

    def _touch(self, connection: Connection, keys: Iterable[str]) -> None:
        with self._lock:
            # First: what is being printed now may be older, and must not be kept.
            self.touched += 1
            self.schedule = None
        self._drop(keys)
        if REPLICA in settings.DATABASES:
            # What was heard is committed, so this lies behind it.
            (self._position,) = connection.execute(POSITION).fetchone() or (None,)
        self._read_schedule(connection)

    def _read_schedule(self, connection: Connection) -> None:
        now = timezone.now()
        until = now + HORIZON
        rows = connection.execute(SCHEDULE, (now, until, MOMENTS)).fetchall()
        if len(rows) == MOMENTS:
            until = rows[-1][0]
        moments = [(at, frozenset(keys)) for at, keys in rows]
        moments.append((midnight(now), frozenset({EVERYTHING})))
        with self._lock:
            moments.sort(key=lambda each: each[0])
            self.schedule = Schedule(moments, until, self._position)


def midnight(now: datetime) -> datetime:
    """Return when the next day begins: pages say which day it is, and lists `today` by its hour."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, datetime.min.time()))
