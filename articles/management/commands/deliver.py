"""Send the mail that the desk has written, and tell the hub which feeds changed."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.reader.feeds.pinging import tell_hub
from articles.workflow.delivering import deliver_due, deliver_until


class Command(BaseCommand):
    help = (
        "Send what waits in the outbox: at most one digest a person in ten minutes, tried again "
        "with growing pauses where it fails; and tell the WebSub hub, where one is set. Runs until "
        "it is told to stop; several may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Send what is due now, say how much, and end."
        )

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            count = deliver_due()
            self.stdout.write(f"{count} {'digest' if count == 1 else 'digests'} sent.")
            tell_hub()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        hub = threading.Thread(target=deliver_until, kwargs={"stop": stop, "deliver": tell_hub})
        hub.start()
        deliver_until(stop)
        hub.join()
