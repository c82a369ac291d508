"""What was corrected and made clearer, of all articles that readers see."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from articles.models import Edition
from articles.reader import notices
from articles.reader.answers import Meta, answer, moment
from articles.reader.asking import public_page
from articles.reader.navigation import Navigation
from articles.reader.paging import Listing, page_of

__all__ = ["corrections"]


CORRECTED = Listing(
    lambda at: (
        Edition.objects.visible(at).corrected().select_related("section__parent").defer("body")
    ),
    by="corrected_at",
    at=datetime,
)


@public_page("before", "after")
def corrections(request: HttpRequest) -> HttpResponse:
    """Articles with their corrections and clarifications, by the latest of them, newest first."""
    at, title = moment(request), gettext("Corrections and clarifications")
    page = page_of(CORRECTED, request, at=at)
    address = reverse("reader:corrections") + page.query
    context = {
        "title": title,
        "page": page,
        "corrected": [(edition, notices.corrections(edition)) for edition in page.editions],
        "meta": Meta(title, address),
    }
    return answer("reader/corrections.html", context, at=at, navigation=Navigation.load())
