"""Take in the words of all articles anew."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.models import rebuild_search


class Command(BaseCommand):
    help = (
        "Take in the words of all articles anew, in the language that LANGUAGE_CODE names. Needed "
        "after that setting was changed; the site may go on meanwhile."
    )

    def handle(self, **_options: Any) -> None:
        for share in rebuild_search():
            self.stdout.write(f"\r{share:.0%}", ending="")
            self.stdout.flush()
        self.stdout.write("\rSearch has the words of all articles.")
