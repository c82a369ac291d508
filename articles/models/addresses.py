"""Addresses on the site, worked out once in each process: pages and feeds are full of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

__all__ = ["path_of"]


def path_of(name: str, *arguments: object) -> str:
    """Return what `reverse()` would: it is the same in every language and for whoever asks."""
    return _path(get_script_prefix(), name, arguments)


@lru_cache(maxsize=20_000)
def _path(_prefix: str, name: str, arguments: tuple[object, ...]) -> str:
    return reverse(name, args=arguments)
