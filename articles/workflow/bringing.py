"""Bringing in many articles at once, each with where it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from psycopg.sql import SQL, Composed, Identifier

from articles import permissions
from articles.models import Article, Copy, Event, Origin, User, database_now
from articles.workflow.refusals import Refused
from articles.workflow.saving import save_copy

__all__ = ["Brought", "bring_in_all", "bring_in_version"]

State = Article.State


@dataclass(slots=True)
class Brought:
    """An article to be: its content, and where it came from.

    With `starts_at` it is published with this date of its own, or scheduled where that lies ahead.
    """

    content: dict[str, Any]
    origin: Origin
    reason: str
    starts_at: datetime | None = None
    spiked: bool = False
    embargo_until: datetime | None = None
    #: Details for the event.
    details: dict[str, Any] = field(default_factory=dict)


def bring_in_all(by: User, brought: Sequence[Brought]) -> list[Article]:
    """Store the articles in this order, in one transaction.

    Raises `Refused` where this person may not, as the verbs do: dates of their own need
    `publish_unreviewed`. A few hundred at most: what is written is locked until the end.
    """
    if not by.has_perm("articles.add_article"):
        raise Refused("You may not write articles here.")
    dated = [each for each in brought if each.starts_at]
    if dated and not permissions.may_publish_unreviewed(by):
        raise Refused("Only a chief editor may bring in articles with their own dates.")
    with transaction.atomic():
        now = database_now()
        articles = Article.objects.bulk_create([_article(by, each, now) for each in brought])
        for article, each in zip(articles, brought, strict=True):
            article._change_reason = each.reason
            each.origin.article, each.origin.version = article, article.version
        _keep_history(by, articles)
        pairs = list(zip(articles, brought, strict=True))
        _publish(by, [(article, each) for article, each in pairs if each.starts_at], now)
        spiked = [article for article, each in pairs if each.spiked]
        Event.objects.bulk_create(
            [_event(by, article, "spike", State.DRAFT, now) for article in spiked]
        )
        Origin.objects.bulk_create([each.origin for each in brought])
    return articles


def bring_in_version(origin: Origin, content: dict[str, Any], by: User, reason: str) -> Article:
    """Make what came in anew the article's newest version, which nobody has changed meanwhile.

    Readers go on seeing what was published. Raises `Stale` where somebody has changed it, `Refused`
    where this person may not.
    """
    with transaction.atomic():
        article = Article.objects.get(origins=origin)
        for name, value in content.items():
            setattr(article, name, value)
        article = save_copy(article, by, reason=reason, based_on=origin.version or 0)
        Origin.objects.filter(pk=origin.pk).update(
            digest=origin.digest, path=origin.path, version=article.version
        )
    return article


def _article(by: User, each: Brought, now: datetime) -> Article:
    return Article(
        created_by=by,
        state=State.PUBLISHED if each.starts_at else State.DRAFT,
        spiked_at=now if each.spiked else None,
        embargo_until=each.embargo_until,
        **each.content,
    )


def _keep_history(by: User, articles: Sequence[Article]) -> None:
    """Write the first row of each history, as django-simple-history would, within the database."""
    kept = _columns(field.column for field in Article.history.model.tracked_fields)
    statement = SQL(
        "INSERT INTO articles_historicalarticle"
        " ({kept}, history_date, history_change_reason, history_type, history_user_id)"
        " SELECT {kept}, now(), reason, '+', %s FROM articles_article"
        " JOIN unnest(%s::bigint[], %s::text[]) AS brought (pk, reason) ON id = pk ORDER BY id"
    )
    reasons = [article._change_reason for article in articles]
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(kept=kept), [by.pk, [article.pk for article in articles], reasons]
        )


def _publish(by: User, pairs: Sequence[tuple[Article, Brought]], now: datetime) -> None:
    editions = _freeze(pairs)
    events = []
    for article, each in pairs:
        event = _event(by, article, "bring_in", State.PUBLISHED, now)
        event.details |= {
            "edition": editions[article.pk],
            "headline": article.headline,
            "starts_at": each.starts_at and each.starts_at.isoformat(),
            "until": None,
            **each.details,
        }
        events.append(event)
    Event.objects.bulk_create(events)


def _freeze(pairs: Sequence[tuple[Article, Brought]]) -> dict[int, int]:
    """Freeze the articles within the database, where they are clean; return editions by article."""
    content = _columns(str(field.column) for field in Copy._meta.local_concrete_fields)
    statement = SQL(
        "INSERT INTO articles_edition ({content}, article_id, article_version, starts_at,"
        " published_at, withdrawal_notice, brought_in)"
        " SELECT {content}, id, version, moment, moment, '', true FROM articles_article"
        " JOIN unnest(%s::bigint[], %s::timestamptz[]) AS brought (pk, moment) ON id = pk"
        " ORDER BY id RETURNING article_id, id"
    )
    moments = [each.starts_at for _, each in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(content=content), [[article.pk for article, _ in pairs], moments]
        )
        return dict(cursor.fetchall())


def _columns(names: Iterable[str]) -> Composed:
    return SQL(", ").join(map(Identifier, names))


def _event(by: User, article: Article, verb: str, to_state: str, now: datetime) -> Event:
    return Event(
        article=article,
        person=by,
        at=now,
        verb=verb,
        from_state=State.DRAFT,
        to_state=to_state,
        details={"version": article.version},
    )
