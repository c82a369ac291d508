"""Send the mail that the desk has written."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.workflow.delivering import deliver_due, deliver_until


class Command(BaseCommand):
    help = (
        "Send what waits in the outbox: at most one digest a person in ten minutes, tried again "
        "with growing pauses where it fails. Runs until it is told to stop; several may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Send what is due now, say how much, and end."
        )

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            count = deliver_due()
            self.stdout.write(f"{count} {'digest' if count == 1 else 'digests'} sent.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        deliver_until(stop)
