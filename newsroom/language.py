"""Which language is spoken where: a site has one for its readers, the desk speaks English."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

__all__ = ["DeskLanguageMiddleware"]

DESK_LANGUAGE = "en"


class DeskLanguageMiddleware:
    """Have all of the desk in English, what Django says included, and its dates.

    Nothing else chooses a language by the request: a page is the same for all its readers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with translation.override(DESK_LANGUAGE):
            return self.get_response(request)
