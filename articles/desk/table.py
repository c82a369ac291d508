"""The article list as a table to take away: CSV (RFC 4180) of what is shown."""

import csv
from collections.abc import Callable, Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone

from articles.desk.columns import Column
from articles.desk.labels import Listed
from articles.desk.pages import ArticleList
from articles.reader.structured import absolute
from articles.spreadsheet import harmless

__all__ = ["as_csv"]

#: Rows read at once.
STEP = 500


class Lines:
    """What `csv.writer` writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(
    found: ArticleList, columns: list[Column], address: Callable[[Listed], str]
) -> StreamingHttpResponse:
    """Return the articles that the list finds, as far as it goes, with the columns it shows."""
    name = f"articles-{timezone.localtime():%Y-%m-%d-%H%M}.csv"
    response = StreamingHttpResponse(
        _lines(found, columns, address), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _lines(
    found: ArticleList, columns: list[Column], address: Callable[[Listed], str]
) -> Iterator[str]:
    writer = csv.writer(Lines())
    # With a byte order mark, without which spreadsheets take UTF-8 for something else.
    yield "\ufeff" + writer.writerow(["Headline", *(each.title for each in columns), "Address"])
    for articles in found.all_rows(STEP):
        for article in articles:
            told = [article.headline, *(each.text(article) for each in columns)]
            cells = [*map(harmless, told), absolute(address(article))]
            yield writer.writerow(cells)
