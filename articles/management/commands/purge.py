"""Tell the caches in front of the site what is no longer true."""

import signal
import threading
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.reader.press.listening import Listener
from articles.reader.press.purging import Purger


class Command(BaseCommand):
    help = (
        "Have what changed purged from each cache in PURGE_CACHES, by its keys, as soon as it is "
        "committed. Runs until it is told to stop; one is enough, several do no harm."
    )

    def handle(self, **options: Any) -> None:
        if not settings.PURGE_CACHES:
            raise CommandError("PURGE_CACHES names no cache; set it as docs/operators.md says.")
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        purgers = [Purger(address) for address in settings.PURGE_CACHES]

        def purge(keys: Iterable[str]) -> None:
            for purger in purgers:
                purger.purge(keys)

        listener = Listener(purge)
        for purger in purgers:
            purger.start()
        listener.start()
        stop.wait()
        listener.stop()
        for purger in purgers:
            purger.stop()
