"""The one way in which the project declines to start."""

from django.core.exceptions import ImproperlyConfigured

__all__ = ["Refusal"]


class Refusal(ImproperlyConfigured):
    """Starting is impossible until somebody changes something.

    The message is one sentence for whoever runs the site. It names what is wrong and what to do,
    and the command line prints it alone, without a traceback.
    """
