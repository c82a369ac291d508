"""When a front changes over: the nearest moments on both sides of one, and what is planned."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from articles.desk.front_pages.asked import front_url
from articles.models import Placement, Section

__all__ = ["Change", "Neighbours", "around", "planned"]


class Neighbours(NamedTuple):
    """The moments at which a front changed last and changes next; None: never."""

    before: datetime | None
    after: datetime | None


class Change(NamedTuple):
    """What changes on a front at one moment: what comes to a slot or moves there, and what goes."""

    at: datetime
    url: str
    comes: list[Placement]
    goes: list[Placement]


def around(section: Section | None, at: datetime) -> Neighbours:
    """Return when the arrangement changes before and after this moment: one query."""
    rows = Placement.objects.on_front(section.pk if section else None)

    def nearest(name: str, side: str, order: str) -> QuerySet[Placement, tuple[datetime | None]]:
        near = rows.filter(**{f"{name}__{side}": at}).order_by(order + name)
        return near.values_list(name)[:1]

    parts = [
        nearest(name, side, order)
        for name in ("starts_at", "ends_at")
        for side, order in (("lt", "-"), ("gt", ""))
    ]
    moments = [moment for (moment,) in parts[0].union(*parts[1:], all=True) if moment]
    before = [moment for moment in moments if moment < at]
    after = [moment for moment in moments if moment > at]
    return Neighbours(max(before, default=None), min(after, default=None))


def planned(section: Section | None, now: datetime) -> list[Change]:
    """Return how the front changes over from now on, the next first: one query."""
    rows = Placement.objects.current(section.pk if section else None, now)
    placements = list(rows.select_related("article").defer("article__body", "article__notices"))
    return [_change(section, at, placements) for at in sorted(_moments(placements, now))]


def _change(section: Section | None, at: datetime, placements: list[Placement]) -> Change:
    by_slot = sorted(placements, key=lambda each: each.slot)
    comes = [each for each in by_slot if each.starts_at == at]
    come = {each.article_id for each in comes}
    goes = [each for each in by_slot if each.ends_at == at and each.article_id not in come]
    return Change(at, front_url(section, at), comes, goes)


def _moments(placements: Iterable[Placement], now: datetime) -> set[datetime]:
    starts = {each.starts_at for each in placements if each.starts_at > now}
    return starts | {each.ends_at for each in placements if each.ends_at}
