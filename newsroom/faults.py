"""What people see when we are at fault."""

from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import render_to_string

__all__ = ["server_error"]


def server_error(_request: HttpRequest) -> HttpResponseServerError:
    """A page that needs nothing else to work: its style is in it, so its policy allows that."""
    return HttpResponseServerError(
        render_to_string("500.html"),
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        },
    )
