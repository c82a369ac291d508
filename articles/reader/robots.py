"""robots.txt: where crawlers find everything, and what is not for them.

https://www.rfc-editor.org/rfc/rfc9309
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.reader.asking import public_page
from articles.reader.structured import absolute

__all__ = ["robots"]


@public_page()
def robots(_request: HttpRequest) -> HttpResponse:
    if not settings.SEARCH_ENGINES:
        return _text("User-agent: *", "Disallow: /")
    front = reverse("reader:front")
    kept = (reverse("admin:index"), reverse("reader:search"), f"{front}share/", f"{front}api/")
    maps = (reverse("reader:sitemap"), reverse("reader:sitemap_news"))
    return _text(
        "User-agent: *",
        *(f"Disallow: {path}" for path in kept),
        "",
        *(f"Sitemap: {absolute(path)}" for path in maps),
    )


def _text(*lines: str) -> HttpResponse:
    return HttpResponse(
        "\n".join(lines) + "\n",
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )
