"""How readers' pages are asked: to read only, and by the parameters that each names."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import conditional_page, require_safe

__all__ = ["public_page"]

View = Callable[..., HttpResponse]


def public_page(*parameters: str) -> Callable[[View], View]:
    """Make a page of a view: GET and HEAD, an ETag, and only these query parameters.

    The view gets no others, so none can change an answer without being named here. Whoever keeps or
    checks answers finds the names in the view's `parameters`.
    """

    def page_of(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.GET = _only(request.GET, parameters)  # type: ignore[assignment]
            return view(request, *args, **kwargs)

        page: View = require_safe(conditional_page(asked))
        page.parameters = parameters  # type: ignore[attr-defined]
        return page

    return page_of


def _only(given: QueryDict, names: Iterable[str]) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name in names:
        if name in given:
            kept.setlist(name, given.getlist(name))
    return kept
