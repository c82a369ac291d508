"""How the press is doing, for Prometheus, of the process that answers.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import os
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from articles.reader.press.door import Press

__all__ = ["Counts", "answer", "may_read"]

KIND = "text/plain; version=0.0.4; charset=utf-8"
#: Whoever comes through a proxy has the proxy's address.
PROXIED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA")


class Counts:
    """How requests were answered. Threads may lose one now and then."""

    def __init__(self) -> None:
        self.hits = self.printed = self.waited = self.stale = self.from_replica = 0


def may_read(environ: dict[str, Any]) -> bool:
    """Say whether this address may see the figures; to others there is no such page."""
    if any(name in environ for name in PROXIED):
        return False
    try:
        address = ip_address(environ.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in network for network in settings.METRICS_ALLOWED)


def answer(press: "Press", start_response: Callable[..., Any]) -> list[bytes]:
    """Answer with the figures."""
    shelf, listener, counts = press.shelf, press.listener, press.counts
    rows: list[tuple[str, str, str, float]] = [
        ("hits_total", "counter", "Answers from memory.", counts.hits),
        ("printed_total", "counter", "Answers that Django made.", counts.printed),
        ("replica_total", "counter", "Those of them read from the replica.", counts.from_replica),
        ("waited_total", "counter", "Answers that somebody else had made.", counts.waited),
        ("stale_total", "counter", "Answers from memory while none could be made.", counts.stale),
        ("dropped_total", "counter", "Copies that were no longer true.", shelf.dropped),
        ("evicted_total", "counter", "Copies that made room.", shelf.evicted),
        ("copies", "gauge", "Copies in memory.", len(shelf)),
        ("bytes", "gauge", "What they take.", shelf.taken),
        ("bytes_limit", "gauge", "What they may take.", shelf.room),
        ("listening", "gauge", "1 while the database can be heard.", listener.hears),
        ("connections_total", "counter", "Times it began to listen.", listener.connected),
    ]
    lines = []
    for name, kind, words, value in rows:
        lines.append(f"# HELP newsroom_press_{name} {words}")
        lines.append(f"# TYPE newsroom_press_{name} {kind}")
        lines.append(f'newsroom_press_{name}{{pid="{os.getpid()}"}} {value:d}')
    body = ("\n".join(lines) + "\n").encode()
    headers = [("Content-Type", KIND), ("Content-Length", str(len(body)))]
    start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
    return [body]
