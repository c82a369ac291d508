"""ninjs 3.1 out: https://iptc.org/standards/ninjs/"""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.timezone import localtime

from articles import richtext
from articles.models import Copy, Picture
from articles.wire.out.addresses import with_whole_addresses
from articles.wire.out.pictures import FIGURE, pictures_of

__all__ = ["Standing", "item", "uri_of"]

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}

Data = dict[str, Any]


class Standing(NamedTuple):
    """What is true of an article beside its copy."""

    article_id: int
    version: int
    #: When readers saw it first, and this version; None: not yet.
    first: datetime | None
    since: datetime | None
    #: Where readers have it; empty: nowhere.
    address: str = ""
    embargo_until: datetime | None = None
    canceled: bool = False


def uri_of(article_id: int) -> str:
    """Return what the article is called wherever it goes, whatever its address becomes."""
    return f"{settings.SITE_URL}/wire/v1/articles/{article_id}"


def item(copy: Copy, standing: Standing) -> Data:
    """Return an article as ninjs; of one that was cancelled nothing but that."""
    made: Data = {
        "standard": STANDARD,
        "uri": uri_of(standing.article_id),
        "type": "text",
        "version": str(standing.version),
        "pubStatus": "canceled" if standing.canceled else "usable",
    }
    for name, moment in (("firstCreated", standing.first), ("versionCreated", standing.since)):
        if moment:
            made[name] = _moment(moment)
    return made if standing.canceled else {**made, **_content(copy, standing)}


def _content(copy: Copy, standing: Standing) -> Data:
    authors, topics, pictures = copy.authors(), copy.topics(), pictures_of(copy)
    body = with_whole_addresses(FIGURE.sub("", copy.body))
    made: Data = {
        "representationType": "full",
        "type": "composite" if pictures else "text",
        "language": copy.language or settings.LANGUAGE_CODE,
        "title": copy.list_headline,
        "headlines": _several(("main", copy.headline), ("short", copy.short_headline)),
        "bodies": [
            {"role": "main", "contentType": "application/xhtml+xml", "value": _as_xml(body)},
            {"role": "plain", "contentType": "text/plain", "value": richtext.text(copy.body)},
        ],
        "infoSources": [{"name": settings.SITE_NAME, "role": "provider"}],
        "copyrightHolder": settings.SITE_NAME,
    }
    said = {
        "descriptions": _several(("standfirst", copy.standfirst), ("kicker", copy.kicker)),
        "by": ", ".join(author.name for author in authors),
        "people": [_person(each.name, each.get_absolute_url()) for each in authors],
        "subjects": _subjects(copy, [(each.name, each.slug) for each in topics]),
        "located": copy.dateline,
        "slugline": copy.slug,
        "altIds": [{"role": "web", "value": standing.address}] if standing.address else [],
        "embargoedUntil": standing.embargo_until and _moment(standing.embargo_until),
        "associations": [
            _picture(picture, caption, lead=picture == copy.lead_picture)
            for picture, caption in pictures
        ],
    }
    return made | {name: value for name, value in said.items() if value}


def _several(*told: tuple[str, str]) -> list[Data]:
    return [
        {"role": role, "contentType": "text/plain", "value": text} for role, text in told if text
    ]


def _person(name: str, path: str) -> Data:
    return {"name": name, "rel": "author", "uri": f"{settings.SITE_URL}{path}"}


def _subjects(copy: Copy, topics: list[tuple[str, str]]) -> list[Data]:
    """Return the section, and then the topics."""
    found = []
    if section := copy.section:
        found.append({"name": section.name, "rel": "section", "literal": section.path})
    return found + [{"name": name, "rel": "topic", "literal": slug} for name, slug in topics]


def _picture(picture: Picture, caption: str, *, lead: bool) -> Data:
    card = picture.card
    made: Data = {
        "name": "lead" if lead else f"picture-{picture.pk}",
        "uri": f"{settings.SITE_URL}/wire/v1/pictures/{picture.pk}",
        "type": "picture",
        "by": picture.credit,
        "copyrightHolder": picture.credit,
        "headlines": _several(("alt", picture.alt)),
        "descriptions": _several(("caption", caption or picture.caption)),
        "renditions": [
            {
                "name": "main",
                "href": f"{settings.SITE_URL}{card.url}",
                "contentType": "image/jpeg",
                "width": card.width,
                "height": card.height,
            }
        ],
    }
    return {name: value for name, value in made.items() if value}


def _as_xml(html: str) -> str:
    return html.replace("<br>", "<br/>").replace("<hr>", "<hr/>")


def _moment(moment: datetime) -> str:
    return localtime(moment).isoformat(timespec="seconds")
