"""HTML out: a page by itself that any program opens, without our styles or scripts."""

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.models import Copy
from articles.wire.out.addresses import with_whole_addresses

__all__ = ["document"]


def document(copy: Copy) -> str:
    """Return the page. Its pictures stay where the site has them."""
    authors = [author.name for author in copy.authors()]
    parts = [
        _tag("p", copy.kicker),
        _tag("h1", copy.headline),
        _tag("p", copy.standfirst),
        _tag("p", f"By {', '.join(authors)}" if authors else ""),
        _lead(copy),
        mark_safe(with_whole_addresses(copy.body)),  # noqa: S308 -- cleaned
    ]
    metas = [("author", name) for name in authors]
    metas += [("description", copy.standfirst)] if copy.standfirst else []
    return format_html(
        '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n<title>{}</title>\n'
        "{}</head>\n<body>\n<article>\n{}\n</article>\n</body>\n</html>\n",
        copy.language or settings.LANGUAGE_CODE,
        copy.headline,
        format_html_join("", '<meta name="{}" content="{}">\n', metas),
        format_html_join("\n", "{}", ((part,) for part in parts if part)),
    )


def _tag(name: str, words: str) -> SafeString:
    return format_html("<{0}>{1}</{0}>", name, words) if words else SafeString("")


def _lead(copy: Copy) -> SafeString:
    picture = copy.lead_picture
    if picture is None:
        return SafeString("")
    caption = " ".join(filter(None, (copy.lead_caption or picture.caption, picture.credit)))
    return format_html(
        '<figure><img src="{}{}" alt="{}"><figcaption>{}</figcaption></figure>',
        settings.SITE_URL,
        picture.card.url,
        picture.alt,
        caption,
    )
