"""What shared caches such as Varnish or a CDN are told: how long they keep a page, and its keys.

`Surrogate-Key` names what purges it. A moment at which the page changes by itself is never reached,
neither as new nor as stale: that needs no purge. https://www.rfc-editor.org/rfc/rfc5861
"""

from django.utils import timezone

from articles.reader.press.shelf import Headers, Sheet

__all__ = ["told"]

#: How long a cache may help itself with what it has while the site is away, in seconds.
IN_NEED = 86_400


def told(headers: Headers, sheet: Sheet, seconds: int) -> Headers:
    """Return the headers for a cache that keeps pages for so many seconds."""
    # A cache counts whole seconds, from when it got the answer.
    left = int((sheet.until - timezone.now()).total_seconds()) - 1
    if left <= 0:
        return headers
    new = min(seconds, left)
    stale, in_need = min(seconds, left - new), min(IN_NEED, left - new)
    keep = (
        f"public, max-age=0, s-maxage={new}, stale-while-revalidate={stale}, "
        f"stale-if-error={in_need}"
    )
    others = [pair for pair in headers if pair[0] != "Cache-Control"]
    return [*others, ("Cache-Control", keep), ("Surrogate-Key", " ".join(sorted(sheet.keys)))]
