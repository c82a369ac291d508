"""Readers' pages shown at the desk: their links lead to where they are shown, not to the site."""

import re

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from articles.reader.answers import policy_of

__all__ = ["moved_inside", "stay_inside", "stay_private"]

#: The pages are our own templates and bodies that were cleaned: attributes are always in quotes,
#: and nothing looks like a tag that isn't one.
LINK = re.compile(r'(<(?:a|area|form)\b[^>]*?\s(?:href|action)=")([^"]*)')
#: What holds for everybody's answers alone.
PUBLIC = (
    "ETag",
    "Last-Modified",
    "Surrogate-Key",
    "Surrogate-Control",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Cross-Origin-Resource-Policy",
)


def moved_inside(address: str, prefix: str) -> str:
    """Return where a link of a reader's page leads below `prefix`; others' links stay as they are.

    Files, the desk and addresses on the same page stay too.
    """
    path = address.removeprefix(settings.SITE_URL) or "/"
    ours = path.startswith("/") and not path.startswith("//")
    apart = (settings.STATIC_URL, settings.MEDIA_URL, reverse("admin:index"))
    if not address or not ours or path.startswith(apart):
        return address
    return prefix + path.removeprefix("/")


def stay_inside(html: str, prefix: str) -> str:
    """Return the page with the links to our own pages leading below `prefix`."""

    def move(link: re.Match[str]) -> str:
        return link[1] + moved_inside(link[2], prefix)

    return LINK.sub(move, html)


def stay_private(response: HttpResponse, policy: str) -> HttpResponse:
    """Let nobody keep the answer or find it by searching, and say no address of it elsewhere."""
    for name in PUBLIC:
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Content-Security-Policy"] = policy_of(response, policy)
    return response
