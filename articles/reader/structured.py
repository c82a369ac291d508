"""Structured data: what machines read of an article, https://schema.org/NewsArticle."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition
from articles.reader.pictures import Shown

__all__ = ["absolute", "news_article"]

#: Within a script element nothing may look like markup.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    """Return the whole address of a path on this site; one that is whole stays as it is."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_URL + path


def news_article(edition: Edition, lead: Shown | None) -> SafeString:
    """Return the article as JSON-LD, safe within a script element."""
    address = absolute(edition.get_absolute_url())
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": edition.headline,
        "datePublished": _moment(edition.published_at),
        "dateModified": _moment(edition.updated_at or edition.published_at),
        "inLanguage": edition.language or settings.LANGUAGE_CODE,
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.SITE_NAME,
            "url": absolute(reverse("reader:front")),
        },
        "author": [
            {
                "@type": "Person",
                "name": author["name"],
                "url": absolute(reverse("reader:author", args=[author["slug"]])),
            }
            for author in edition.byline
        ],
    }
    if edition.standfirst:
        data["description"] = edition.standfirst
    if edition.section:
        data["articleSection"] = edition.section.name
    if edition.tags:
        data["keywords"] = [topic["name"] for topic in edition.tags]
    if lead:
        card = lead.picture.card
        data["image"] = {
            "@type": "ImageObject",
            "url": absolute(card.url),
            "width": card.width,
            "height": card.height,
            "caption": lead.caption or lead.alt,
            "creditText": lead.picture.credit,
        }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 -- escaped above


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
