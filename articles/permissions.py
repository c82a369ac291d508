"""Who may do what: the one place. Asked by the workflow and by every view of the desk."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from articles.models import Article, Author, Section, User

__all__ = [
    "edits",
    "is_desk",
    "may_publish_unreviewed",
    "owns",
    "refusal",
    "sees",
    "visible_to",
    "wrote_or_submitted",
]


def has(person: User, codename: str) -> bool:
    """Say whether a group gives this person the permission `articles.<codename>`."""
    return person.is_active and person.has_perm(f"articles.{codename}")


def desk_section_ids(person: User) -> set[int]:
    """Return the sections this person edits: one query, then kept on the person."""
    if not hasattr(person, "_desk_section_ids"):
        ids = set(Section.objects.on_desks_of(person).values_list("pk", flat=True))
        person._desk_section_ids = ids  # type: ignore[attr-defined]
    return person._desk_section_ids  # type: ignore[attr-defined]


def author_id(person: User) -> int | None:
    """Return the author this person signs as: one query, then kept on the person."""
    if not hasattr(person, "_author_id"):
        found = Author.objects.filter(user=person).values_list("pk", flat=True).first()
        person._author_id = found  # type: ignore[attr-defined]
    return person._author_id  # type: ignore[attr-defined]


def owns(person: User, article: Article) -> bool:
    """Say whether the article is this person's own: created by them, or under their byline."""
    return article.created_by_id == person.pk or author_id(person) in article.author_ids


def is_desk(person: User, article: Article) -> bool:
    """Say whether this person edits the article's section. Without a section, any editor does."""
    if not has(person, "review_article"):
        return False
    if has(person, "edit_all_sections") or article.section_id is None:
        return True
    return article.section_id in desk_section_ids(person)


def wrote_or_submitted(person: User, article: Article) -> bool:
    """Say whether this person's eyes are the first pair. Editing during review doesn't count."""
    return owns(person, article) or article.submitted_by_id == person.pk


def may_publish_unreviewed(person: User) -> bool:
    return has(person, "publish_unreviewed")


def sees(person: User, article: Article) -> bool:
    """Say whether the article exists for this person at the desk."""
    return has(person, "view_article") and (owns(person, article) or is_desk(person, article))


def visible_to(person: User) -> QuerySet[Article]:
    """Return the articles this person sees: the same rule as `sees`, for lists."""
    if not has(person, "view_article"):
        return Article.objects.none()
    if has(person, "review_article") and has(person, "edit_all_sections"):
        return Article.objects.all()
    allowed = Q(created_by=person)
    if signs_as := author_id(person):
        allowed |= Q(author_ids__contains=[signs_as])
    if has(person, "review_article"):
        allowed |= Q(section=None) | Q(section__in=desk_section_ids(person))
    return Article.objects.filter(allowed)


def edits(person: User, article: Article) -> bool:
    """Say whether this person may change the working copy now.

    While an article is in review it is on the desk: its reporter gets it back by being sent it.
    """
    if article.spiked_at or not has(person, "change_article"):
        return False
    if is_desk(person, article):
        return True
    return owns(person, article) and article.state != Article.State.REVIEW


def _own_or_desk(person: User, article: Article) -> str:
    if not has(person, "submit_article"):
        return "You may not submit articles."
    if owns(person, article) or is_desk(person, article):
        return ""
    return "This is neither your article nor on your desk."


def _desk(person: User, article: Article) -> str:
    if not has(person, "review_article"):
        return "Only editors may do this."
    if not is_desk(person, article):
        return f"{article.section} isn't your desk. Ask one of its editors."
    return ""


def _withdraw(person: User, article: Article) -> str:
    if not has(person, "withdraw_article"):
        return "Only a chief editor may withdraw what readers see."
    return _desk(person, article)


def _publish(person: User, article: Article) -> str:
    if reason := _desk(person, article):
        return reason
    if may_publish_unreviewed(person):
        return ""
    if wrote_or_submitted(person, article):
        return "You wrote or submitted this article, so somebody else has to publish it."
    if article.state != Article.State.REVIEW:
        return "It has to be submitted for review first."
    return ""


RULES: dict[str, Callable[[User, Article], str]] = {
    "submit": _own_or_desk,
    "spike": _own_or_desk,
    "revive": _own_or_desk,
    "send_back": _desk,
    "publish": _publish,
    "correct": _publish,
    "clarify": _publish,
    "update": _publish,
    "reschedule": _desk,
    "set_end": _desk,
    "cancel": _desk,
    "set_embargo": _desk,
    "lift_embargo": _desk,
    "withdraw": _withdraw,
    "bring_in": _publish,
}


def refusal(person: User, verb: str, article: Article) -> str:
    """Return why this person may not do this to the article, as a sentence; empty: they may."""
    if not sees(person, article):
        return "This article isn't yours to see."
    return RULES[verb](person, article)
