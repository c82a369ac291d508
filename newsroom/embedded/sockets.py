"""Where the embedded server's socket lies."""

import hashlib
import re
import tempfile
from pathlib import Path

__all__ = ["PORT", "SOCKET", "socket_folder"]

PORT = 5432  # only a part of the socket's name: the server listens on no network address
SOCKET = f".s.PGSQL.{PORT}"
LONGEST = 100  # a socket's path may have 107 bytes on Linux, 103 on macOS


def socket_folder(data: Path) -> Path:
    """The data folder itself, which is closed to other users, or a short one for a long path.

    PostgreSQL takes a list of folders here, so a path with commas, quotes or spaces is no good.
    """
    path = str(data / SOCKET)
    if len(path.encode()) <= LONGEST and re.fullmatch(r"[\w./+-]+", path):
        return data
    mark = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"newsroom-{mark}")
