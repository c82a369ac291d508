"""Write the whole newsroom into a folder: `manage.py export_archive DIR`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.wire.decoding import Refused
from articles.wire.out.archive import export


class Command(BaseCommand):
    help = (
        "Write everything into an empty folder: articles with their history, editions and events, "
        "sections, authors, topics, people without passwords, pictures; and what readers see as "
        "ninjs 3.1. import_copy brings such a folder into an empty newsroom."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *, folder: Path, **_options: Any) -> None:
        try:
            export(folder, self.stdout.write)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename} can't be written: {error.strerror}.") from error
        self.stdout.write(self.style.SUCCESS(f"The newsroom is in {folder}."))
