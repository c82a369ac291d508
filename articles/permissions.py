"""Who may do what: the one place. Asked by the workflow and by every view of the desk."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet

from articles.models import Article, Assignment, Intake, Note, Picture, Section, Share, User
from articles.models.assignment import AssignmentQuerySet

__all__ = [
    "arranges",
    "arranging_refusal",
    "changes_picture",
    "checks_refusal",
    "edits",
    "has",
    "is_desk",
    "keeps_partners",
    "looks_ahead",
    "looks_back",
    "may_publish_unreviewed",
    "own",
    "owns",
    "planned_sections",
    "plans",
    "plans_assignment",
    "reads_plan",
    "refusal",
    "replacing_refusal",
    "revokes",
    "sees",
    "sees_all_mail",
    "sees_assignment",
    "settles",
    "shares",
    "take_back_refusal",
    "visible_assignments",
    "visible_intakes",
    "visible_parts",
    "visible_to",
    "who_sees",
    "writes",
    "wrote_or_submitted",
]


#: More than there will ever be.
ANY_NUMBER = 2**31


def has(person: User, codename: str) -> bool:
    """Say whether a group gives this person the permission `articles.<codename>`."""
    return person.is_active and person.has_perm(f"articles.{codename}")


class Standing(NamedTuple):
    """Where a person has a say of their own."""

    #: The sections they edit.
    desks: set[int]
    #: The author they sign as.
    author: int | None


def standing(person: User) -> Standing:
    """Return a person's desks and byline: one query, then kept on the person."""
    if not hasattr(person, "_standing"):
        desks = ArraySubquery(Section.objects.on_desks_of(person).order_by().values("pk"))
        row = User.objects.filter(pk=person.pk).values_list(desks, "author").first()
        found = Standing(set(row[0]), row[1]) if row else Standing(set(), None)
        person._standing = found  # type: ignore[attr-defined]
    return person._standing  # type: ignore[attr-defined]


def desk_section_ids(person: User) -> set[int]:
    """Return the sections this person edits."""
    return standing(person).desks


def author_id(person: User) -> int | None:
    """Return the author this person signs as."""
    return standing(person).author


def owns(person: User, article: Article) -> bool:
    """Say whether the article is this person's own: created by them, or under their byline."""
    return article.created_by_id == person.pk or author_id(person) in article.author_ids


def own(person: User) -> Q:
    """Return the condition of an article being this person's own: as `owns`, for lists."""
    signs_as = author_id(person)
    mine = Q(created_by=person)
    return mine | Q(author_ids__contains=[signs_as]) if signs_as else mine


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


def visible_parts(person: User) -> list[Q]:
    """Return conditions of which an article has to meet one for this person to see it.

    Each is served by an index of its own; all of them together are not. None: they see nothing.
    """
    if not has(person, "view_article"):
        return []
    reviews = has(person, "review_article")
    if reviews and has(person, "edit_all_sections"):
        return [Q()]
    parts = [Q(created_by=person)]
    if signs_as := author_id(person):
        signed = Article.objects.filter(author_ids__contains=[signs_as]).order_by()
        # With a limit, although none that counts, they are found first: else the database may look
        # through the newest of all articles for theirs, and through the whole archive for few.
        parts.append(Q(pk__in=signed.values("pk")[:ANY_NUMBER]))
    if reviews:
        parts += [Q(section=None), Q(section__in=desk_section_ids(person))]
    return parts


def visible_to(person: User) -> QuerySet[Article]:
    """Return the articles this person sees: the same rule as `sees`, for lists."""
    if not has(person, "view_article"):
        return Article.objects.none()
    reviews = has(person, "review_article")
    if reviews and has(person, "edit_all_sections"):
        return Article.objects.all()
    allowed = own(person)
    if reviews:
        allowed |= Q(section=None) | Q(section__in=desk_section_ids(person))
    return Article.objects.filter(allowed)


def who_sees(article: Article) -> QuerySet[User]:
    """Return the people for whom the article exists at the desk: `sees`, turned round."""
    viewers = _with("view_article")
    on_desk = Q(pk__in=_with("review_article").values("pk"))
    if article.section_id is not None:
        above = Section.objects.filter(subsections=article.section_id).values("pk")
        of_section = Q(desks=article.section_id) | Q(desks__in=above)
        everywhere = Q(pk__in=_with("edit_all_sections").values("pk"))
        on_desk &= Q(pk__in=User.objects.filter(of_section).values("pk")) | everywhere
    owner = Q(pk=article.created_by_id) | Q(author__in=article.author_ids)
    return viewers.filter(owner | on_desk, is_staff=True)


def _with(codename: str) -> QuerySet[User]:
    return User.objects.with_perm(
        f"articles.{codename}", backend="articles.accounts.AccountBackend"
    )


def sees_all_mail(person: User) -> bool:
    """Say whether this person sees what everybody's mail failed of, and has it tried again."""
    return has(person, "edit_all_sections")


def keeps_partners(person: User) -> bool:
    """Say whether this person lets partners in, and sees what they took and handed in."""
    return has(person, "edit_all_sections") and may_publish_unreviewed(person)


def visible_intakes(person: User) -> QuerySet[Intake]:
    """Return the reports on what was brought in that this person sees: their own, or all."""
    if not has(person, "add_article"):
        return Intake.objects.none()
    return (
        Intake.objects.all() if may_publish_unreviewed(person) else Intake.objects.filter(by=person)
    )


