"""Fill an empty newsroom with the demo: `manage.py load_demo`."""

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.demo.load import NotEmpty, load
from articles.demo.people import SIGN_IN


class Command(BaseCommand):
    help = (
        "Fill an empty newsroom with a demo: people, sections, pictures, and stories in every "
        "state. Nothing is changed where there is anything in it already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--password",
            help=f"of {', '.join(SIGN_IN)}; else DEMO_PASSWORD, else one is made up and printed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        given = given_password(options["password"])
        password = given or secrets.token_urlsafe(12)
        try:
            count = load(password)
        except NotEmpty as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"The demo is in: {count} stories. Sign in as {', '.join(SIGN_IN)}.")
        if not given:
            file = keep(password)
            self.stdout.write(f"The password of all three is {password}, and is kept in {file}.")


def given_password(option: str | None) -> str:
    """Return the password that was asked for; empty where one is to be made up."""
    # The environment is read anew: whoever calls this may have set it since the settings were.
    return option or os.environ.get("DEMO_PASSWORD") or settings.DEMO_PASSWORD


def keep(password: str) -> Path:
    """Write the password where only the user who runs the site can read it; return the file."""
    file: Path = settings.VAR_DIR / "demo-password"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(f"{password}\n", encoding="utf-8")
    return file
