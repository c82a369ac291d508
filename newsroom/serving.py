"""Answering requests: granian on a port, in one process for the site and one or more workers."""

import errno
import os
import signal
import socket
import threading
import time
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from newsroom.refusal import Refusal

__all__ = ["refuse_taken_port", "serve"]

STOP_SECONDS = 10


def refuse_taken_port(host: str, port: int) -> None:
    """Raise Refusal where nobody can listen there.

    granian itself would not notice: it shares a port with whoever shares it.
    """
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"PORT: {port} on {host} is taken by another program; set PORT to another one."
        elif error.errno == errno.EACCES:
            reason = f"PORT: {port} needs more rights than this user has; set one above 1023."
        else:
            reason = f"HOST: {host!r} is not an address of this machine; use one such as 127.0.0.1."
        raise Refusal(reason) from error


def serve(host: str, port: int, *, workers: int, threads: int) -> None:
    """Answer requests until told to stop, and return when the workers have stopped.

    ``threads`` is how many requests a worker works on at once.
    """
    server = Server(
        "newsroom.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    )

    # At SIGHUP granian would start its workers anew, and outlive the terminal it was started from.
    under_nohup = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    hangup = signal.SIG_IGN if under_nohup else server.signal_handler_interrupt
    server.on_startup(lambda: signal.signal(signal.SIGHUP, hangup))
    server.serve(target_loader=_load, wrap_loader=False)


def _load() -> Any:
    """Runs in each worker, and returns what answers the requests."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    # In the worker, after the fork. Mail that is being sent when it stops is sent again later.
    from newsroom.wsgi import application  # noqa: PLC0415, I001 - first: it sets Django up
    from articles.reader.feeds.pinging import tell_hub  # noqa: PLC0415
    from articles.workflow.delivering import deliver_due, deliver_until  # noqa: PLC0415

    for deliver in (deliver_due, tell_hub):
        given = {"stop": threading.Event(), "deliver": deliver}
        threading.Thread(target=deliver_until, kwargs=given, daemon=True).start()
    return application


def _end_with(parent: int) -> None:
    """Stop when the parent is gone, as after kill -9, lest the port stays taken."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
