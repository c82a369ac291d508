"""Fill an empty newsroom with made-up articles: `manage.py make_archive 1000000`."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.demo.archive import make, tidy
from articles.demo.load import NotEmpty

LEAST = 100


class Command(BaseCommand):
    help = (
        "Fill an empty newsroom with so many made-up articles, with their editions, events, "
        "pictures and all that search needs, for benchmarks. Nothing is changed where there is "
        "content already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", type=int, help=f"how many, {LEAST} at least")

    def handle(self, *args: Any, **options: Any) -> None:
        many, begun = options["articles"], time.monotonic()
        if many < LEAST:
            raise CommandError(f"An archive has {LEAST} articles at least.")

        def say(step: str) -> None:
            self.stdout.write(f"{time.monotonic() - begun:7.1f} s  {step}")

        try:
            make(many, say)
        except NotEmpty as reason:
            raise CommandError(str(reason)) from None
        tidy()
        seconds = time.monotonic() - begun
        self.stdout.write(f"{many} articles in {seconds:.0f} s, {many / seconds:.0f} a second.")
