"""Changes at random while readers ask of every machine: the press's own storm, a smaller one."""

import threading
import time

from tests.reader.press.serving import Server
from tests.reader.press.test_storm import STALE, Reader, Storm, false_of

CHANGES = 300


def weather(*machines: Server, stale: float = STALE) -> None:
    """Change things and have each machine asked; fail where readers are told what is not true.

    `stale` is how long what was committed may stay unseen, in seconds.
    """
    storm, stop = Storm(seed=11, stale=stale), threading.Event()
    readers = [Reader(machine, storm, stop) for machine in machines for _ in range(2)]
    for _ in range(CHANGES):
        storm.change()
    time.sleep(2)
    stop.set()
    for reader in readers:
        reader.join(30)
        assert len(reader.seen) > CHANGES // 4
    answers = [seen for reader in readers for seen in reader.seen]
    false = [(seen, found) for seen in answers if (found := false_of(seen, storm))]
    assert false == []
