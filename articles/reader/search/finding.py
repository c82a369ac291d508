"""The places of what is found, newest first: a bounded piece of work, whatever is asked.

The archive is walked in stretches of time, the newest first: months for a year or two, whole years
before. Each stretch is one look into a GIN index, which holds the months and years as words too,
and the walk ends as soon as a page is full. A common word fills it in the first stretch, a rare one
has little to show for all of them. What takes longer (two common words that never meet) stops when
its time is up, and says where it would go on.
"""

from datetime import datetime, timedelta
from typing import NamedTuple, Self

from django.conf import settings
from django.http import Http404

from articles.models import Author, Edition, SearchEntry, Topic
from articles.models.replica import reading_connection
from articles.reader.paging import Key
from articles.reader.search.terms import Sql, Terms

__all__ = ["HEADLINES", "REST", "Filters", "Found", "Place", "find"]

#: First come those with all that was asked for in their headlines, then the rest.
HEADLINES, REST = 0, 1
#: So many milliseconds after the limit, at which no further stretch is begun, no further candidate
#: is looked at closely.
CLOSELY = 10
#: So many candidates of a stretch are looked at closely even then, so that there is progress.
AT_LEAST = 50
#: Larger than any id, and as large as a key may be.
LAST = 2**60 - 1

ASKED = """
WITH asked AS MATERIALIZED (
    SELECT ({terms}) && ({filters}) AS query
), loosened AS MATERIALIZED (
    -- Only rows tell whether words stand together. For the index they need but occur, and it isn't
    -- asked what must not.
    SELECT query, CASE
        WHEN query::text NOT LIKE '%%<%%' THEN query
        WHEN querytree(query) = 'T' THEN ''::tsquery
        ELSE regexp_replace(querytree(query), '<(-|\\d+)>', '&', 'g')::tsquery
    END AS candidates
    FROM asked
), reach AS MATERIALIZED (
    SELECT greatest(%s, (SELECT min(published_at) FROM {editions})) AT TIME ZONE 'UTC' AS oldest
)
"""
#: Newest first: the months of the year in which it begins and of the one before, then years.
STRETCHES = """, stretches_{rank} AS MATERIALIZED (
    SELECT 'month ' || to_char(month, 'YYYY-MM') AS word, month + interval '1 month' AS until
    FROM reach, generate_series(
        date_trunc('month', {newest}),
        greatest(date_trunc('month', oldest), date_trunc('year', {newest}) - interval '1 year'),
        interval '-1 month') AS month
    UNION ALL
    SELECT 'year ' || to_char(year, 'YYYY'), year + interval '1 year'
    FROM reach, generate_series(
        date_trunc('year', {newest}) - interval '2 years', date_trunc('year', oldest),
        interval '-1 year') AS year
)"""
#: Each stretch is begun only when the rows before it didn't fill the page, and a row is looked at
#: closely only in its turn: OFFSET 0 keeps the planner from doing so before they are sorted. The
#: period is asked for here as well, so that a stretch of nothing but ended editions costs no more;
#: what is shown is decided by `visible()` alone.
RANK = """
SELECT {rank} AS rank, place.published_at, place.edition_id, place.fits
FROM loosened AS asked
CROSS JOIN (SELECT row_number() OVER () AS number, * FROM stretches_{rank}) AS stretch
CROSS JOIN LATERAL (
    SELECT number = 1 OR clock_timestamp() < statement_timestamp() + interval '{enough} ms' AS left
    OFFSET 0
) AS time
CROSS JOIN LATERAL (
    SELECT candidate.published_at, candidate.edition_id, closely.fits
    FROM (
        SELECT published_at, edition_id,
               row_number() OVER (ORDER BY published_at DESC, edition_id DESC) AS number
        FROM {entries}
        WHERE time.left
          AND {column} @@ (asked.candidates && quote_literal(stretch.word)::tsquery)
          AND (published_at, edition_id) < (%s, %s)
          AND published_at >= (SELECT oldest AT TIME ZONE 'UTC' FROM reach)
          AND starts_at <= %s AND (ends_at IS NULL OR ends_at > %s)
        ORDER BY published_at DESC, edition_id DESC OFFSET 0
    ) AS candidate
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN candidate.number <= {at_least}
                 OR clock_timestamp() < statement_timestamp() + interval '{closely} ms'
            THEN {fits}
        END AS fits
        FROM {entries} AS entry WHERE entry.edition_id = candidate.edition_id OFFSET 0
    ) AS closely
    WHERE closely.fits IS NOT FALSE
    UNION ALL
    SELECT stretch.until AT TIME ZONE 'UTC' - interval '1 microsecond', {last} - 1, NULL
    WHERE NOT time.left
) AS place
"""
COLUMNS = {HEADLINES: "headline", REST: "words"}
FITS = {
    HEADLINES: "entry.words @@ asked.query",
    REST: "(entry.words @@ asked.query AND NOT entry.headline @@ asked.query)",
}
#: Where there are no words, filters alone say what fits, or nothing but the time does.
ANY = "(numnode(asked.query) = 0 OR entry.words @@ asked.query)"


