"""The history of an article: its versions, what was done to each, and what readers saw of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from typing import Any, cast

from django.db.models.functions import MD5
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from unfold.admin import ModelAdmin

from articles import permissions, workflow
from articles.desk.comparison import label_of
from articles.desk.labels import Tag, short_moment
from articles.models import Article, Edition, Event, User

__all__ = ["history_page", "versions_beside"]

#: Versions on a page; the older ones are a page further.
SHOWN = 50
#: Events and editions on a page: an article that was sent back and forth more often has its
#: newest ones shown.
SHOWN_BESIDE = 200
#: Versions beside the form.
BESIDE = 5


@dataclass
class Version:
    """A version as the history shows it."""

    number: int
    saved_at: datetime
    saved_by: User | None
    reason: str
    headline: str
    #: The number of the version before, and the names of the fields that differ from it.
    before: int | None
    changed: list[str]
    tags: list[Tag] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)


def history_page(desk: ModelAdmin, request: HttpRequest, article: Article) -> TemplateResponse:
    """Return the page for somebody who may see the article: four queries, however long it is.

    `?before=` goes on with what is older than that version.
    """
    before = request.GET.get("before", "")
    rows = _rows(article)
    if before.isdecimal() and len(before) < 10:
        rows = rows.filter(version__lt=int(before))
    versions = _versions(list(rows[: SHOWN + 1]))
    more = len(versions) > SHOWN
    versions = versions[:SHOWN]
    _tell(article, versions)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "History",
        "subtitle": article.headline,
        "object": article,
        "versions": versions,
        "older": versions[-1].number if more else None,
        "before": before,
        "may_restore": permissions.edits(cast(User, request.user), article),
    }
    return TemplateResponse(request, "admin/articles/article/object_history.html", context)


def versions_beside(article: Article) -> dict[str, Any]:
    """Return what `desk/panels/versions.html` shows beside the form: two queries."""
    rows = article.history.select_related("history_user").order_by("-version", "-history_id")
    live = article.edition_at(timezone.now())
    return {
        "versions": rows.defer("body")[:BESIDE],
        "live_edition": live,
        "live_differs": live is not None and live.article_version != article.version,
    }


def _rows(article: Article) -> Any:
    """Return the rows of the history, newest first, with a digest in place of the body."""
    rows = article.history.select_related("history_user").order_by("-version", "-history_id")
    return rows.annotate(digest=MD5("body")).defer("body")


def _versions(rows: list[Any]) -> list[Version]:
    """Return the rows as versions, each with what it changed in the one before."""
    return [
        Version(
            row.version,
            row.history_date,
            row.history_user,
            row.history_change_reason or "",
            row.headline,
            older.version if older else None,
            _changed(row, older) if older else [],
        )
        for row, older in zip_longest(rows, rows[1:])
    ]


def _changed(row: Any, older: Any) -> list[str]:
    names = [name for name in Article.content_fields() if name != "body"]
    found = [label_of(name) for name in names if getattr(row, name) != getattr(older, name)]
    return [*found, "Body"] if row.digest != older.digest else found


def _tell(article: Article, versions: list[Version]) -> None:
    """Add what was done at each version, and when readers saw it: two queries."""
    if not versions:
        return
    span = (versions[-1].number, versions[0].number)
    events = article.events.filter(details__version__gte=span[0], details__version__lte=span[1])
    told: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for event in events.select_related("person")[:SHOWN_BESIDE]:
        told[_version_of(event)].append((workflow.told(event), event.note))
    editions = Edition.objects.filter(article=article, article_version__range=span)
    tags: dict[int, list[Tag]] = defaultdict(list)
    for edition in editions.defer("body", "notices").order_by("-starts_at")[:SHOWN_BESIDE]:
        tags[edition.article_version].append(_tag(edition, timezone.now()))
    for version in versions:
        current = [Tag("info", "Newest")] if version.number == article.version else []
        version.tags = current + tags[version.number]
        version.events = told[version.number]


def _version_of(event: Event) -> int:
    return int(event.details["version"])


def _tag(edition: Edition, now: datetime) -> Tag:
    starts, ends = short_moment(edition.starts_at), short_moment(edition.ends_at)
    if edition.starts_at > now:
        return Tag("warning", f"Goes live {starts}")
    if edition.ends_at is None or edition.ends_at > now:
        return Tag("success", f"Live since {starts}" + (f", until {ends}" if ends else ""))
    return Tag("default", f"Live {starts} – {ends}")
