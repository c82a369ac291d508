"""Addresses that nothing answers, and those at which another site had what is here now."""

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.languages import for_readers
from articles.models import Edition
from articles.reader.answers import answer, moment

__all__ = ["not_found"]

READS = ("GET", "HEAD")
DESK = "/admin/"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, with the same bytes whatever the reason; or lead to where the article is now.

    It is the readers' page, and in their language, at the desk's addresses too.
    """
    at = moment(request)
    if request.method in READS and not request.path_info.startswith(DESK):
        address = _brought_from(request.path_info, at)
        if address:
            return HttpResponsePermanentRedirect(address)
    with for_readers():
        return answer("404.html", {}, at=at, status=404)


def _brought_from(path: str, at: datetime) -> str:
    """Return the address of the article that was at this path of another site: one query.

    Nothing where readers don't know of it; one that was withdrawn says so at its own address.
    """
    without = path.rstrip("/")
    begun = Edition.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=at) | Q(withdrawal_notice__gt=""),
        article__origins__path__in=[without, f"{without}/"],
        starts_at__lte=at,
    )
    found = begun.select_related("section__parent").only(
        "article_id", "slug", "section__slug", "section__parent__slug"
    )
    edition = found.order_by("-starts_at").first() if without else None
    return edition.get_absolute_url() if edition else ""
