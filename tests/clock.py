"""A pytest plugin: the `clock` fixture moves Python's time and the database's together."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

#: A Tuesday morning.
START = datetime(2026, 3, 3, 9, tzinfo=UTC)

SET = """
CREATE OR REPLACE FUNCTION newsroom_now() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT {} $$
"""


class Clock:
    """A clock that stands still until it is moved; every connection reads the same time.

    Where a test has real transactions (`transaction=True`), other connections see a move at once.
    """

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self.traveller = traveller
        self.now = START
        self.at(START)

    def at(self, moment: datetime) -> datetime:
        """Set the time, and return it."""
        with connection.cursor() as cursor:
            cursor.execute(SET.format(f"timestamptz '{moment.isoformat()}'"))
        self.traveller.move_to(moment, tick=False)
        self.now = moment
        return moment

    def tick(self, **length: float) -> datetime:
        """Move on, by a second unless told otherwise: `tick(minutes=5)`. Return the new time."""
        return self.at(self.now + timedelta(**length or {"seconds": 1}))


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    with time_machine.travel(START, tick=False) as traveller:
        try:
            yield Clock(traveller)
        finally:
            # Inside a test's transaction, its rollback puts the real clock back.
            if not connection.in_atomic_block:
                with connection.cursor() as cursor:
                    cursor.execute(SET.format("clock_timestamp()"))
