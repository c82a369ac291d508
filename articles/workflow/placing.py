"""Placing: an article in a slot of a front page for a period, moved, and taken off again.

Withdrawing or ending an article leaves its placements alone: readers never see what isn't live,
whatever stands in a slot, which is filled with the newest meanwhile; an article that comes back is
in its place again, and no verb on an article has to wait for the locks of fronts. The front pages'
desk says which slots show something else than was placed there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from articles import permissions
from articles.models import Article, Event, Placement, Section, User
from articles.models.placement import SLOTS
from articles.workflow.fronts import Front, Stands, arranging, front_name
from articles.workflow.periods import KEEP, Keep
from articles.workflow.refusals import Refused
from articles.workflow.standing import moment, told

__all__ = [
    "Rearranged",
    "Slots",
    "Wish",
    "arrange",
    "end_placement",
    "front_name",
    "move_placement",
    "place",
]

VERBS = ("place", "move_placement", "unplace")


class Wish(NamedTuple):
    """What is to stand in a slot. Without an end of its own an article keeps the one it had there.

    `until=None`: as long as readers see it.
    """

    article_id: int
    until: datetime | Keep | None = KEEP


#: What is wanted in each slot; None: what is newest. Slots that aren't named stay as they are.
Slots = Mapping[int, Wish | None]


class Rearranged(Refused):
    """Somebody rearranged the front since this person looked at it."""


def place(
    article: Article,
    by: User,
    *,
    section: Section | None,
    slot: int,
    at: datetime | None = None,
    until: datetime | None = None,
) -> Event:
    """Put an article into a slot of a section's front (None: the site's), now or from `at` on.

    It stays until `until`, or as long as readers see it, and no longer than until the slot or the
    article is placed anew. What stood in the slot makes room; where the article stood elsewhere on
    this front, it moves. Raises `Refused` where readers don't see the article all that time.
    """
    events = arrange(by, section=section, slots={slot: Wish(article.pk, until)}, at=at)
    for event in events:
        if event.article_id == article.pk:
            return event
    return _events(article, section)[:1].get()


def _events(article: Article, section: Section | None) -> QuerySet[Event]:
    """Return what was done with an article on a front, the last first."""
    pk = section.pk if section else None
    events = article.events.filter(verb__in=VERBS, details__section=pk)
    return events.select_related("person")


def arrange(
    by: User,
    *,
    section: Section | None,
    slots: Slots,
    at: datetime | None = None,
    seen: Mapping[int, int] | None = None,
) -> list[Event]:
    """Arrange these slots of a front from now, or from `at`, on; all in one act or none of it.

    Returns one Event for each article that came, moved or went; none where all is so already.
    What was planned for later still takes over when it is due. `seen` is what this person saw
    standing at that moment, article by slot: raises `Rearranged` where that is so no more.
    """
    if any(not 1 <= slot <= SLOTS for slot in slots):
        raise Refused(f"A front has slots 1 to {SLOTS}.")
    wanted = {wish.article_id for wish in slots.values() if wish}
    if len(wanted) < len([wish for wish in slots.values() if wish]):
        raise Refused("An article stands on a front only once.")
    with arranging(section, by, wanted) as front:
        at = front.moment_of(at)
        before = dict(front.standing(at))
        ends = {pk: each.until for pk, each in before.items()}
        _allow_seen(front, before, slots, seen)
        _make_room(front, slots, at)
        _fill(front, slots, at, before)
        front.save()
        return _record(front, before, front.standing(at), ends)


def _allow_seen(front: Front, before: Stands, slots: Slots, seen: Mapping[int, int] | None) -> None:
    """Raise `Rearranged` with who did what, unless what is wanted is there already."""
    there = {each.slot: pk for pk, each in before.items()}
    wanted = {slot: wish.article_id for slot, wish in slots.items() if wish}
    if seen is None or there == dict(seen) or there == wanted:
        return
    slot = min(slot for slot in range(1, SLOTS + 1) if there.get(slot) != seen.get(slot))
    article = Article.objects.get(pk=there[slot] if slot in there else seen[slot])
    event = _events(article, front.section).first()
    name = f"“{article}”" if permissions.sees(front.by, article) else "An article of another desk"
    raise Rearranged(
        f"This front was rearranged since you opened it. {name}: {told(event) if event else ''} "
        "Look at what stands there now before you go on."
    )


def _make_room(front: Front, slots: Slots, at: datetime) -> None:
    """Drop what would begin at this very moment in these slots, or with these articles."""
    wanted = {wish.article_id: slot for slot, wish in slots.items() if wish}
    front.drop(
        [
            each
            for each in front.placements
            if each.starts_at == at > front.now
            and (each.slot in slots or each.article_id in wanted)
            and wanted.get(each.article_id) != each.slot
        ]
    )


def _fill(front: Front, slots: Slots, at: datetime, before: Stands) -> None:
    there = {each.slot: each for each in front.standing(at).values()}
    for slot, wish in slots.items():
        standing = there.get(slot)
        if wish is None:
            if standing:
                standing.until = at
        elif standing and standing.article_id == wish.article_id:
            if not isinstance(wish.until, Keep):
                article = front.articles[wish.article_id]
                standing.until = front.end_of(article, at, wish.until, None)
        else:
            article = _allowed(front, wish.article_id)
            kept = _kept_end(front, wish.article_id, at, before)
            front.add(slot, article.pk, at, front.end_of(article, at, wish.until, kept))


def _allowed(front: Front, article_id: int) -> Article:
    """Return the article; raise `Refused` where this person may not place it."""
    article = front.articles.get(article_id)
    if article is None or not permissions.sees(front.by, article):
        raise Refused("This article isn't yours to see.")
    return article


def _kept_end(front: Front, article_id: int, at: datetime, before: Stands) -> datetime | None:
    """Return the end that was asked for where the article stands, or stood last."""
    if article_id in before:
        return before[article_id].until
    past = Placement.objects.on_front(front.section_id).filter(
        article=article_id, starts_at__lte=at
    )
    last = past.order_by("-starts_at").first()
    return last.until if last else None


def _record(
    front: Front, before: Stands, after: Stands, ends: Mapping[int, datetime | None]
) -> list[Event]:
    events = []
    for pk, each in after.items():
        if pk not in before:
            events.append(front.record("place", each))
        elif before[pk].slot != each.slot:
            events.append(front.record("place", each, from_slot=before[pk].slot))
        elif ends[pk] != each.until:
            events.append(front.record("move_placement", each))
    return events + [
        front.record("unplace", each) for pk, each in before.items() if pk not in after
    ]


def move_placement(
    placement: Placement, by: User, at: datetime, until: datetime | Keep | None = KEEP
) -> Event:
    """Let a placement begin at another moment, while it hasn't begun, and end at another if asked.

    Once it has begun, `at` is when it did, and its end alone may change.
    """
    with arranging(placement.section, by) as front:
        found = _find(front, placement)
        article = _allowed(front, found.article_id)
        if found.starts_at <= front.now:
            if at != found.starts_at:
                raise Refused("It has begun. Give it another end, or take it off.", "at")
            first = front.now
        else:
            first = at = front.moment_of(at)
        if isinstance(until, Keep) and found.until and found.until <= at:
            raise Refused(f"It would leave on {moment(found.until)}, before it comes.", "until")
        end = front.end_of(article, first, until, found.until)
        if (found.starts_at, found.until) == (at, end):
            return _events(article, front.section).filter(details__placement=found.pk)[:1].get()
        found.starts_at, found.until = at, end
        front.save()
        return front.record("move_placement", found)


def end_placement(placement: Placement, by: User) -> Event:
    """Take an article off a front: what has begun ends now, what hasn't is deleted."""
    with arranging(placement.section, by, [placement.article_id]) as front:
        gone = all(each.pk != placement.pk for each in front.placements)
        events = _events(placement.article, front.section).filter(verb="unplace")
        if gone and (event := events.filter(details__placement=placement.pk).first()):
            return event
        found = _find(front, placement)
        if found.starts_at > front.now:
            front.drop([found])
        else:
            found.until = front.now
        front.save()
        return front.record("unplace", found)


def _find(front: Front, placement: Placement) -> Placement:
    """Return the stored placement while it stands or will; raise `Refused` with what happened."""
    for each in front.placements:
        if each.pk == placement.pk:
            return each
    event = _events(placement.article, front.section).first()
    raise Refused(f"It doesn't stand there any more. {told(event) if event else ''}".strip())
