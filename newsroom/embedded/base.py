"""The database backend that has the embedded server running before the first connection."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

__all__ = ["DatabaseWrapper"]


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if settings.EMBEDDED:
            settings.EMBEDDED.hold()
        return super().get_new_connection(conn_params)
