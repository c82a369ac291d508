"""Make the renditions that pictures lack."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import photo
from articles.models import Picture


class Command(BaseCommand):
    help = (
        "Make the renditions that pictures lack, newest first: after an update that adds sizes, so "
        "that no reader waits for them, and for pictures whose task was lost. May run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count, failed = 0, 0
        for picture in Picture.objects.iterator(chunk_size=100):
            try:
                picture.prepare()
            except (FileNotFoundError, photo.Unusable) as fault:
                self.stderr.write(f"Picture {picture.pk}, {picture.file.name}: {fault}")
                failed += 1
            else:
                count += 1
        self.stdout.write(f"{count} {'picture has' if count == 1 else 'pictures have'} all.")
        if failed:
            raise CommandError(f"{failed} couldn't be prepared.")
