"""Several people acting at once, each over a database connection of their own."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

TIMEOUT = 20


class Thread(threading.Thread):
    """Does one thing over its own connection; keeps what it returned or raised."""

    def __init__(self, action: Callable[[], Any], barrier: threading.Barrier | None = None) -> None:
        super().__init__(daemon=True)
        self.action, self.barrier = action, barrier
        self.outcome: Any = None
        self.pid = 0
        self.start()

    def run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.pid = cursor.fetchone()[0]
            if self.barrier:
                self.barrier.wait(TIMEOUT)
            self.outcome = self.action()
        except Exception as exception:
            self.outcome = exception
        finally:
            connection.close()

    def result(self) -> Any:
        self.join(TIMEOUT)
        assert not self.is_alive(), "it hangs"
        return self.outcome

    def is_waiting(self) -> bool:
        """Say whether it waits for a lock that another connection holds."""
        if not self.pid:
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.pid])
            return bool(cursor.fetchone()[0])


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Do all of these at the same moment; return what each returned or raised."""
    barrier = threading.Barrier(len(actions))
    threads = [Thread(action, barrier) for action in actions]
    return [thread.result() for thread in threads]


def while_uncommitted(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, bool]:
    """Do the second while the first is done and not committed, then commit the first.

    Return what the second returned or raised, and whether it had to wait for the first.
    """
    with transaction.atomic():
        first()
        thread = Thread(second)
        deadline = time.monotonic() + TIMEOUT
        while thread.is_alive() and not thread.is_waiting() and time.monotonic() < deadline:
            time.sleep(0.002)
        waited = thread.is_alive()
    return thread.result(), waited
