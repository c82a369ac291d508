"""Links with which readers pass an article on: plain ones, so nobody hears of it unasked."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.utils.translation import gettext

__all__ = ["ShareLink", "share_links"]


class ShareLink(NamedTuple):
    name: str
    address: str


def share_links(address: str, headline: str) -> list[ShareLink]:
    """Return where an article's whole address can be sent, with its headline.

    Each is the address that the service documents, or that its own button leads to; a template
    that overrides `reader/parts/share.html` may show fewer.
    """
    both = f"{headline} {address}"
    return [
        ShareLink(gettext("Email"), _to("mailto:", subject=headline, body=address)),
        ShareLink("WhatsApp", _to("https://wa.me/", text=both)),
        ShareLink("Bluesky", _to("https://bsky.app/intent/compose", text=both)),
        ShareLink("Facebook", _to("https://www.facebook.com/sharer/sharer.php", u=address)),
        ShareLink("LinkedIn", _to("https://www.linkedin.com/sharing/share-offsite/", url=address)),
        ShareLink("X", _to("https://x.com/intent/post", url=address, text=headline)),
    ]


def _to(base: str, **query: str) -> str:
    # A plus would stay a plus in mail: RFC 6068, section 5.
    return f"{base}?{urlencode(query, quote_via=quote)}"
