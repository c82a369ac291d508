"""What partners take: each change of what readers see, and what is scheduled where they may."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q

from articles.models import Change, Edition, Partner, Section, settled_until
from articles.wire.decoding import Refused
from articles.wire.out import ninjs

__all__ = ["MOST", "Page", "ahead", "one", "since"]

#: Articles at once.
MOST = 100
CURSOR = re.compile(r"(\d{1,18})-(\d{1,18})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
WHOLE = ("section__parent", "lead_picture")


class Page(NamedTuple):
    items: list[dict[str, Any]]
    #: Where to go on; the same again where nothing has come.
    cursor: str
    more: bool


def since(partner: Partner, cursor: str, limit: int) -> Page:
    """Return what has changed since a cursor, each article once as it is now.

    One that left the partner's sections, ended or was withdrawn is cancelled.
    """
    until = settled_until()
    told = (
        Change.objects.told_before(until)
        .select_related("edition")
        .only("told_at", "edition__article_id")
    )
    if cursor:
        told = told.after(*_position(cursor))
    found = list(told[: limit + 1])
    page = found[:limit]
    ids = list(dict.fromkeys(change.edition.article_id for change in page))
    seen = _visible(partner, until).filter(article__in=ids)
    shown = {edition.article_id: edition for edition in seen}
    known = _in_scope(partner, Edition.objects.filter(article__in=ids, starts_at__lte=until))
    theirs = set(known.values_list("article", flat=True))
    items = [
        _told(shown[pk]) if pk in shown else canceled(pk)
        for pk in ids
        if pk in shown or pk in theirs
    ]
    last = page[-1] if page else None
    return Page(items, _cursor(last) if last else cursor, len(found) > len(page))


def ahead(partner: Partner, at: datetime) -> list[dict[str, Any]]:
    """Return what is scheduled, soonest first, with the moment before which nobody may have it."""
    scheduled = _in_scope(partner, Edition.objects.filter(starts_at__gt=at))
    editions = scheduled.select_related(*WHOLE).order_by("starts_at")[:MOST]
    return [_told(edition, embargo_until=edition.starts_at) for edition in editions]


def one(partner: Partner, article_id: int, at: datetime) -> dict[str, Any] | None:
    """Return an article as readers have it now; None where the partner may not know of it."""
    edition = _visible(partner, at).filter(article=article_id).first()
    if edition:
        return _told(edition)
    begun = Edition.objects.filter(article=article_id, starts_at__lte=at)
    return canceled(article_id) if _in_scope(partner, begun).exists() else None


def canceled(article_id: int) -> dict[str, Any]:
    last = Edition.objects.filter(article=article_id).order_by("-starts_at").first()
    version, since = (last.article_version, last.ends_at) if last else (1, None)
    standing = ninjs.Standing(article_id, version, None, since, canceled=True)
    return ninjs.item(last or Edition(), standing)


def _visible(partner: Partner, at: datetime) -> Any:
    return _in_scope(partner, Edition.objects.visible(at)).select_related(*WHOLE)


def _in_scope(partner: Partner, editions: Any) -> Any:
    """Return those of the sections that the partner may take, with their subsections."""
    chosen = list(partner.sections.values_list("pk", flat=True))
    if not chosen:
        return editions
    within = Section.objects.filter(Q(pk__in=chosen) | Q(parent__in=chosen))
    return editions.filter(section__in=list(within.values_list("pk", flat=True)))


def _told(edition: Edition, embargo_until: datetime | None = None) -> dict[str, Any]:
    standing = ninjs.Standing(
        article_id=edition.article_id,
        version=edition.article_version,
        first=edition.published_at,
        since=edition.starts_at,
        address="" if embargo_until else settings.SITE_URL + edition.get_absolute_url(),
        embargo_until=embargo_until,
    )
    return ninjs.item(edition, standing)


def _cursor(change: Change) -> str:
    return f"{(change.told_at - EPOCH) // MICROSECOND}-{change.pk}"


def _position(cursor: str) -> tuple[datetime, int]:
    found = CURSOR.fullmatch(cursor)
    try:
        if found:
            return EPOCH + int(found[1]) * MICROSECOND, int(found[2])
    except OverflowError:
        pass
    raise Refused("“since” is no cursor of ours: go on from `next` of the answer before.")