class Place(NamedTuple):
    """A place in what is found."""

    rank: int
    key: Key

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the place; raise Http404 for anything that we didn't write."""
        rank, _, key = text.partition(".")
        if rank not in {"0", "1"}:
            raise Http404
        return cls(int(rank), Key.read(key))

    def __str__(self) -> str:
        return f"{self.rank}.{self.key}"


class Filters(NamedTuple):
    """What is asked besides words; a moment that isn't given is None."""

    section_ids: list[int]
    author: str = ""
    topic: str = ""
    since: datetime | None = None
    #: The first moment that is too late.
    until: datetime | None = None


class Found(NamedTuple):
    """The places of a page's editions, in order, and where to go on, if anywhere."""

    places: list[Place]
    onward: Place | None
    #: Time was up: there may be more, or nothing.
    stopped: bool


def find(terms: Terms, filters: Filters, after: Place | None, at: datetime, size: int) -> Found:
    """Return what readers find at this moment after a place, `size` at most: one query."""
    sql, params = _statement(terms, filters, after, at)
    with reading_connection().cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {size + 1}", params)
        rows = cursor.fetchall()
    places: list[Place] = []
    for rank, published_at, pk, fits in rows:
        if not fits:
            # On from this very place: what comes next is smaller than the next larger number.
            return Found(places[:size], Place(rank, Key(published_at, pk + 1)), stopped=True)
        places.append(Place(rank, Key(published_at, pk)))
    onward = places[size - 1] if len(places) > size else None
    return Found(places[:size], onward, stopped=False)


def _statement(terms: Terms, filters: Filters, after: Place | None, at: datetime) -> Sql:
    entries, editions = SearchEntry._meta.db_table, Edition._meta.db_table
    newest = Key(at, LAST)
    if filters.until:
        newest = min(newest, Key(filters.until - timedelta.resolution, LAST))
    (words, params), (marks, more) = terms.query(), _marks(filters)
    ctes, ranks = [ASKED.format(terms=words, filters=marks, editions=editions)], []
    params, tail, enough = [*params, *more, filters.since], [], settings.SEARCH_LIMIT
    for rank, fits in (FITS if terms.ways else {HEADLINES: ANY}).items():
        if after and after.rank > rank:
            continue
        begin = min(newest, after.key) if after and after.rank == rank else newest
        ctes.append(STRETCHES.format(rank=rank, newest="(%s AT TIME ZONE 'UTC')"))
        params += [begin.moment] * 3
        ranks.append(
            RANK.format(
                rank=rank, entries=entries, column=COLUMNS[rank], fits=fits,
                enough=enough, closely=enough + CLOSELY, at_least=AT_LEAST, last=LAST,
            )
        )  # fmt: skip
        tail += [*begin, at, at]
    return "".join(ctes) + " UNION ALL ".join(f"({rank})" for rank in ranks), params + tail


def _marks(filters: Filters) -> Sql:
    """Return an expression for the filters as the words that stand for them."""
    marks, params = ["''::tsquery"], []
    if filters.section_ids:
        words = " | ".join(f"'section {pk:d}'" for pk in filters.section_ids)
        marks.append("%s::tsquery")
        params.append(words)
    for kind, model, slug in (("author", Author, filters.author), ("topic", Topic, filters.topic)):
        if slug:
            # A name that isn't there marks nothing.
            pk = f"coalesce((SELECT id FROM {model._meta.db_table} WHERE slug = %s), 0)"  # noqa: S608
            marks.append(f"quote_literal('{kind} ' || {pk})::tsquery")
            params.append(slug)
    return " && ".join(marks), params
