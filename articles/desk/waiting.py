"""What the home of the desk asks the database: one query each, limited, through an index.

More than a page shows is fetched, by one row of each list, and never counted.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from articles import permissions
from articles.desk.outbox import failing_for
from articles.models import (
    Article,
    Assignment,
    Buffer,
    Edition,
    Event,
    Note,
    Outgoing,
    Presence,
    User,
)

__all__ = ["AT_MOST", "articles", "assignments", "changes", "failing", "unsaved", "writing"]

#: How many of each list are looked at; a heading says "20+" where there are more.
AT_MOST = 20
#: Of what is in review, as many as have gone longest without a change are put in order.
REVIEWED = 100

BY = JSONObject(username="person__username", first="person__first_name", last="person__last_name")
MOVED = JSONObject(verb="verb", at="at", note="note", by=BY)
MENTION = JSONObject(text="text", at="written_at", by=BY)


def _moves() -> QuerySet[Event]:
    """Return the acts that moved the outer article from one state to another, last first."""
    moves = Event.objects.filter(article=OuterRef("pk")).exclude(from_state=F("to_state"))
    return moves.order_by("-at", "-pk")


def _mentions(person: User) -> QuerySet[Note]:
    """Return the notes of others that name this person, in threads nobody has resolved."""
    open_thread = Q(parent=None, resolved_at=None) | Q(
        parent__isnull=False, parent__resolved_at=None
    )
    return Note.objects.filter(open_thread, mentions=person).exclude(person=person)


def articles(person: User) -> QuerySet[Article]:
    """Return what this person has begun or got back, what is in review, and where they are named.

    `moved` is the last act that changed the state: `verb`, `at`, `note`, `by`. `mention` is the
    last open note that names this person: `text`, `at`, `by`; null where there is none.
    """
    seen = permissions.visible_to(person).order_by()
    drafts = seen.filter(permissions.own(person), state="draft", spiked_at=None)
    handed_in = drafts.filter(submitted_by__isnull=False)
    returned = handed_in.alias(last=Subquery(_moves().values("verb")[:1])).filter(last="send_back")
    reviewed = seen.filter(state="review")
    mentioned = seen.filter(pk__in=_mentions(person).values("article"))
    ids = (
        returned.order_by("-updated_at").values("pk")[: AT_MOST + 1],
        drafts.order_by("-updated_at").values("pk")[: 2 * AT_MOST],
        reviewed.order_by("updated_at").values("pk")[:REVIEWED],
        mentioned.order_by("-updated_at").values("pk")[: AT_MOST + 1],
    )
    named = _mentions(person).filter(article=OuterRef("pk")).order_by("-written_at", "-pk")
    return (
        Article.objects.filter(pk__in=ids[0].union(*ids[1:]))
        .select_related("section__parent", "submitted_by")
        .defer("body", "notices")
        .annotate(
            moved=Subquery(_moves().values(row=MOVED)[:1]),
            mention=Subquery(named.values(row=MENTION)[:1]),
        )
        .order_by("updated_at")
    )


def assignments(person: User, at: datetime) -> QuerySet[Assignment]:
    """Return what this person has to write, what is late on their desks, and what is free."""
    plans = Assignment.objects.soonest_first()
    planned = permissions.planned_sections(person).order_by().values("pk")
    lists = (
        plans.open().filter(person=person),
        plans.late(at).filter(Q(person=None) | ~Q(person=person), section__in=planned),
        plans.open().free() if permissions.writes(person) else plans.none(),
    )
    first, *others = (rows.values("pk")[: AT_MOST + 1] for rows in lists)
    wanted = Assignment.objects.filter(pk__in=first.union(*others))
    return wanted.for_list().soonest_first()


def changes(person: User, at: datetime, until: datetime) -> QuerySet[Edition]:
    """Return the editions that begin or end in this period, of articles this person sees."""
    seen = permissions.visible_to(person).order_by().values("pk")
    editions = Edition.objects.filter(article__in=seen)
    starts = editions.filter(starts_at__gt=at, starts_at__lt=until).order_by("starts_at")
    ends = editions.filter(ends_at__gt=at, ends_at__lt=until, ends_at=F("until"))
    ids = (
        starts.values("pk")[: AT_MOST + 1],
        ends.order_by("ends_at").values("pk")[: AT_MOST + 1],
    )
    return (
        Edition.objects.filter(pk__in=ids[0].union(ids[1]))
        .select_related("section__parent")
        .defer("body", "notices")
        .order_by("starts_at")
    )


def failing(person: User) -> QuerySet[Outgoing]:
    """Return the mail that can't be sent, of what this person may know of."""
    return failing_for(person).defer("article__body", "article__notices")[: AT_MOST + 1]


def writing(person: User, at: datetime) -> QuerySet[Presence]:
    """Return who else writes at this moment, of articles this person sees."""
    seen = permissions.visible_to(person).order_by().values("pk")
    others = Presence.objects.writing(at).exclude(person=person)
    return others.filter(article__in=seen)[: AT_MOST + 1]


def unsaved(person: User) -> QuerySet[Buffer]:
    """Return what this person typed and hasn't saved, last typed first."""
    # Asked for each of the few texts by its article's key, whatever the archive holds.
    seen = Exists(permissions.visible_to(person).filter(pk=OuterRef("article")))
    mine = Buffer.objects.filter(person=person).unsaved().select_related("article")
    # The texts may be long; the home shows their headlines, and what they are in.
    more = {"title": F("content__headline__0"), "seen": seen}
    return mine.annotate(**more).defer("content", "article__body", "article__notices")[
        : AT_MOST + 1
    ]
