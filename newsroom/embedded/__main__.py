"""Run one of PostgreSQL's own programs on the embedded database.

``python -m newsroom.embedded pg_dump --format=custom --file=backup.dump`` makes a backup, also
while the site runs; ``psql`` opens a prompt.
"""

import os
import subprocess
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from newsroom.embedded import DATABASE_NAME, ROLE, EmbeddedServer
from newsroom.embedded.sockets import PORT
from newsroom.refusal import Refusal

__all__ = ["run_program"]


def run_program(server: EmbeddedServer | None, name: str, *arguments: str) -> int:
    """Run it against the server, started for it if need be, and return its exit code."""
    if server is None:
        raise Refusal("DATABASE_URL: it is set, so use the programs that came with that server.")
    known = sorted(path.name for path in server.programs.iterdir())
    if name not in known:
        raise Refusal(f"{name!r} is not one of PostgreSQL's programs: {', '.join(known)}.")
    server.hold()
    where = {
        "PGHOST": server.host,
        "PGPORT": str(PORT),
        "PGUSER": ROLE,
        "PGDATABASE": DATABASE_NAME,
    }
    command = [str(server.programs / name), *arguments]
    return subprocess.call(command, env={**os.environ, **where})  # noqa: S603 - the user's own


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        sys.exit(run_program(settings.EMBEDDED, *(sys.argv[1:] or ["psql"])))
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))
