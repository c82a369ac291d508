"""What the press serves, beside nginx with the same bytes as static files on the same cores.

    python -m tests.benchmarks.press [seconds]

Needs nginx and wrk (`apt-get install nginx-light wrk`), and a database with content: the one that
the settings name, such as one with the demo. Prints for each page the requests a second, the
slowest of a hundred, and both as ratios to nginx within the same run.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.utils import timezone  # noqa: E402 - after django.setup()

from articles.models import Edition  # noqa: E402

ROOT = Path(__file__).parents[2]
SITE, STATIC = 8411, 8412
CONNECTIONS = 32
NGINX = """
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    keepalive_requests 10000000;
    open_file_cache max=100;
    default_type text/html;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        add_header Content-Encoding gzip;
        add_header Vary Accept-Encoding;
    }}
}}
"""


class Rate(NamedTuple):
    """Requests a second, and after how many milliseconds 99 of 100 had their answer."""

    a_second: float
    p99: float


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    workers = os.cpu_count() or 1
    print(f"{platform.machine()}, {workers} cores, {CONNECTIONS} connections, {seconds} s each")
    with ExitStack() as started:
        folder = Path(started.enter_context(tempfile.TemporaryDirectory()))
        started.enter_context(site(workers))
        bodies = {name: fetched(address) for name, address in pages().items()}
        started.enter_context(nginx(folder, workers, bodies))
        for name, address in pages().items():
            ours = measured(f"http://127.0.0.1:{SITE}{address}", seconds)
            theirs = measured(f"http://127.0.0.1:{STATIC}/{name}", seconds)
            print(
                f"{name:8} {len(bodies[name]):6} bytes  press {ours.a_second:8.0f}/s "
                f"{ours.p99:6.2f} ms  nginx {theirs.a_second:8.0f}/s {theirs.p99:6.2f} ms  "
                f"rate {ours.a_second / theirs.a_second:.2f}  p99 {ours.p99 / theirs.p99:.2f}"
            )


def pages() -> dict[str, str]:
    newest = Edition.objects.visible(timezone.now()).newest_first().select_related("section")[0]
    section = newest.section
    assert section
    return {
        "article": newest.get_absolute_url(),
        "front": "/",
        "section": section.get_absolute_url(),
    }


@contextmanager
def site(workers: int) -> Iterator[None]:
    """The site as it is run, with its copies printed."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "error"),
        *("--workers", str(workers), "--port", str(SITE), "newsroom.wsgi:application"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PRESS_MEMORY": "64"})
    try:
        time.sleep(5)
        # Every process prints its own.
        for _ in range(50 * workers):
            for address in pages().values():
                fetched(address)
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def nginx(folder: Path, workers: int, bodies: dict[str, bytes]) -> Iterator[None]:
    files = folder / "files"
    files.mkdir()
    folder.chmod(0o755)
    for name, body in bodies.items():
        (files / name).write_bytes(body)
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(workers=workers, folder=folder, port=STATIC))
    process = subprocess.Popen(["nginx", "-c", config, "-g", "daemon off;"])
    try:
        time.sleep(1)
        yield
    finally:
        process.terminate()
        process.wait()


def fetched(address: str) -> bytes:
    """Return the page as it travels."""
    asked = Request(f"http://127.0.0.1:{SITE}{address}", headers={"Accept-Encoding": "gzip"})
    with urlopen(asked) as answer:
        body: bytes = answer.read()
    return body


def measured(address: str, seconds: int) -> Rate:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    told = subprocess.run(
        [*command, "-H", "Accept-Encoding: gzip", address],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if "Non-2xx" in told:
        sys.exit(told)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    assert rate
    assert slow
    return Rate(float(rate[1]), float(slow[1]) * {"us": 0.001, "ms": 1, "s": 1000}[slow[2]])


if __name__ == "__main__":
    main()
