"""Pages of a list at the desk, without counting what there is."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.views import ChangeList

from articles.desk.labels import Listed
from articles.models import Article, Author

__all__ = ["ArticleList", "PartedPaginator", "UncountedList", "UncountedPaginator"]

#: How far a list goes; what is older is found by filters and search. So the database never skips
#: more than this many rows, and an editor never has to.
FURTHEST_PAGE = 100


class UncountedPage(Page):
    """One page of rows; that there is a next one is known by one row more than it shows."""

    def __init__(self, rows: Sequence[Any], number: int, paginator: Paginator) -> None:
        self.more = len(rows) > paginator.per_page
        super().__init__(rows[: paginator.per_page], number, paginator)

    def has_next(self) -> bool:
        return self.more and self.number < FURTHEST_PAGE


class UncountedPaginator(Paginator):
    """Pages found without `count(*)`, up to a furthest one."""

    template_name = "desk/pages.html"

    @cached_property
    def count(self) -> int:
        return FURTHEST_PAGE * self.per_page

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        self.shown = UncountedPage(rows, number, self)
        return self.shown


class UncountedList(ChangeList):
    """A list whose header says nothing of how many rows there are."""

    page_num: int

    def get_results(self, request: HttpRequest) -> None:
        self.page_num = min(max(self.page_num, 1), FURTHEST_PAGE)
        super().get_results(request)
        # Nothing was counted, so there is nothing to compare: Unfold would print both.
        self.full_result_count = self.result_count


class PartedPaginator(UncountedPaginator):
    """Pages of articles that a person sees for one reason or another, newest first.

    The rows it is given are anybody's; `parts` says which of them are this person's. First the ids
    of a page are found, part by part, each along its own index; then their rows.
    """

    object_list: QuerySet[Any]

    def __init__(self, *args: Any, parts: list[Q], **kwargs: Any) -> None:
        """`parts` are conditions of which each row meets one, as `permissions.visible_parts`."""
        super().__init__(*args, **kwargs)
        self.parts = parts

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        ids = self.ids(start, start + self.per_page + 1)
        rows = self.object_list.order_by().in_bulk(ids)
        self.shown = UncountedPage([rows[pk] for pk in ids if pk in rows], number, self)
        return self.shown

    def ids(self, start: int, end: int) -> list[int]:
        """Return the ids from one place in the list to another."""
        if len(self.parts) == 1:
            return [pk for _, pk in self._places(self.parts[0])[start:end]]
        places = {place for part in self.parts for place in self._places(part)[:end]}
        return [pk for _, pk in sorted(places, reverse=True)[start:end]]

    def _places(self, part: Q) -> Any:
        found = self.object_list.filter(part).order_by("-updated_at", "-pk")
        return found.values_list("updated_at", "pk")


class ArticleList(UncountedList):
    """The article list: periods come with the rows, the names of a page's authors in one query."""

    queryset: QuerySet[Article]
    root_queryset: QuerySet[Article]

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str] | None = None
    ) -> QuerySet[Article]:
        return super().get_queryset(request, exclude_parameters).defer("body", "notices")

    def get_results(self, request: HttpRequest) -> None:
        """Have the paginator find what this person sees: reason by reason, not by any of them."""
        visible, self.queryset = self.queryset, self._whoever_sees_it(request)
        super().get_results(request)
        self.queryset = visible
        self.sign(self.result_list)

    def _whoever_sees_it(self, request: HttpRequest) -> QuerySet[Article]:
        visible, self.root_queryset = (
            self.root_queryset,
            self.model_admin.as_listed(Article.objects.all()),
        )
        found = self.get_queryset(request)
        self.root_queryset = visible
        return found

    def all_rows(self, step: int) -> Iterator[list[Listed]]:
        """Yield all articles the list finds, as far as it goes, so many at once."""
        ids = self.paginator.ids(0, FURTHEST_PAGE * self.list_per_page)
        for start in range(0, len(ids), step):
            wanted = ids[start : start + step]
            found = self.paginator.object_list.order_by().in_bulk(wanted)
            rows: list[Listed] = [found[pk] for pk in wanted if pk in found]
            self.sign(rows)
            yield rows

    def sign(self, articles: Iterable[Listed]) -> None:
        """Give these articles their bylines: one query."""
        wanted = {pk for article in articles for pk in article.author_ids}
        names = dict(Author.objects.filter(pk__in=wanted).values_list("pk", "name"))
        for article in articles:
            article.byline = ", ".join(names[pk] for pk in article.author_ids if pk in names)
