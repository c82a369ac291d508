"""Addresses on this site, as they are read elsewhere."""

import re

from django.conf import settings

__all__ = ["with_whole_addresses"]

#: In cleaned HTML.
OURS = re.compile(r'( (?:href|src)=")(/(?!/)[^"]*)"')


def with_whole_addresses(html: str) -> str:
    """Return a stored body with the site's name before each address of ours."""
    return OURS.sub(rf'\1{settings.SITE_URL}\2"', html)
