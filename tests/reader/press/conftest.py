"""The press before Django's own WSGI application, asked as a web server would."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from articles.models import Edition
from articles.reader.press import Press
from tests import people
from tests.reader.stories import published

SECONDS = 10


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Reader:
    """Asks the press, and knows how often Django was asked."""

    def __init__(self) -> None:
        self.django = get_wsgi_application()
        self.printed: list[dict[str, Any]] = []
        #: What is done before Django answers.
        self.before: Callable[[], None] = lambda: None
        #: What is done once it has, before the press has it.
        self.after: Callable[[], None] = lambda: None
        self.press = Press(self._django)

    def _django(self, environ, start_response):
        self.printed.append(environ)
        self.before()
        answer = self.django(environ, start_response)
        self.after()
        return answer

    def ask(self, address: str = "/", method: str = "GET", **headers: str) -> Answer:
        path, _, query = address.partition("?")
        began: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            **{name.upper(): value for name, value in headers.items()},
        }
        parts = self.press(environ, lambda status, names, *_: began.append((status, names)))
        body = b"".join(parts)
        if close := getattr(parts, "close", None):
            close()
        status, names = began[0]
        return Answer(int(status[:3]), dict(names), body)

    def is_copy(self, address: str = "/", **headers: str) -> bool:
        """Ask, and say whether the press answered by itself."""
        before = len(self.printed)
        self.ask(address, **headers)
        return len(self.printed) == before

    def hear(self) -> None:
        """Wait until the press has heard all that was committed."""
        listener, heard = self.press.listener, time.monotonic()
        wait(lambda: listener.hears and listener._heard_at > heard)


def wait(happened: Callable[[], Any]) -> None:
    until = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.005)


@pytest.fixture
def site(transactional_db, settings) -> dict[str, Edition]:
    """A story in each of two sections, seen for an hour, in real time."""
    settings.PRESS_MEMORY = 8
    since = timezone.now() - timedelta(hours=1)
    return {
        name: published(people.section(name), f"Story of {name}", since=since)
        for name in ("World", "Sport")
    }


@pytest.fixture
def reader(site) -> Iterator[Reader]:
    reader = Reader()
    reader.ask("/healthz")
    reader.hear()
    reader.printed.clear()
    yield reader
    reader.press.listener.stop()
