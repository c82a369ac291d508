"""Pictures' renditions. Originals live in the same storage and are never served."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

__all__ = ["rendition"]

#: As django-imagefield names them: two folders, the original's name, the recipe's hash.
NAME = re.compile(
    r"__processed__/[0-9a-f]{3}/[0-9a-f]{3}/[0-9A-Za-z_-]{1,200}-[0-9a-f]{12}\.(avif|webp|jpeg)"
)


@require_safe
def rendition(_request: HttpRequest, name: str) -> FileResponse:
    """Serve a rendition. Its name says which original and recipe made it, so it never changes."""
    match = NAME.fullmatch(name)
    if not match:
        raise Http404
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file,
        content_type=f"image/{match[1]}",
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            # Feeds take pictures elsewhere.
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )
