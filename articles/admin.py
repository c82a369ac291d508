"""Django looks here for the desk's admin classes."""

from articles.desk import article, library, people, pictures  # noqa: F401
