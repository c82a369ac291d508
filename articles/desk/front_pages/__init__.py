"""The front pages' desk: slots arranged from now or from a moment ahead, seen as of any moment."""

from articles.desk.front_pages.urls import urls

__all__ = ["urls"]
