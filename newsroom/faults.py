"""What people see when we are at fault, or when what came can't be read."""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template.loader import render_to_string

__all__ = ["UnusableInputMiddleware", "bad_request", "server_error"]

logger = logging.getLogger(__name__)
#: A page that needs nothing else to work: its style is in it, so its policy allows that.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


def server_error(_request: HttpRequest) -> HttpResponseServerError:
    return HttpResponseServerError(render_to_string("500.html"), headers=HEADERS)


def bad_request(
    _request: HttpRequest, exception: Exception | None = None
) -> HttpResponseBadRequest:
    return HttpResponseBadRequest(render_to_string("400.html"), headers=HEADERS)


#: Here every parameter is checked, and programs are told in their own language which is wrong.
OWN_WORDS = ("/api/",)


class UnusableInputMiddleware:
    """Answer 400 to what PostgreSQL can't hold: a null character, a number out of all bounds.

    Forms refuse both in their own words. This is for addresses, and for what slips by a form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(OWN_WORDS) and (
            "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")
        ):
            return bad_request(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DataError):
            return None
        logger.warning("The database can't hold what came to %s", request.path, exc_info=exception)
        return bad_request(request)
