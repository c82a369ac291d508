"""Where a picture is used, as somebody at the desk may see it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles import permissions
from articles.desk.labels import short_moment
from articles.models import Article, Author, Edition, Picture, PictureUse, User

__all__ = ["Used", "Uses", "uses_of", "vanishes_from"]

#: As many articles as a page lists; more than these, and it says so.
SHOWN = 50


@dataclass
class Used:
    """An article that has the picture, and in which of its versions."""

    article: Article
    states: list[tuple[str, str]] = field(default_factory=list)


class Uses(NamedTuple):
    articles: list[Used]
    more: bool
    #: Some are in articles that this person doesn't see.
    others: bool
    portraits: list[Author]

    def __bool__(self) -> bool:
        return bool(self.articles or self.others or self.portraits)


def uses_of(picture: Picture, person: User, at: datetime) -> Uses:
    """Return where the picture is used: five queries at most, whatever the archive holds."""
    uses = PictureUse.objects.filter(picture=picture)
    visible = permissions.visible_to(person)
    newest = visible.filter(pk__in=uses.values("article")).order_by("-updated_at", "-pk")
    articles = list(
        newest.only("headline", "section").select_related("section__parent")[: SHOWN + 1]
    )
    shown = articles[:SHOWN]
    return Uses(
        _with_states(picture, shown, uses, at),
        len(articles) > SHOWN,
        uses.filter(~Exists(visible.filter(pk=OuterRef("article")))).exists(),
        list(Author.objects.filter(portrait=picture)[:SHOWN]),
    )


def _with_states(
    picture: Picture, articles: list[Article], uses: QuerySet[PictureUse], at: datetime
) -> list[Used]:
    found = {article.pk: Used(article) for article in articles}
    past: defaultdict[int, int] = defaultdict(int)
    columns = ("edition__starts_at", "edition__ends_at")
    rows = uses.filter(article__in=found).values_list("article", "edition", *columns)
    for article, edition, starts_at, ends_at in rows.order_by("edition__starts_at"):
        states = found[article].states
        if edition is None:
            states.append(("In the working copy", "info"))
        elif ends_at and ends_at <= at:
            past[article] += 1
        elif starts_at > at:
            states.append((f"Waits for {short_moment(starts_at)}", "warning"))
            states += _gap(picture, starts_at, ends_at)
        else:
            states.append(("Live", "success"))
            states += _gap(picture, max(starts_at, at), ends_at)
    for article, count in past.items():
        told = "In a past version" if count == 1 else f"In {count} past versions"
        found[article].states.append((told, "default"))
    return list(found.values())


def _gap(picture: Picture, begin: datetime, end: datetime | None) -> list[tuple[str, str]]:
    """Return what to say where readers don't get the picture in all of a version's time."""
    if picture.licence_until and (end is None or picture.licence_until < end):
        if picture.licence_until <= begin:
            return [("Not shown: the licence is over", "danger")]
        return [(f"Disappears on {short_moment(picture.licence_until)}", "danger")]
    if picture.licence_from and picture.licence_from > begin:
        return [(f"Not shown before {short_moment(picture.licence_from)}", "danger")]
    return []


def vanishes_from(picture: Picture, person: User, at: datetime) -> list[str]:
    """Return the headlines of what is live or waits and won't have the picture all its time."""
    outside = Q(pk__in=[])
    if picture.licence_until:
        outside |= Q(ends_at=None) | Q(ends_at__gt=picture.licence_until)
    if picture.licence_from and picture.licence_from > at:
        outside |= Q(starts_at__lt=picture.licence_from)
    current = PictureUse.objects.current(at).filter(picture=picture)
    editions = Edition.objects.filter(
        outside, pk__in=current.values("edition"), article__in=permissions.visible_to(person)
    )
    return list(editions.order_by("-starts_at").values_list("headline", flat=True)[: SHOWN + 1])
