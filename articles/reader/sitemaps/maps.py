"""Which maps there are, found without counting articles.

A map is a month of one block of article ids. A block has `LIMIT` ids, so no map can hold more
addresses than a sitemap may; and since neither an article's id nor the month in which readers
first saw it ever changes, no article moves from one map to another. Months whose ids lie within
the length of a block, as nearly all do, have one map without saying so.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple

from django.db.models.lookups import Exact

from articles.models import Edition
from articles.models.edition import MONTH, EditionQuerySet
from articles.models.replica import reading_connection

__all__ = ["LIMIT", "Map", "changes", "editions_of", "maps"]

LIMIT = 50_000
#: So many of the last changes are looked at for when a map changed last.
RECENT = 500

# Steps from the first article of one map to that of the next, along the index `edition_by_month`.
STEPS = """
WITH RECURSIVE visible (month, article_id) AS NOT MATERIALIZED ({visible}),
first (month, article) AS (
    (SELECT month, article_id FROM visible ORDER BY month, article_id LIMIT 1)
    UNION ALL
    SELECT next.month, next.article_id FROM first CROSS JOIN LATERAL (
        SELECT month, article_id FROM visible
        WHERE (month, article_id) >= (first.month, (first.article / {limit} + 1) * {limit})
        ORDER BY month, article_id LIMIT 1
    ) AS next
)
SELECT month, article, (
    SELECT article_id FROM visible WHERE visible.month = first.month
    ORDER BY article_id DESC LIMIT 1
) FROM first
"""


class Map(NamedTuple):
    """A month in UTC, and which block of article ids; None: all of them."""

    year: int
    month: int
    block: int | None = None

    @property
    def name(self) -> str:
        """What stands in its address: `2026-11`, or `2026-11-p20` for a block."""
        month = f"{self.year}-{self.month:02}"
        return month if self.block is None else f"{month}-p{self.block}"


def maps(at: datetime) -> list[Map]:
    """Return the maps that have an address at this moment, the oldest first: one query."""
    visible = Edition.objects.visible(at).order_by().values_list(MONTH, "article_id")
    sql, parameters = visible.query.sql_with_params()
    with reading_connection().cursor() as cursor:
        cursor.execute(STEPS.format(visible=sql, limit=LIMIT), parameters)
        rows = cursor.fetchall()
    found = []
    for (month, last), firsts in groupby(rows, key=lambda row: (row[0], row[2])):
        ids = [first for _, first, _ in firsts]
        blocks = [None] if last - ids[0] < LIMIT else [pk // LIMIT for pk in ids]
        found += [Map(month.year, month.month, block) for block in blocks]
    return found


def editions_of(map_: Map, at: datetime) -> EditionQuerySet:
    """Return the editions whose addresses are in this map."""
    month = datetime(map_.year, map_.month, 1, tzinfo=UTC)
    editions = Edition.objects.visible(at).filter(Exact(MONTH, month)).order_by("article_id")
    if map_.block is not None:
        first = map_.block * LIMIT
        editions = editions.filter(article_id__gte=first, article_id__lt=first + LIMIT)
    return editions[:LIMIT]


def changes(found: Iterable[Map], at: datetime) -> dict[Map, datetime]:
    """Return when maps changed last, for those that lately did: two queries."""
    editions = Edition.objects.order_by()
    begun = editions.filter(starts_at__lte=at).order_by("-starts_at")
    ended = editions.filter(ends_at__lte=at).order_by("-ends_at")
    columns = "published_at", "article_id"
    rows = [
        *begun.values_list("starts_at", *columns)[:RECENT],
        *ended.values_list("ends_at", *columns)[:RECENT],
    ]
    known, last = set(found), dict[Map, datetime]()
    for changed, published, article in rows:
        month = published.astimezone(UTC)
        for block in (None, article // LIMIT):
            map_ = Map(month.year, month.month, block)
            if map_ in known:
                last[map_] = max(changed, last.get(map_, changed))
    return last
