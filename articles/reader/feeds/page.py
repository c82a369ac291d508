"""The page for readers that lists the feeds."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.reader.answers import Meta, answer, moment
from articles.reader.asking import public_page
from articles.reader.feeds.formats import FORMATS
from articles.reader.navigation import Navigation

__all__ = ["feeds_page"]


class Listed(NamedTuple):
    """What has feeds, and where each lies by the name of its format."""

    name: str
    feeds: list[tuple[str, str]]


@public_page()
def feeds_page(request: HttpRequest) -> HttpResponse:
    """What feeds are, and those of the front and the sections."""
    navigation = Navigation.load()
    pages = [(_("Everything"), reverse("reader:front"))]
    for section in navigation.top:
        inner = (section, *navigation.within(section))
        pages += [(str(each), each.get_absolute_url()) for each in inner]
    listed = [
        Listed(name, [(format_.name, page + file) for file, format_ in FORMATS.items()])
        for name, page in pages
    ]
    context = {
        "listed": listed,
        "full_text": settings.FEED_FULL_TEXT,
        "meta": Meta(_("Feeds"), reverse("reader:feeds"), feed=reverse("reader:front")),
    }
    at = moment(request)
    return answer("reader/feeds.html", context, at=at, navigation=navigation)
