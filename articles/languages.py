"""Who is spoken to in which language: readers in the site's, people at the desk in English.

One site speaks one language to all of its readers, whatever their browsers ask for: so a page is
the same for everyone, and can be kept.
"""

from django.conf import settings
from django.utils.translation import override

__all__ = ["for_readers", "for_the_desk"]

DESK = "en"


def for_the_desk() -> override:
    """Return a context in which strings, dates and numbers are the desk's."""
    return override(DESK)


def for_readers() -> override:
    """Return a context in which they are those of the site: `LANGUAGE_CODE`."""
    return override(settings.LANGUAGE_CODE)
