"""Shared caches are told what is no longer true: by its keys, as soon as it is committed.

A cache gets `PURGE /` with the keys in `Surrogate-Key`. It gets them twice: a process that hadn't
heard yet may have filled it again with what was purged.
"""

import http.client
import logging
import threading
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from articles.reader.press.keys import EVERYTHING
from articles.reader.press.listening import DEAF_AFTER

__all__ = ["Purger"]

logger = logging.getLogger(__name__)

#: After so long every process has heard, or keeps nothing, in seconds.
ONCE_MORE = DEAF_AFTER + 0.2
TIMEOUT = 5.0
RETRY, LONGEST_RETRY = 0.5, 30.0
#: Keys come to so many bytes a request at the most; whoever has more purges everything.
LONGEST = 4000


class Purger:
    """Purges one cache, in a thread of its own. While it can't, everything there is to be purged.

    `address` is where it takes PURGE, such as `http://varnish:8081`.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._due: set[str] = set()
        self._again: dict[str, float] = {}
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._purge_on, name=f"purge {address}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return once the last request has ended."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join()

    def purge(self, keys: Iterable[str]) -> None:
        """Have these keys purged at once, and once more."""
        with self._changed:
            self._due.update(keys)
            self._changed.notify()

    def _purge_on(self) -> None:
        pause = RETRY
        while keys := self._taken():
            try:
                self._send(keys)
            except (OSError, http.client.HTTPException) as error:
                logger.warning("%s can't be purged: %s", self.address, error)
                with self._changed:
                    # What it keeps may be older than anything that happens meanwhile.
                    self._due.add(EVERYTHING)
                    self._changed.wait_for(lambda: self._stopped, pause)
                pause = min(2 * pause, LONGEST_RETRY)
            else:
                pause = RETRY

    def _taken(self) -> set[str]:
        """Wait for what is due, and take it; nothing: the end."""
        with self._changed:
            while not self._stopped:
                now = time.monotonic()
                once_more = {key for key, at in self._again.items() if at <= now}
                if self._due or once_more:
                    due, self._due = self._due, set()
                    for key in once_more:
                        del self._again[key]
                    self._again |= dict.fromkeys(due, now + ONCE_MORE)
                    return due | once_more
                soonest = min(self._again.values(), default=None)
                self._changed.wait(None if soonest is None else soonest - now)
        return set()

    def _send(self, keys: set[str]) -> None:
        told = " ".join(sorted(keys))
        if EVERYTHING in keys or len(told) > LONGEST:
            told = EVERYTHING
        parts = urlsplit(self.address)
        asked = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
        try:
            asked.request("PURGE", "/", headers={"Surrogate-Key": told})
            answer = asked.getresponse()
            answer.read()
        finally:
            asked.close()
        if answer.status != http.client.OK:
            raise http.client.HTTPException(f"it answered {answer.status}")
