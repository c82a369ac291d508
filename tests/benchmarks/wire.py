"""How fast an archive comes in, and in how much memory.

    DATABASE_URL=... python -m tests.benchmarks.wire [posts]

Into an empty newsroom: a WordPress export of made-up posts of 800 words (20,000; 200,000 make more
than 1 GB), published with their dates. Tells articles a second, and the most memory that the
process held.
"""

import os
import platform
import random
import resource
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after django.setup()

from articles.models import Article, Section, User  # noqa: E402
from tests.wire.wxr import FOOT, HEAD, SITE, post  # noqa: E402

POSTS, WORDS, PARAGRAPHS = 20_000, 800, 12


def write(path: Path, posts: int) -> None:
    chance = random.Random(7)
    syllables = ["ka", "lo", "mi", "ner", "tu", "sol", "ve", "ri", "dan", "pe"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 5))) for _ in range(30_000)]
    # As often as words come in a language: Zipf's law.
    often = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    with path.open("w") as file:
        file.write(HEAD.format(site=SITE, version="1.2"))
        for number in range(1, posts + 1):
            chosen = chance.choices(words, cum_weights=often, k=WORDS)
            size = WORDS // PARAGRAPHS
            parts = [" ".join(chosen[at : at + size]) for at in range(0, WORDS, size)]
            day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
            tags = tuple((f"t{n}", f"Topic {n}") for n in chance.choices(range(300), k=3))
            file.write(post(number, f"Story {number}", "\n\n".join(parts), day=day, tags=tags))
        file.write(FOOT)


def main(posts: int) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    User.objects.get_or_create(username="chief", defaults={"is_superuser": True})
    Section.objects.get_or_create(slug="world", defaults={"name": "World"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        write(path, posts)
        print(f"{posts:,} posts of {WORDS} words, {path.stat().st_size / 1e6:.0f} MB")
        for again in (False, True):
            begun, before = time.monotonic(), Article.objects.count()
            with Path(os.devnull).open("w") as nowhere:
                call_command("import_copy", path, "--publish-as-dated", by="chief", stdout=nowhere)
            seconds = time.monotonic() - begun
            made = Article.objects.count() - before
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            what = "again, all here already" if again else f"{made:,} articles"
            print(f"{what}: {seconds:.0f} s, {posts / seconds:.0f} a second, {most:.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
