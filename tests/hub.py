"""A small WebSub hub on a port of its own: it notes what publishers tell it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Hub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"
        #: What it answers, and where that leads.
        self.status = 204
        self.location = ""
        #: The addresses it was told of, message by message.
        self.told: list[list[str]] = []
        self.arrived = threading.Event()

    def paths(self, site: str) -> set[str]:
        """Return all paths it was told of, and forget them."""
        found = {address.removeprefix(site) for message in self.told for address in message}
        self.told.clear()
        return found


class Conversation(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = parse_qs(body)
        assert fields["hub.mode"] == ["publish"]
        self.server.told.append(fields["hub.url"])
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.arrived.set()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def open_hub() -> Iterator[Hub]:
    with Hub() as hub:
        thread = threading.Thread(target=hub.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()
