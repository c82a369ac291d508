"""Two web machines with two processes each, over one database."""

from contextlib import ExitStack

import pytest

from tests.reader.press.serving import Server
from tests.scale.weather import weather


@pytest.fixture
def machines(transactional_db):
    with ExitStack() as running:
        machines = [Server(2), Server(2)]
        for machine in machines:
            running.callback(machine.end)
        yield [machine.wait() for machine in machines]


def test_what_is_published_anywhere_is_seen_everywhere(machines):
    weather(*machines)
