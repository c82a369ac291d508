"""Preview: the reader's own page, made from the working copy."""

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from articles.desk.act_page import article_for, person
from articles.reader.pages import article_page

__all__ = ["Preview"]

#: As readers' pages have it, but the desk may show it in a frame.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)


class Preview(View):
    """What readers would see if this were published now; nobody may keep a copy of the answer."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        at = timezone.now()
        response = article_page(request, article.as_edition(at), at)
        for name in ("ETag", "Last-Modified", "Surrogate-Key", "Surrogate-Control"):
            response.headers.pop(name, None)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Content-Security-Policy"] = POLICY
        return response
