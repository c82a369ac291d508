"""The system account that PostgreSQL runs under, as it refuses to run as root."""

import os
import pwd
import stat
import subprocess
from pathlib import Path

from newsroom.refusal import Refusal

__all__ = ["Account"]

NAME = "newsroom-db"
TRAVERSE = stat.S_IXOTH
READ = stat.S_IROTH


class Account:
    """Runs PostgreSQL's programs: as the present user, or as another one when we are root."""

    def __init__(self, data: Path) -> None:
        """``data`` is the data folder; one that exists says by its owner who runs the server."""
        self.ids: tuple[int, int] | None = None
        if os.geteuid() == 0:
            owner = data.stat() if data.exists() else None
            if owner is not None and owner.st_uid != 0:
                self.ids = owner.st_uid, owner.st_gid
            else:
                self.ids = _made_account()

    def make_folder(self, folder: Path) -> None:
        """Make a folder that is the account's alone, or take one that already is.

        One that others own is refused: in /tmp anybody could have put it there, or a link.
        """
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            facts = folder.lstat()
            owner = os.geteuid() if self.ids is None else self.ids[0]
            private = stat.S_ISDIR(facts.st_mode) and not facts.st_mode & 0o077
            if not private or facts.st_uid != owner:
                raise Refusal(f"{folder} is in the way: remove it, then start again.") from None
        else:
            if self.ids is not None:
                os.chown(folder, *self.ids)

    def run(self, *command: str | Path, timeout: float) -> subprocess.CompletedProcess[str]:
        """Run to the end and return what it printed. A session of its own keeps Ctrl-C from it."""
        user, group = self.ids or (None, None)
        return subprocess.run(  # noqa: S603 - our own programs, no shell
            [str(part) for part in command],
            cwd="/",
            env=_clean_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=None if self.ids is None else (),
        )

    def ensure_access(self, programs: Path, folder: Path) -> None:
        """Let the account reach its programs and its folder where root's umask shut it out.

        Folders on the way become passable (not listable) for other users, and PostgreSQL's own
        files readable: accepted, as neither holds a secret.
        """
        if self.ids is None:
            return
        for path in (*programs.parents, *folder.parents):
            _allow(path, TRAVERSE)
        if not programs.stat().st_mode & READ:
            package = programs.parents[1]
            libraries = package.with_name(f"{package.name}.libs")
            for path in (libraries, *libraries.rglob("*"), package, *package.rglob("*")):
                _allow(path, READ | (TRAVERSE if path.stat().st_mode & stat.S_IXUSR else 0))


def _allow(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(mode | bits)


def _clean_environment() -> dict[str, str]:
    """The environment without the variables by which a shell steers PostgreSQL's programs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def _made_account() -> tuple[int, int]:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
        try:
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603
            entry = pwd.getpwnam(NAME)
        except (OSError, subprocess.CalledProcessError, KeyError) as error:
            raise Refusal(
                "PostgreSQL doesn't run as root, and its account could not be made: "
                f"run this as an ordinary user, or add a system user named {NAME}."
            ) from error
    return entry.pw_uid, entry.pw_gid
