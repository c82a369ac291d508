"""How readers' pages are asked: to read only, and by the parameters that each names."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe
from django.views.decorators.http import require_safe

from articles.reader.press.keys import say_printed

__all__ = ["public_page"]

View = Callable[..., HttpResponse]


def public_page(*parameters: str, seconds: int | None = None) -> Callable[[View], View]:
    """Make a page of a view: GET and HEAD, an ETag, and only these query parameters.

    The view gets no others, so none can change an answer without being named here. Whoever keeps or
    checks answers finds the names in the view's `parameters`. `seconds` is how long an answer that
    changes with time alone may be kept.
    """

    def page_of(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.GET = _only(request.GET, parameters)  # type: ignore[assignment]
            response = view(request, *args, **kwargs)
            say_printed(request, response, seconds)
            return _conditional(request, response)

        page: View = require_safe(asked)
        page.parameters = parameters  # type: ignore[attr-defined]
        return page

    return page_of


def _only(given: QueryDict, names: Iterable[str]) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name in names:
        if name in given:
            kept.setlist(name, given.getlist(name))
    return kept


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer with its ETag, or 304 where whoever asks has it already.

    Django's own `conditional_page` leaves HEAD without an ETag; here it is that of the same GET.
    """
    if not response.has_header("ETag"):
        set_response_etag(response)
    changed = response.get("Last-Modified")
    checked: HttpResponse = get_conditional_response(  # type: ignore[assignment]
        request,
        etag=response.get("ETag"),
        last_modified=parse_http_date_safe(changed) if changed else None,
        response=response,
    )
    return checked
