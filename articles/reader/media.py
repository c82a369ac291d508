"""Pictures' renditions. Originals live in the same storage and are never served."""

import re
from datetime import datetime, timedelta

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles import photo
from articles.models import Picture
from articles.reader.answers import moment

__all__ = ["find", "rendition", "sent"]

#: As django-imagefield names them: two folders, the original's name, the recipe's hash.
NAME = re.compile(
    r"__processed__/[0-9a-f]{3}/[0-9a-f]{3}/([0-9A-Za-z_-]{1,200})-[0-9a-f]{12}\.(avif|webp|jpeg)"
)
#: How long the answer is kept: an end that a licence is given later reaches every copy so soon.
KEPT = timedelta(days=1)


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition while its picture may be shown, for caches to keep no longer than that.

    Its name can't be guessed, so whether an edition shows it needn't be asked: one query.
    """
    picture, at = find(name), moment(request)
    if not picture.licensed_at(at):
        raise Http404
    kept = _kept(picture, at)
    response = sent(request, picture, name, f"public, max-age={kept}, must-revalidate")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # feeds take them elsewhere
    return response


def find(name: str) -> Picture:
    """Return the picture of a rendition; raise Http404 for what can't be one."""
    match = NAME.fullmatch(name)
    picture = Picture.objects.of_rendition(match[1]).first() if match else None
    if picture is None:
        raise Http404
    return picture


def sent(request: HttpRequest, picture: Picture, name: str, cache_control: str) -> HttpResponseBase:
    """Answer with the file, or 304. Its name says what made it, so it never changes.

    Raise Http404 where the picture has no such rendition.
    """
    stem, _, kind = name.rpartition(".")
    tag = f'"{stem.rpartition("-")[2]}"'
    response: HttpResponseBase | None = get_conditional_response(request, tag)
    if response is None:
        response = FileResponse(_opened(picture, name), content_type=f"image/{kind}")
    response.headers["Cache-Control"], response.headers["ETag"] = cache_control, tag
    return response


def _opened(picture: Picture, name: str) -> File:
    """Return the file, made at first need where a picture is older than the recipe."""
    try:
        return default_storage.open(name)
    except FileNotFoundError as error:
        if not picture.prepared or not _made(picture, name):
            raise Http404 from error
    return default_storage.open(name)


def _made(picture: Picture, name: str) -> bool:
    try:
        return picture.file.make_stored(name)
    except (FileNotFoundError, photo.Unusable):
        return False


def _kept(picture: Picture, at: datetime) -> int:
    """Return for how many seconds caches may keep what is sent at this moment."""
    left = picture.licence_until - at if picture.licence_until else KEPT
    return int(min(left, KEPT).total_seconds())
