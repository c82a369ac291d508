"""Changes at random while readers ask of every machine: the press's own storm, a smaller one."""

from tests.reader.press.serving import Server
from tests.reader.press.test_storm import STALE, Storm, weathered

CHANGES = 300


def weather(*machines: Server, stale: float = STALE) -> None:
    """Change things and have each machine asked; fail where readers are told what is not true.

    `stale` is how long what was committed may stay unseen, in seconds.
    """
    for reader in weathered(Storm(seed=11, stale=stale), CHANGES, 2 * [*machines]):
        assert len(reader.seen) > CHANGES // 4
