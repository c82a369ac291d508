"""Django looks here for the desk's admin classes."""

from articles.desk import article, assignments, library, people, pictures  # noqa: F401
