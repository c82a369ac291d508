"""All that `make bench` measures, each beside something else of the same run.

    python -m tests.benchmarks [articles]

On a PostgreSQL of its own, thrown away afterwards: archives of 1,000 and of so many articles
(30,000; a million takes half an hour), and what grows between them; the press beside nginx, where
nginx and wrk are there; an archive from WordPress; then comparing and taking in long copy.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from newsroom.embedded import ROLE, EmbeddedServer

SMALL, LARGE = 1000, 30_000


def run(*command: str, **settings: str) -> None:
    print(f"\n$ {' '.join(command)}", flush=True)
    subprocess.run([sys.executable, *command], check=True, env={**os.environ, **settings})


def main(articles: int) -> None:
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    folder = Path(tempfile.mkdtemp(prefix="newsroom-bench-"))
    server = EmbeddedServer(folder)
    server.hold()
    os.environ |= {"SECRET_KEY": "of the benchmarks", "VAR_DIR": str(folder)}
    try:
        urls = [archive(server, count) for count in (SMALL, articles)]
        run("-m", "tests.benchmarks.growth", str(folder / "growth.svg"), *urls)
        if shutil.which("nginx") and shutil.which("wrk"):
            run("-m", "tests.benchmarks.press", DATABASE_URL=urls[0])
        else:
            print("\nnginx or wrk is missing, so the press has nothing to be measured by.")
        run("-m", "tests.benchmarks.wire", "3000", DATABASE_URL=empty(server, "wire"))
        for name in ("comparing", "taking_in"):
            run("-m", f"tests.benchmarks.{name}")
    finally:
        server.release()
        shutil.rmtree(folder)


def archive(server: EmbeddedServer, articles: int) -> str:
    """Make an archive of so many articles; return its address."""
    url = empty(server, f"archive_{articles}")
    run("manage.py", "make_archive", str(articles), DATABASE_URL=url)
    return url


def empty(server: EmbeddedServer, name: str) -> str:
    """Make a newsroom without anything in it; return its address."""
    with psycopg.connect(host=server.host, user=ROLE, dbname="postgres", autocommit=True) as asked:
        asked.execute(f'CREATE DATABASE "{name}"')
    url = f"postgresql://{ROLE}@/{name}?host={server.host}"
    run("manage.py", "migrate", "-v0", DATABASE_URL=url)
    run("manage.py", "collectstatic", "--noinput", "-v0", DATABASE_URL=url)
    return url


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)