def settles(person: User, note: Note) -> bool:
    """Say whether this person resolves and reopens the note: its writer, an owner, the desk."""
    article = note.article
    if not sees(person, article):
        return False
    return note.person_id == person.pk or owns(person, article) or is_desk(person, article)


def take_back_refusal(person: User, note: Note) -> str:
    """Return why this person may not delete the note, as a sentence; empty: they may."""
    if note.person_id != person.pk:
        return "Only whoever wrote a note can take it back."
    if note.event_id:
        return "This note is why the article was sent back, so it stays."
    if note.parent_id is None and note.replies.exists():
        return "Somebody has answered, so the note stays. Write another one below it."
    return ""


def edits(person: User, article: Article) -> bool:
    """Say whether this person may change the working copy now.

    While an article is in review it is on the desk: its reporter gets it back by being sent it.
    """
    if article.spiked_at or not has(person, "change_article"):
        return False
    if is_desk(person, article):
        return True
    return owns(person, article) and article.state != Article.State.REVIEW


def checks_refusal(person: User, article: Article) -> str:
    """Return why this person may not tick the article's claims; empty: they may."""
    if not sees(person, article):
        return "This article isn't yours to see."
    if not has(person, "change_article"):
        return "You may look at the claims, not tick them."
    return "It was spiked. Revive it first." if article.spiked_at else ""


def writes(person: User) -> bool:
    """Say whether this person writes articles, so that one can be assigned to them."""
    return has(person, "add_article")


def plans(person: User, section: Section | None) -> bool:
    """Say whether this person plans what appears in this section; None: in any of them."""
    if not has(person, "review_article"):
        return False
    if has(person, "edit_all_sections"):
        return True
    mine = desk_section_ids(person)
    return bool(mine) if section is None else section.pk in mine


def planned_sections(person: User) -> QuerySet[Section]:
    """Return the sections this person plans: the same rule as `plans`, for choices."""
    if not has(person, "review_article"):
        return Section.objects.none()
    if has(person, "edit_all_sections"):
        return Section.objects.all()
    return Section.objects.filter(pk__in=desk_section_ids(person))


def plans_assignment(person: User, assignment: Assignment) -> bool:
    """Say whether this person may change the plan: its desk, and that of the copy once begun."""
    if plans(person, assignment.section):
        return True
    return assignment.article is not None and is_desk(person, assignment.article)


def sees_assignment(person: User, assignment: Assignment) -> bool:
    """Say whether the assignment exists for this person: theirs, their desk's, or to be taken."""
    if not has(person, "view_article"):
        return False
    free = assignment.person_id is None and assignment.article_id is None
    if assignment.person_id == person.pk or (free and not assignment.dropped_at and writes(person)):
        return True
    return plans_assignment(person, assignment)


def visible_assignments(person: User) -> AssignmentQuerySet:
    """Return the assignments this person sees: the same rule as `sees_assignment`, for lists."""
    if not has(person, "view_article"):
        return Assignment.objects.none()
    if has(person, "review_article") and has(person, "edit_all_sections"):
        return Assignment.objects.all()
    allowed = Q(person=person)
    if writes(person):
        allowed |= Q(person=None, article=None, dropped_at=None)
    if has(person, "review_article"):
        mine = desk_section_ids(person)
        allowed |= Q(section__in=mine) | Q(article__section__in=mine)
        allowed |= Q(article__isnull=False, article__section=None)
    return Assignment.objects.filter(allowed)


def arranging_refusal(person: User, section: Section | None) -> str:
    """Return why this person may not arrange a section's front, or the site's; empty: they may."""
    if not has(person, "review_article"):
        return "Only editors arrange front pages."
    if has(person, "edit_all_sections"):
        return ""
    if section is None:
        return "Only chief editors arrange the site's front page."
    if section.pk not in desk_section_ids(person):
        return f"{section} isn't your desk. Ask one of its editors."
    return ""


def arranges(person: User, section: Section | None) -> bool:
    """Say whether this person arranges a section's front; None: the site's."""
    return not arranging_refusal(person, section)


def reads_plan(person: User) -> bool:
    """Say whether this person has any business with the plan: what is in it is about articles."""
    return has(person, "view_article")


def looks_back(person: User) -> bool:
    """Say whether this person may see the site as it was: all of that was public once."""
    return has(person, "view_article")


def looks_ahead(person: User) -> bool:
    """Say whether this person may see the site as it will be: with what every desk has scheduled.

    A page is right only as a whole, so it isn't the person's own desks that count here.
    """
    return looks_back(person) and has(person, "review_article")


def shares(person: User, article: Article) -> bool:
    """Say whether this person may show a version to an outsider: whoever may change the copy."""
    return sees(person, article) and edits(person, article)


def revokes(person: User, share: Share) -> bool:
    """Say whether this person may close a link: whoever made it, and the article's desk."""
    return share.made_by_id == person.pk or is_desk(person, share.article)


def changes_picture(person: User, picture: Picture) -> bool:
    """Say whether this person may change what is said of a picture.

    Once an edition has it, what readers are told of it is for editors to change.
    """
    if not has(person, "change_picture"):
        return False
    return has(person, "review_article") or not picture.is_published()


def replacing_refusal(person: User) -> str:
    """Return why this person may not replace a picture everywhere; empty: they may."""
    if not (has(person, "review_article") and has(person, "change_picture")):
        return "Only editors replace a picture that readers see."
    return ""


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
