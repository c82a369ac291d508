"""The site as it is run: granian with several processes, over the tests' own database."""

import os
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.db import connection

from tests.setup.conftest import free_port

ROOT = Path(__file__).parents[3]
START_SECONDS = 60


def database_url() -> str:
    """Return the address of the database that the tests use, for other processes."""
    given = connection.settings_dict
    sign_in = given["USER"] + (f":{given['PASSWORD']}" if given["PASSWORD"] else "")
    port = f"&port={given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{sign_in}@/{given['NAME']}?host={given['HOST']}{port}"


class Server:
    """Some processes that serve readers, each with a press of its own."""

    def __init__(self, processes: int, **settings: str) -> None:
        self.port = free_port()
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "error"),
            *("--workers", str(processes), "--blocking-threads", "2", "--port", str(self.port)),
            "newsroom.wsgi:application",
        ]
        own = {"DATABASE_URL": database_url(), "DEBUG": "1", "PRESS_MEMORY": "16"}
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own, **settings})

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)

    def wait(self) -> "Server":
        """Wait until it answers."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with closing(self.connect()) as asked:
                try:
                    asked.request("GET", "/healthz")
                    if asked.getresponse().read():
                        return self
                except (OSError, HTTPException):
                    time.sleep(0.1)
        raise AssertionError("it never answered")

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(START_SECONDS)
