"""The desk speaks English, whatever language the site speaks to its readers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from articles.languages import for_the_desk

__all__ = ["DeskLanguageMiddleware"]


class DeskLanguageMiddleware:
    """Have all of the desk in English, what Django says included, and its dates.

    Nothing else chooses a language by the request: a page is the same for all its readers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with for_the_desk():
            return self.get_response(request)
