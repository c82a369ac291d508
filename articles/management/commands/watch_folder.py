"""Take in what a partner puts into a folder: `manage.py watch_folder DIR --partner NAME`."""

import hashlib
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Partner
from articles.wire.partners.handing_in import LARGEST, Twice, hand_in

#: A file that grew within so many seconds is still being written.
STILL = 2.0
DONE, BAD = "taken-in", "quarantine"


class Command(BaseCommand):
    help = (
        "Take in each file that comes into a folder, as drafts on the partner's desk. It is moved "
        "to taken-in within it; one that can't be taken in to quarantine, and is shown at the desk "
        "with the reason."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--partner", required=True, metavar="NAME", help="Whose files they are")
        parser.add_argument("--once", action="store_true", help="Look once, and end.")
        parser.add_argument(
            "--every", type=float, default=5.0, metavar="SECONDS", help="How often to look"
        )

    def handle(self, *, folder: Path, partner: str, **given: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder. Make it first.")
        while True:
            found = Partner.objects.open().select_related("desk").filter(name=partner).first()
            if found is None or not found.hands_in:
                raise CommandError(f"“{partner}” may not hand copy in. See Partners at the desk.")
            for path in settled(folder, wait=not given["once"]):
                self.take(found, path)
            if given["once"]:
                return
            time.sleep(given["every"])

    def take(self, partner: Partner, path: Path) -> None:
        size = path.stat().st_size
        if size > LARGEST:
            self.stderr.write(f"{path.name}: {size:,} bytes, and {LARGEST:,} is the most.")
            moved(path, BAD)
            return
        data = path.read_bytes()
        key = f"{path.name} {hashlib.sha256(data).hexdigest()}"[-200:]
        try:
            delivery = hand_in(partner, key, data, path.name)
        except Twice as twice:
            self.stderr.write(f"{path.name}: {twice}")
            moved(path, BAD)
            return
        if delivery.reason:
            self.stderr.write(f"{path.name}: waits at the desk. {delivery.reason}")
        else:
            self.stdout.write(f"{path.name}: taken in, articles {delivery.article_ids}")
        moved(path, BAD if delivery.reason else DONE)


def settled(folder: Path, *, wait: bool) -> Iterator[Path]:
    """Yield the files that nobody is writing any more, the oldest first."""
    files = [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    for path in sorted(files, key=lambda path: path.stat().st_mtime):
        still = time.time() - path.stat().st_mtime > STILL or not wait
        if still and not path.name.startswith("."):
            yield path


def moved(path: Path, where: str) -> None:
    folder = path.parent / where
    folder.mkdir(exist_ok=True)
    # Never over what is there.
    target = folder / path.name
    number = 2
    while target.exists():
        target, number = folder / f"{number}-{path.name}", number + 1
    path.rename(target)
