"""An archive of any size with bodies as long as a newspaper's, for measuring search.

    DATABASE_URL=... python -m tests.benchmarks.words 1000000

The database is migrated and otherwise empty. Words are made up; how often each comes follows Zipf's
law, so the commonest is in every article. `heads` and `tails` are in half the articles each and
never in the same one; `quixotry` is in three. Triggers rest meanwhile, and
the words of all editions are taken in at the end as the migration does, which is timed.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection  # noqa: E402 - after django.setup()

from articles.models import SearchEntry  # noqa: E402
from tests.benchmarks.archive import AUTHORS, HOUSE, PEOPLE, SECTIONS, TOPICS  # noqa: E402

__all__ = ["COMMONEST", "MIDDLING", "fill", "vocabulary"]

WORDS, YEARS = 60_000, 10
ONSETS = "b br c cl d f fl g gr h j k l m n p pl qu r s st t tr v w y é ü".split()  # noqa: SIM905
RHYMES = "a al an ar e el en er ice i ing ion o on or ou u um ure é".split()  # noqa: SIM905

ARTICLES = """
INSERT INTO articles_article (
    kicker, headline, short_headline, standfirst, dateline, body, slug, language, section_id,
    author_ids, topic_ids, lead_caption, notices, state, version, created_by_id, created_at,
    updated_at)
SELECT '', 'Story ' || n, '', '', '', '', 'story', '', (SELECT min(id) FROM articles_section),
       '{{}}', '{{}}', '', '[]', 'published', 1, (SELECT min(id) FROM articles_user), now(), now()
FROM generate_series(1, {many}) AS n;
"""
EDITIONS = """
COPY articles_edition (
    article_id, kicker, headline, short_headline, standfirst, dateline, body, slug, language,
    section_id, author_ids, topic_ids, lead_caption, notices, article_version, starts_at, ends_at,
    published_at, withdrawal_notice, brought_in) FROM STDIN
"""
INDEXES = ("search_by_headline", "search_by_words")


def vocabulary() -> list[str]:
    """Return the words, the commonest first; short ones tend to be commoner, as in life."""
    dice = random.Random(1)
    made: dict[str, None] = {}
    while len(made) < WORDS:
        syllables = 1 + min(int(dice.expovariate(0.9)) + len(made) // 12_000, 4)
        word = "".join(dice.choice(ONSETS) + dice.choice(RHYMES) for _ in range(syllables))
        made.setdefault(word)
    return list(made)


COMMONEST, MIDDLING = vocabulary()[0], vocabulary()[400]


def rows(many: int) -> Iterator[tuple[object, ...]]:
    dice, words = random.Random(2), vocabulary()
    chances = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    step = timedelta(days=365 * YEARS) / many
    begun = datetime.now(UTC) - step * many
    for n in range(many):
        drawn = dice.choices(words, cum_weights=chances, k=dice.randint(300, 800))
        drawn[7] = ("heads", "tails")[n % 2]
        if n in {many // 9, many // 2, many - 9}:
            drawn[90] = "quixotry"
        cuts = [*range(0, len(drawn), 60), len(drawn)]
        body = "\n".join(f"<p>{' '.join(drawn[start:end])}.</p>" for start, end in pairwise(cuts))
        headline = " ".join(dice.choices(words, cum_weights=chances, k=8)).capitalize()
        at = begun + step * n
        # One in ten was replaced by a later edition, as far as search can tell.
        ends = at + timedelta(hours=2) if n % 10 == 3 else None
        yield (
            n + 1, "", headline, "", " ".join(drawn[20:40]), "", body, "story", "",
            1 + n % SECTIONS, [1 + n * 13 % AUTHORS], [1 + n * 17 % TOPICS], "", "[]", 1, at, ends,
            at, "", True,
        )  # fmt: skip


def fill(many: int) -> None:
    """Put this many articles with an edition each into an empty, migrated database."""
    sizes = {
        "many": many, "people": PEOPLE, "authors": AUTHORS, "topics": TOPICS, "sections": SECTIONS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(HOUSE.format(**sizes))
        cursor.execute(ARTICLES.format(**sizes))
        with cursor.copy(EDITIONS) as copy:
            for row in rows(many):
                copy.write_row(row)
        begun = time.monotonic()
        take_in(cursor)
        print(f"{many} editions' words in {time.monotonic() - begun:.0f} s")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM (ANALYZE)")


def take_in(cursor: object) -> None:
    """Fill the table that search asks, and then index it."""
    cursor.execute("SET maintenance_work_mem = '256MB'")
    for name in INDEXES:
        cursor.execute(f"DROP INDEX {name}")
    cursor.execute(
        "INSERT INTO articles_searchentry SELECT made.* FROM articles_edition AS edition, "
        "LATERAL search_entry(edition) AS made"
    )
    with connection.schema_editor() as editor:
        for index in SearchEntry._meta.indexes:
            editor.add_index(SearchEntry, index)


if __name__ == "__main__":
    begun = time.monotonic()
    fill(int(sys.argv[1]))
    print(f"{sys.argv[1]} articles in {time.monotonic() - begun:.0f} s")
