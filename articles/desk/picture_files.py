"""Pictures' renditions as the desk gets them: outside of their licence too, and kept by no cache.

Readers' own addresses answer within the licence alone; whoever prepares a story for the day it
begins, or looks at the site of last year, still sees the picture.
"""

import re

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from articles.reader import media

__all__ = ["at_the_desk", "show_at_the_desk", "show_on_page", "urls"]

#: Our own templates and bodies that were cleaned: attributes are always in quotes.
IMAGE = re.compile(r"<(?:img|source)\b[^>]*>")


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition to whoever is signed in at the desk."""
    return media.sent(request, media.find(name), name, "private, no-store")


def at_the_desk(address: str) -> str:
    """Return where the desk gets the rendition that readers get at this address."""
    return address.replace(settings.MEDIA_URL, reverse("desk:picture_file", args=[""]), 1)


def show_at_the_desk(html: str) -> str:
    """Return a readers' page with its pictures as the desk gets them."""
    place = reverse("desk:picture_file", args=[""])
    ours = re.compile(rf'([" ]){re.escape(settings.MEDIA_URL)}')
    return IMAGE.sub(lambda image: ours.sub(rf"\g<1>{place}", image[0]), html)


def show_on_page(response: HttpResponse) -> None:
    """Show a page's pictures as the desk gets them, once it is rendered."""
    response.content = show_at_the_desk(response.content.decode())


def urls(site: AdminSite) -> list[URLPattern]:
    return [path("media/<path:name>", site.admin_view(rendition), name="picture_file")]
