"""The WSGI door: who is served a copy, and how one is printed.

A copy is served while it is known to be true: nothing that was committed has touched it, and its
moment hasn't come. While the database can't be heard it lives for a second; while pages can't be
printed it is served on, but never past its moment.
"""

import io
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles.models.replica import replica_if_it_has
from articles.reader.press import metrics, shared
from articles.reader.press.encoding import chosen
from articles.reader.press.keys import printed
from articles.reader.press.listening import Listener
from articles.reader.press.shelf import Headers, Sheet, Shelf

__all__ = ["Press"]

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: How long a copy is served as new while the database can't be heard, in seconds.
DEAF_LIFE = 1.0
#: Once a page couldn't be printed, copies of before are served at once for so long.
AWAY = 1.0
#: How long others wait for the one who prints, in seconds.
PATIENCE = 15.0
#: So many names are remembered: of hosts, and of paths with the parameters of their pages.
HOSTS, PATHS = 100, 100_000
METRICS = "/metrics"
READS = frozenset({"GET", "HEAD"})
MEGABYTE = 2**20


class Taken(NamedTuple):
    """The parameters that a page declares; others are left out, or it is for it to refuse them."""

    names: tuple[str, ...]
    refuses_others: bool


class Asked(NamedTuple):
    """A page as the press knows it: by its path, and by the parameters that it takes."""

    path: str
    query: str
    takes: Taken

    @property
    def name(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


class Answer(NamedTuple):
    """What Django answered, with a sheet of it where it is a page for everybody."""

    status: str
    headers: Headers
    body: bytes
    sheet: Sheet | None

    @property
    def failed(self) -> bool:
        return self.status.startswith("5")


class Press:
    """Wraps Django's WSGI application. It starts to listen at the first request."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.shelf = Shelf(settings.PRESS_MEMORY * MEGABYTE)
        self.listener = Listener(self.shelf.drop)
        self.counts = metrics.Counts()
        self._shared_for = settings.SHARED_CACHE
        self._taken: dict[str, Taken] = {}
        self._hosts: set[str] = set()
        self._printing: dict[str, threading.Event] = {}
        self._lock = threading.Lock()
        self._listening = False
        self._away_until = float("-inf")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._listening:
            self._listen()
        if environ["REQUEST_METHOD"] not in READS or not self._is_ours(environ):
            return self.application(environ, start_response)
        # Most requests end here: a copy's name is its path where there is no query.
        if not environ.get("QUERY_STRING"):
            sheet = self.shelf.get(environ["PATH_INFO"])
            if sheet is not None and self._is_new(sheet):
                self.counts.hits += 1
                return self._send(sheet, environ, start_response)
        return self._asked_of(environ, start_response)

    def _asked_of(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == METRICS and metrics.may_read(environ):
            return metrics.answer(self, start_response)
        asked = self._asked(environ)
        if asked is None:
            return self.application(environ, start_response)
        sheet = self.shelf.get(asked.name)
        if sheet is None or not self._is_new(sheet):
            return self._print(asked, environ, start_response)
        self.counts.hits += 1
        return self._send(sheet, environ, start_response)

    def _listen(self) -> None:
        # Not before: a server that forks does so once it has the application.
        with self._lock:
            if not self._listening:
                self._listening = True
                self.listener.start()

    def _is_ours(self, environ: Environ) -> bool:
        """Say whether it came to one of our names, and by TLS where it must; else Django refuses.

        It is Django's own rule: what a proxy says of TLS counts if it says anything.
        """
        if settings.SECURE_SSL_REDIRECT:
            name, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
            told = environ.get(name, "").split(",")[0].strip()
            if (told or environ["wsgi.url_scheme"]) != (value if told else "https"):
                return False
        host = environ.get("HTTP_HOST", "")
        if host not in self._hosts:
            domain, _ = split_domain_port(host)
            if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
                return False
            if len(self._hosts) < HOSTS:
                self._hosts.add(host)
        return True

    def _asked(self, environ: Environ) -> Asked | None:
        """Return the page that is asked for; None for what is no readers' page."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        takes = self._taken.get(path) or _taken_at(environ)
        if takes is None:
            return None
        if not query:
            return Asked(path, "", takes)
        try:
            given = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
        except ValueError:
            return None  # Django says what is wrong
        kept = [pair for name in takes.names for pair in given if pair[0] == name]
        if takes.refuses_others and len(kept) < len(given):
            return None
        return Asked(path, urlencode(kept), takes)

    def _is_new(self, sheet: Sheet) -> bool:
        if timezone.now() >= sheet.until:
            return False
        return self.listener.hears or time.monotonic() - sheet.printed_at <= DEAF_LIFE

    def _print(
        self, asked: Asked, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Print the page, once for all who ask meanwhile; where it fails, send what is left."""
        old = self.shelf.get(asked.name)
        if old is not None and timezone.now() >= old.until:
            old = None
        if old is not None and time.monotonic() < self._away_until:
            self.counts.stale += 1
            return self._send(old, environ, start_response)
        sheet = self._waited_for(asked)
        if sheet is not None:
            self.counts.waited += 1
            return self._send(sheet, environ, start_response)
        try:
            answer = self._printed(asked, environ)
        finally:
            self._let_go(asked)
        if old is not None and answer.failed:
            self._away_until = time.monotonic() + AWAY
            self.counts.stale += 1
            return self._send(old, environ, start_response)
        if answer.sheet is not None:
            return self._send(answer.sheet, environ, start_response)
        start_response(answer.status, answer.headers)
        return [answer.body if environ["REQUEST_METHOD"] == "GET" else b""]

    def _send(self, sheet: Sheet, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Send the sheet in the encoding that is taken best, or say that it hasn't changed."""
        copy = sheet.copy(chosen(environ.get("HTTP_ACCEPT_ENCODING", "")))
        is_had = sheet.is_had(environ)
        headers = copy.not_modified if is_had else copy.headers
        if self._shared_for:
            headers = shared.told(headers, sheet, self._shared_for)
        start_response("304 Not Modified" if is_had else "200 OK", headers)
        return [copy.body] if environ["REQUEST_METHOD"] == "GET" and not is_had else []

    def _waited_for(self, asked: Asked) -> Sheet | None:
        """Return the sheet if somebody else prints it now; None: it is ours to print."""
        with self._lock:
            event = self._printing.get(asked.name)
            if event is None:
                self._printing[asked.name] = threading.Event()
                return None
        event.wait(PATIENCE)
        sheet = self.shelf.get(asked.name)
        return sheet if sheet is not None and self._is_new(sheet) else None

    def _let_go(self, asked: Asked) -> None:
        with self._lock:
            event = self._printing.pop(asked.name, None)
        if event is not None:
            event.set()

    def _printed(self, asked: Asked, environ: Environ) -> Answer:
        """Have Django answer; keep the answer if it is a page and nothing happened meanwhile."""
        began, (touched, schedule) = timezone.now(), self.listener.now()
        given = _for_everybody(environ, asked.query)
        started = time.monotonic()
        with replica_if_it_has(schedule.position if schedule else None) as from_replica:
            status, headers, body = _answered(self.application, given)
        self.counts.printed += 1
        self.counts.from_replica += from_replica
        page = printed(given)
        if page is None or not status.startswith("200"):
            return Answer(status, headers, body, None)
        until = schedule.next(page.keys, began) if schedule else began
        if page.seconds is not None:
            until = min(until, began + timedelta(seconds=page.seconds))
        sheet = Sheet(headers, body, page.keys, started, until)
        if schedule is not None:
            self._keep(asked, sheet, touched)
        return Answer(status, headers, body, sheet)

    def _keep(self, asked: Asked, sheet: Sheet, touched: int) -> None:
        """Keep the sheet unless something was touched since it was begun: it may be older."""
        self.shelf.put(asked.name, sheet)
        # Looked at last: what is touched from here on drops the sheet by itself.
        if self.listener.touched != touched:
            self.shelf.discard(asked.name, sheet)
            return
        if len(self._taken) >= PATHS:
            self._taken.clear()
        self._taken[asked.path] = asked.takes


def _taken_at(environ: Environ) -> Taken | None:
    """Return what the readers' page at this address takes; None where there is no such page."""
    try:
        view = resolve(get_path_info(environ)).func
    except Resolver404:
        return None
    names: tuple[str, ...] | None = getattr(view, "parameters", None)
    return None if names is None else Taken(names, getattr(view, "refuses_others", False))


def _for_everybody(environ: Environ, query: str) -> Environ:
    """Return the request without anything of the one who made it.

    What isn't in the name of a copy must not be in the copy.
    """
    kept = {"HTTP_HOST", (settings.SECURE_PROXY_SSL_HEADER or ("",))[0]}
    given = {
        name: value
        for name, value in environ.items()
        if not name.startswith("HTTP_") or name in kept
    }
    return given | {
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": query,
        "CONTENT_LENGTH": "0",
        "wsgi.input": io.BytesIO(),
    }


def _answered(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
    began: list[Any] = []

    def start_response(status: str, headers: Headers, *_fault: Any) -> None:
        began[:] = [status, headers]

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    status, headers = began
    return status, headers, body
