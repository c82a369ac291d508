"""Saving the working copy: a stale save is refused, every other one is in the history."""

from typing import Any

from django.db import transaction

from articles import permissions
from articles.models import Article, Edition, User
from articles.richtext import clean
from articles.workflow.refusals import Refused, Stale

__all__ = ["create", "save_copy", "store_copy", "work_from"]


def create(by: User, *, reason: str = "", **content: Any) -> Article:
    """Store a new draft with this content, created by this person.

    Raises `Refused` where they may not write articles.
    """
    if not by.has_perm("articles.add_article"):
        raise Refused("You may not write articles here.")
    article = Article(created_by=by, **content)
    article._history_user = by
    article._change_reason = reason
    article.save()
    return article


def save_copy(article: Article, by: User, *, reason: str = "", based_on: int) -> Article:
    """Store the content set on `article`, if the stored version still is `based_on`.

    Returns the article with its new version; a save that changes nothing makes none. Raises
    `Stale` where somebody saved in between, `Refused` where this person may not change it.
    """
    with transaction.atomic():
        # The check is inside the UPDATE: of two saves on one version, the second finds no row.
        rows = Article.objects.filter(pk=article.pk)
        if not rows.filter(version=based_on).update(version=based_on):
            raise Stale.of(rows.get())
        stored = rows.select_related("section__parent").get()
        if not permissions.edits(by, stored):
            raise Refused("You may not change this article now.")
        article.body, article.version = clean(article.body), based_on
        if article.content() == stored.content():
            return article
        return store_copy(article, by, reason)


def store_copy(article: Article, by: User, reason: str) -> Article:
    """Store the content as the next version, with its history row; the row is locked already."""
    article.version += 1
    article._history_user = by
    article._change_reason = reason
    columns = [Article._meta.get_field(name).name for name in Article.content_fields()]
    article.save(update_fields=[*columns, "version", "updated_at"])
    return article


def work_from(edition: Edition, by: User) -> Article:
    """Bring an edition's text into the working copy as its newest version.

    So what is live can be mended while a next version waits. The text that was there stays in the
    history; the notices stay, since readers were promised them.
    """
    article = Article.objects.get(pk=edition.article_id)
    based_on = article.version
    for name, value in edition.content().items():
        if name != "notices":
            setattr(article, name, value)
    reason = f"Went on from the version that starts at {edition.starts_at:%Y-%m-%d %H:%M} UTC"
    return save_copy(article, by, reason=reason, based_on=based_on)
