"""Run the whole site: ``python -m newsroom``. The database, if it is ours, lives as long as it."""

import os
import signal
import sys
from typing import cast

import django
import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from newsroom.preparation import demo_password_file, prepare, say
from newsroom.refusal import Refusal
from newsroom.serving import refuse_taken_port, serve

CONNECT_SECONDS = 5


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    # Until granian takes over, being told to stop in any other way is the same as Ctrl-C.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(130)
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))


def run() -> None:
    address = settings.LISTEN_HOST, settings.LISTEN_PORT
    refuse_taken_port(*address)
    django.setup()
    try:
        if settings.EMBEDDED:
            settings.EMBEDDED.hold()
        connect()
        prepare()
        disconnect()
        refuse_taken_port(*address)
        say(welcome())
        serve(*address, workers=settings.WEB_WORKERS, threads=settings.WEB_THREADS)
        say("Stopped.")
    finally:
        if settings.EMBEDDED:
            settings.EMBEDDED.release()


def connect() -> None:
    """Raise Refusal where the database can't be reached, with the reason but not the password."""
    # Not through the pool, which tries on for ten seconds and logs each time.
    parameters = connections["default"].get_connection_params()
    try:
        psycopg.connect(**{"connect_timeout": CONNECT_SECONDS, **parameters}).close()
    except psycopg.OperationalError as error:
        reason = str(error).splitlines()[0]
        raise Refusal(f"DATABASE_URL: the database can't be reached ({reason}).") from error


def disconnect() -> None:
    """Close all connections: workers are forked from here and must not inherit any."""
    connections.close_all()
    for connection in connections.all():
        cast("DatabaseWrapper", connection).close_pool()


def welcome() -> str:
    lines = [
        f"{settings.SITE_NAME} is open.",
        f"  Readers: {settings.SITE_URL}/",
        f"  Desk:    {settings.SITE_URL}/admin/",
    ]
    if demo_password_file().exists():
        lines.append(
            f"  Sign in as reporter, editor or chief; the password is in {demo_password_file()}"
        )
    return "\n".join([*lines, "Ctrl-C stops it."])


if __name__ == "__main__":
    main()
