"""What an outsider sees who was given a link: one version of an article, and nothing else.

It isn't a reader's page, since readers see editions only; so it is here, outside /admin/, where no
cookie is read or set.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import workflow
from articles.models import Share
from articles.reader.answers import answer
from articles.reader.pages import article_page

__all__ = ["shared"]


@require_safe
def shared(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the version; 410 where the link was good once, 404 like any other where it never was."""
    share = workflow.share_of(secret)
    if share is None:
        raise Http404
    response = _page(request, share)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _page(request: HttpRequest, share: Share) -> HttpResponse:
    now = timezone.now()
    edition = share.article.version_as_edition(share.version, now)
    if edition is None or not workflow.is_open(share, now):
        return answer("desk/share_closed.html", {}, at=now, status=410)
    if request.method == "GET":
        workflow.note_opening(share, request.headers.get("User-Agent", ""))
    return article_page(request, edition, now, template="desk/share_page.html", share=share)
