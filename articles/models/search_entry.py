"""What search knows of an edition, in a narrow table that triggers keep: see migration 0014."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import DatabaseError, connection, models, transaction

from articles.models.edition import Edition

__all__ = ["SearchEntry", "many_come_in"]

INDEXES = ("search_by_headline", "search_by_words")


class SearchEntry(models.Model):
    """The words of an edition, with its period, so that candidates are sifted without its row.

    Both columns of words also hold what no reader can type, lexemes with a space in them:
    `month 2026-11`, `year 2026`, `section 3`, `author 7`, `topic 4`. One index then answers for
    words, filters and a stretch of time together.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.DO_NOTHING, primary_key=True, related_name="+"
    )
    published_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    #: Of both headlines; never out of line, so it is at hand for every candidate.
    headline = SearchVectorField()
    #: Of all that the article's page says, the headlines too.
    words = SearchVectorField()

    class Meta:
        default_permissions = ()
        # What waits in a pending list would be read through for every stretch of time.
        indexes = [
            GinIndex(fields=("headline",), name="search_by_headline", fastupdate=False),
            GinIndex(fields=("words",), name="search_by_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"words of edition {self.pk}"


@contextmanager
def many_come_in() -> Iterator[None]:
    """Have the words of many editions wait in a list, and sorted into the indexes together.

    That takes a third of the time; searching takes a little longer meanwhile. Where the site's role
    may not alter the indexes, or somebody holds them, nothing is changed.
    """
    changed = _let_wait("on")
    try:
        yield
    finally:
        if changed and _let_wait("off"):
            with connection.cursor() as cursor:
                for name in INDEXES:
                    cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [name])


def _let_wait(switch: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for name in INDEXES:
                cursor.execute(f"ALTER INDEX {name} SET (fastupdate = {switch})")
    except DatabaseError:
        return False
    return True
