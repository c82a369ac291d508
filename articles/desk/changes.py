"""When what readers see changes: what began, ended, or will, in order of time.

All of it is stored as periods, so the changes of any day can be found; those that lie ahead too.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from articles.models import Author, Edition, Picture, Placement, Replacement
from articles.models.picture import PictureQuerySet
from articles.models.picture_use import PictureUse

__all__ = ["Change", "after", "around", "before"]

SECOND = timedelta(seconds=1)
WORDS = {
    "live": "“{}” goes live",
    "next": "a new version of “{}” goes live",
    "end": "“{}” ends",
    "front": "the front of {} changes",
    "licensed": "a picture may be shown: {}",
    "expired": "a picture’s licence ends: {}",
    "replaced": "a picture is replaced: {}",
    "given back": "a picture is shown itself again: {}",
}


class Change(NamedTuple):
    """One moment at which something changes for readers."""

    moment: datetime
    what: str
    subject: str

    @property
    def words(self) -> str:
        return WORDS[self.what].format(self.subject)


def before(at: datetime, most: int = 1) -> list[Change]:
    """Return the latest changes that are shown earlier than at this whole second, latest first."""
    return sorted(_union(_earlier(at, most)), reverse=True)[:most]


def after(at: datetime, most: int = 1) -> list[Change]:
    """Return the next changes after this moment, soonest first."""
    return sorted(_union(_later(at, most)))[:most]


def around(at: datetime) -> tuple[Change | None, Change | None]:
    """Return the change before and the one after this moment: one query."""
    found = sorted(_union(_earlier(at, 1) + _later(at, 1)))
    earlier = [change for change in found if change.moment <= at]
    later = [change for change in found if change.moment > at]
    return (earlier[-1] if earlier else None, later[0] if later else None)


def _earlier(at: datetime, most: int) -> list[QuerySet[Any, Any]]:
    earlier = (rows.filter(moment__lte=at - SECOND) for rows in _kinds())
    return [rows.order_by("-moment", "subject")[:most] for rows in earlier]


def _later(at: datetime, most: int) -> list[QuerySet[Any, Any]]:
    # Of several at one moment the same is told each time.
    later = (rows.filter(moment__gt=at) for rows in _kinds())
    return [rows.order_by("moment", "subject")[:most] for rows in later]


def _union(parts: list[QuerySet[Any, Any]]) -> list[Change]:
    return [Change(*row) for row in parts[0].union(*parts[1:], all=True)]


def _kinds() -> list[QuerySet[Any, Any]]:
    """Return a query for each kind of change, of moment, kind and subject."""
    editions, headline = Edition.objects.all(), F("headline")
    takes_over = editions.filter(article=OuterRef("article"), starts_at=OuterRef("ends_at"))
    # Told apart afterwards: searched for apart, versions after the first are rare in a long index.
    live = Case(When(starts_at__gt=F("published_at"), then=Value("next")), default=Value("live"))
    front = Coalesce("section__name", Value("the site"))
    replaced = Case(When(replaced_by=None, then=Value("given back")), default=Value("replaced"))
    return [
        _kind(editions, "starts_at", live, headline),
        _kind(editions.filter(~Exists(takes_over)), "ends_at", Value("end"), headline),
        _kind(Placement.objects.all(), "starts_at", Value("front"), front),
        _kind(Placement.objects.all(), "ends_at", Value("front"), front),
        _kind(_pictures("licence_from"), "licence_from", Value("licensed"), F("alt")),
        _kind(_pictures("licence_until"), "licence_until", Value("expired"), F("alt")),
        _kind(_pictures("replaced_at"), "replaced_at", replaced, F("alt")),
        _kind(_replacements("starts_at"), "starts_at", Value("replaced"), F("picture__alt")),
        _kind(_given_back(), "ends_at", Value("given back"), F("picture__alt")),
    ]


def _pictures(column: str) -> PictureQuerySet:
    """Return the pictures on a page, or standing in for one on it, at the moment in this column."""
    stands_in = Q(picture__replaced_by=OuterRef("pk"))
    stood_in = Q(picture__replacements__by=OuterRef("pk"))
    there = _shows("pk", column) | Exists(_uses(column).filter(stands_in | stood_in))
    return Picture.objects.filter(there, prepared=True)


def _replacements(column: str) -> QuerySet[Replacement, Replacement]:
    """Return the replacements that are over, of pictures on a page at the moment in this column."""
    return Replacement.objects.filter(_shows("picture", column))


def _given_back() -> QuerySet[Replacement, Replacement]:
    """Return those after which the picture itself was shown again, and later replaced anew."""
    following = Replacement.objects.filter(
        picture=OuterRef("picture"), starts_at=OuterRef("ends_at")
    )
    ended = _replacements("ends_at").exclude(picture__replaced_at=F("ends_at"))
    return ended.filter(~Exists(following))


def _shows(picture: str, column: str) -> Q:
    """Return the condition that a page shows this picture at the moment in this column."""
    used = _uses(column).filter(picture=OuterRef(picture))
    return Q(Exists(used) | Exists(Author.objects.filter(portrait=OuterRef(picture))))


def _uses(column: str) -> QuerySet[PictureUse, PictureUse]:
    then = OuterRef(column)
    begun = PictureUse.objects.in_editions().filter(edition__starts_at__lte=then)
    return begun.filter(Q(edition__ends_at=None) | Q(edition__ends_at__gt=then))


def _kind(
    rows: QuerySet[Any, Any], column: str, what: Combinable, subject: Combinable
) -> QuerySet[Any, Any]:
    told = {"what": Cast(what, CharField()), "subject": Cast(subject, CharField())}
    return rows.order_by().annotate(moment=F(column), **told).values_list(*Change._fields)
