"""The language that search knows the forms of words in: the site's, as `LANGUAGE_CODE` has it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connection, connections
from django.db.models import Max, Min

from articles.models.edition import Edition

__all__ = ["rebuild_search"]

BATCH = 500
#: The language built in, and the one that the site speaks. Nothing before migration 0014.
SPOKEN = """
SELECT dictionary.dictname, search_language(%s)
FROM pg_catalog.pg_ts_config AS config
JOIN pg_catalog.pg_ts_config_map AS map ON map.mapcfg = config.oid
JOIN pg_catalog.pg_ts_dict AS dictionary ON dictionary.oid = map.mapdict
WHERE config.cfgname = 'newsroom' AND map.maptokentype = 1
"""
#: An edition whose period changes meanwhile waits, or is read as it is then.
REBUILD = """
INSERT INTO articles_searchentry
    SELECT made.* FROM articles_edition AS edition, LATERAL search_entry(edition) AS made
    WHERE edition.id BETWEEN %s AND %s
    ORDER BY edition.id FOR SHARE OF edition
ON CONFLICT (edition_id) DO UPDATE SET
    published_at = excluded.published_at, starts_at = excluded.starts_at,
    ends_at = excluded.ends_at, headline = excluded.headline, words = excluded.words
"""


def rebuild_search() -> Iterator[float]:
    """Take in the words of all editions anew, in the site's language; yield how much is done.

    In small transactions, so that the site goes on: until it is through, a word is found in some of
    the articles only where its form matters.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_speak(%s)", [settings.LANGUAGE_CODE])
        ends = Edition.objects.aggregate(first=Min("pk"), last=Max("pk"))
        first, last = ends["first"] or 1, ends["last"] or 0
        for begin in range(first, last + 1, BATCH):
            cursor.execute(REBUILD, [begin, begin + BATCH - 1])
            yield min(begin + BATCH - first, last + 1 - first) / (last + 1 - first)


@checks.register(checks.Tags.database)
def search_speaks_the_sites_language(
    databases: Sequence[str] | None = None, **_options: Any
) -> list[checks.CheckMessage]:
    """Warn where `LANGUAGE_CODE` was changed and search still has the words of another language."""
    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_catalog.pg_ts_config WHERE cfgname = 'newsroom'")
            if cursor.fetchone() is None:
                continue
            cursor.execute(SPOKEN, [settings.LANGUAGE_CODE])
            built, wanted = cursor.fetchone()
        built = built.removeprefix("newsroom_")
        if built != wanted:
            found.append(
                checks.Warning(
                    f"Search has the words of all articles in the forms of another language: "
                    f"{built}, and LANGUAGE_CODE asks for {wanted}.",
                    hint="Run `manage.py rebuild_search`; the site may go on meanwhile.",
                    id="articles.W001",
                )
            )
    return found
