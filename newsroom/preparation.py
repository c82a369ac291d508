"""What has to be there before the first request: tables, static files, something to read."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

__all__ = ["demo_password_file", "prepare", "say"]


def prepare() -> None:
    """Bring everything up to date, saying what takes long. Quick where everything is."""
    migrate()
    collect_static()
    if settings.LOAD_DEMO and not get_user_model().objects.exists():
        load_demo()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the tables ...")
        call_command("migrate", verbosity=0)


def collect_static() -> None:
    """Collect static files where they, or the packages that bring some, have changed."""
    if settings.DEBUG:
        return  # they are served from their sources
    stamp = settings.VAR_DIR / "static.stamp"
    now = hashlib.sha256("\n".join(static_state()).encode()).hexdigest()
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == now:
        return
    say("Collecting static files ...")
    # Cleared first: collecting goes by dates, and a newer release may bring older files.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


def static_state() -> Iterator[str]:
    """Yield what changes when a static file does: the packages by the lock, ours by their dates."""
    yield (settings.BASE_DIR / "requirements.lock").read_text()
    for folder in settings.STATICFILES_DIRS:
        for file in sorted(Path(folder).rglob("*")):
            facts = file.stat()
            yield f"{file} {facts.st_size} {facts.st_mtime_ns}"


def load_demo() -> None:
    """Fill the newsroom, and keep the password where only this user finds it again."""
    say("Filling the newsroom with a demo ...")
    if not settings.DEMO_PASSWORD:
        file = demo_password_file()
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12))
        os.environ["DEMO_PASSWORD"] = file.read_text()
    call_command("load_demo")


def demo_password_file() -> Path:
    return settings.VAR_DIR / "demo-password"


def say(text: str) -> None:
    print(text, flush=True)
