"""Pages of a list at the desk, without counting what there is."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.views import ChangeList

from articles.models import Article, Author

__all__ = ["ArticleList", "UncountedList", "UncountedPaginator"]

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


class ArticleList(UncountedList):
    """The article list: periods come with the rows, the names of a page's authors in one query."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str] | None = None
    ) -> QuerySet[Article]:
        return super().get_queryset(request, exclude_parameters).defer("body", "notices")

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        wanted = {pk for article in self.result_list for pk in article.author_ids}
        names = dict(Author.objects.filter(pk__in=wanted).values_list("pk", "name"))
        for article in self.result_list:
            article.byline = ", ".join(names[pk] for pk in article.author_ids if pk in names)
