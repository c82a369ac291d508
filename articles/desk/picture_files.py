"""Pictures' renditions as the desk gets them: outside of their licence too.

Readers' own addresses answer within the licence alone; whoever prepares a story for the day it
begins, or looks at the site of last year, still sees the picture.
"""

import re

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.act_page import person
from articles.reader import media

__all__ = ["at_the_desk", "show_at_the_desk", "show_on_page", "urls"]

BELOW = "media/"
#: Our own templates and bodies that were cleaned: attributes are always in quotes.
IMAGE = re.compile(r"<(?:img|source)\b[^>]*>")


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition to whoever sees the library."""
    if not permissions.has(person(request), "view_picture"):
        raise PermissionDenied
    return media.sent(request, media.find(name), name, "private, no-cache")


def at_the_desk(address: str) -> str:
    """Return where the desk gets the rendition that readers get at this address."""
    return address.replace(settings.MEDIA_URL, _place(), 1)


def show_at_the_desk(html: str) -> str:
    """Return a readers' page with its pictures as the desk gets them."""
    place, ours = _place(), re.compile(rf'(?<=[" ]){re.escape(settings.MEDIA_URL)}')
    return IMAGE.sub(lambda image: ours.sub(place, image[0]), html)


def show_on_page(response: HttpResponse) -> None:
    """Show a page's pictures as the desk gets them, once it is rendered."""
    response.content = show_at_the_desk(response.content.decode())


def _place() -> str:
    return reverse("admin:index") + BELOW


def urls(site: AdminSite) -> list[URLPattern]:
    view = site.admin_view(rendition, cacheable=True)
    return [path(f"{BELOW}<path:name>", view, name="picture_file")]
