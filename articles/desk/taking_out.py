"""Taking an article's working copy out, as a file for another program."""

import json
from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from articles.desk.act_page import article_for, person
from articles.models import Article
from articles.reader.structured import absolute
from articles.wire.out import docx, html, ninjs, text

__all__ = ["FORMATS", "urls", "ways_out"]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _ninjs(article: Article) -> str:
    first = article.editions.order_by("starts_at").first()
    standing = ninjs.Standing(
        article_id=article.pk,
        version=article.version,
        first=first.published_at if first else None,
        since=article.updated_at,
        address=absolute(first.get_absolute_url()) if first else "",
        embargo_until=article.embargo_until,
    )
    return json.dumps(ninjs.item(article, standing), ensure_ascii=False, indent=2)


#: By the ending of the file: what it is called, its type, and what makes it.
FORMATS: dict[str, tuple[str, str, Callable[[Article], str | bytes]]] = {
    "docx": ("Word", WORD, docx.document),
    "html": ("HTML", "text/html; charset=utf-8", html.document),
    "txt": ("Plain text", "text/plain; charset=utf-8", text.document),
    "json": ("ninjs", "application/json", _ninjs),
}


@require_safe
def take_out(request: HttpRequest, article_id: int, ending: str) -> HttpResponse:
    """Answer with the working copy as a file."""
    article = article_for(person(request), article_id)
    if ending not in FORMATS:
        raise Http404
    _, kind, make = FORMATS[ending]
    name = f"{article.slug or 'article'}-{article.pk}.{ending}"
    # Never shown in the browser: what is in it isn't held to the desk's rules.
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store, private",
        "Content-Security-Policy": "sandbox",
    }
    return HttpResponse(make(article), kind, headers=headers)


def ways_out(article: Article) -> list[tuple[str, str]]:
    """Return the names of the formats, each with its address."""
    return [
        (name, reverse("admin:articles_article_out", args=[article.pk, ending]))
        for ending, (name, *_) in FORMATS.items()
    ]


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the files, for `ArticleAdmin.get_urls`."""
    out = "<int:article_id>/out.<slug:ending>"
    return [path(out, site.admin_view(take_out), name="articles_article_out")]
