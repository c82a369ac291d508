"""What load balancers ask: is the process alive, and can it serve readers?"""

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

__all__ = ["healthz", "readyz"]


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer without touching the database: restarting us wouldn't mend that."""
    return _answer(200, "ok")


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database doesn't."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return _answer(503, "the database does not answer")
    return _answer(200, "ready")


def _answer(status: int, words: str) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(f"{words}\n", "text/plain; charset=utf-8", status, headers=headers)
