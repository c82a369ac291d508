"""Saving the working copy: a stale save is refused, every other one is in the history."""

from typing import Any

from django.db import transaction

from articles import permissions
from articles.models import Article, Author, Edition, Picture, Section, Topic, User
from articles.richtext import clean
from articles.workflow.refusals import Refused, Stale

__all__ = ["create", "restore", "save_copy", "store_copy", "work_from"]


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


def restore(article: Article, version: int, by: User, *, based_on: int) -> Article:
    """Make the content of an earlier version the newest one, where `based_on` is the newest yet.

    Nothing is overwritten: what was there stays in the history. The notices stay as well, since
    readers were promised them. What was deleted since can't come back: of authors and topics those
    that exist are taken, of section and picture what the copy has now.
    """
    content = article.content_at(version)
    if content is None:
        raise Refused(f"There is no version {version} in the history.")
    copy = Article.objects.get(pk=article.pk)
    for name, value in (content | _still_there(content, copy)).items():
        if name != "notices":
            setattr(copy, name, value)
    return save_copy(copy, by, reason=f"Went back to version {version}", based_on=based_on)


def _still_there(content: dict[str, Any], now: Article) -> dict[str, Any]:
    """Return what the content refers to, without what was deleted since: four queries."""
    authors = Author.objects.in_bulk(content["author_ids"])
    topics = Topic.objects.in_bulk(content["topic_ids"])
    section = Section.objects.filter(pk=content["section_id"])
    picture = Picture.objects.filter(pk=content["lead_picture_id"])
    kept: dict[str, Any] = {
        "author_ids": [pk for pk in content["author_ids"] if pk in authors],
        "topic_ids": [pk for pk in content["topic_ids"] if pk in topics],
    }
    if content["section_id"] and not section.exists():
        kept["section_id"] = now.section_id
    if content["lead_picture_id"] and not picture.exists():
        kept["lead_picture_id"] = now.lead_picture_id
    return kept
