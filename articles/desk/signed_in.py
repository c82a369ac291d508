"""Requests at the desk, where somebody is always signed in."""

from django.http import HttpRequest

from articles.models import User

__all__ = ["DeskRequest"]


class DeskRequest(HttpRequest):
    """A request as the admin site lets it through: for annotations, nothing makes one."""

    user: User
