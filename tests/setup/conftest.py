"""Sites that run in processes of their own, each in a folder of its own."""

import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from newsroom.embedded import EmbeddedServer

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "newsroom" / "settings.py"
START_SECONDS = 120


class Site:
    """A command that is to serve the site, and what became of it."""

    def __init__(self, command: list[str], env: Mapping[str, str]) -> None:
        self.address = f"http://127.0.0.1:{env['PORT']}"
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def status(self, path: str = "/admin/login/") -> int | None:
        try:
            with urlopen(self.address + path, timeout=10) as answer:
                return answer.status
        except HTTPError as error:
            with error:
                return error.code
        except URLError:
            return None

    def wait(self) -> "Site":
        """Wait until it answers. It has failed when its process ends before."""
        until = time.monotonic() + START_SECONDS
        while self.status() is None:
            assert self.process.poll() is None, self.output()
            assert time.monotonic() < until, "it never answered"
            time.sleep(0.05)
        return self

    def output(self) -> str:
        return self.process.communicate(timeout=START_SECONDS)[0]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal to the process that was started, and return its exit code and output."""
        self.process.send_signal(number)
        output = self.output()
        return self.process.returncode, output

    def kill(self) -> None:
        """Kill -9 all of its processes, except the database's."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site with a database of its own and nothing in it."""
    names = ("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS", "MAKELEVEL")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    own = {"VAR_DIR": str(tmp_path / "var"), "ENV_FILE": os.devnull, "PORT": str(free_port())}
    yield {**kept, **own, "DEBUG": "1", "LOAD_DEMO": "0"}
    if (tmp_path / "var" / "postgres" / "postmaster.pid").exists():  # left over by a kill -9
        server = EmbeddedServer(tmp_path / "var")
        server.hold()
        server.release()


@pytest.fixture
def start(surroundings: dict[str, str]) -> Iterator[Callable[..., Site]]:
    """Start the site: by ``python -m newsroom``, or by the command given."""
    sites: list[Site] = []

    def start(*command: str, **changes: str) -> Site:
        sites.append(Site([*command] or [sys.executable, "-m", "newsroom"], surroundings | changes))
        return sites[-1]

    yield start
    for site in sites:
        if not site.process.stdout.closed:
            site.end()


@pytest.fixture
def manage(surroundings: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``manage.py`` to its end."""

    def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=surroundings | changes,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )

    return run


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Run the settings file in an environment that has the variables given, and few others."""

    def load(**variables: str) -> dict[str, object]:
        for name in set(os.environ) - {"PATH", "HOME"}:
            monkeypatch.delenv(name)
        variables = {"ENV_FILE": os.devnull, "VAR_DIR": str(tmp_path)} | variables
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return load
