"""What is answered where a front can't be arranged so."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.db import OperationalError
from psycopg.errors import DeadlockDetected, LockNotAvailable

from articles.workflow import Rearranged, Refused

__all__ = ["Busy", "status_of", "waiting_briefly"]


class Busy(Refused):
    """Somebody else holds what is needed for it."""


@contextmanager
def waiting_briefly() -> Iterator[None]:
    """Raise `Busy` where the locks aren't had in time."""
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise
        raise Busy(
            "Somebody else is arranging this front just now. Nothing was changed: try again "
            "shortly."
        ) from error


def status_of(refused: Refused) -> int:
    """Return 409 where somebody came first, 503 while somebody is at it, else 422."""
    if isinstance(refused, Rearranged):
        return HTTPStatus.CONFLICT
    if isinstance(refused, Busy):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.UNPROCESSABLE_ENTITY
