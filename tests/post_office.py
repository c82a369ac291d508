"""A small mail server on a port of its own (RFC 5321, as much of it as Django's client speaks)."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 post office")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.office.take(self.letter())
                self.say("250 taken")
            elif verb == b"RCPT" and self.server.office.refuses.encode() in line:
                self.say("550 nobody of that name here")
            elif verb == b"QUIT":
                self.say("221 bye")
                break
            else:
                self.say("250 fine")

    def letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)


class PostOffice:
    """What arrived, in order; while it isn't `open`, nothing more is taken.

    It refuses mail to any address that has `refuses` in it.
    """

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.refuses = "nobody@"
        self.reached = threading.Event()
        self.arrived = threading.Event()
        self.open = threading.Event()
        self.open.set()

    def take(self, letter: bytes) -> None:
        self.reached.set()
        self.open.wait(20)
        self.letters.append(email.message_from_bytes(letter))
        self.arrived.set()


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, office: PostOffice) -> None:
        self.office = office
        super().__init__(("127.0.0.1", 0), Conversation)


@contextmanager
def post_office() -> Iterator[tuple[PostOffice, int]]:
    """Open one, and return it with its port."""
    office = PostOffice()
    with Server(office) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield office, server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
