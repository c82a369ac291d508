"""Planning: who writes what until when. Each is one transaction with the plan's row locked.

Called twice, it acts once. What can't be done raises `Refused` with a sentence for editors.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from articles import permissions
from articles.models import Article, Assignment, Author, Section, User, database_now
from articles.workflow.refusals import Refused
from articles.workflow.saving import create
from articles.workflow.standing import moment
from articles.workflow.telling_plans import tell_changed, tell_dropped, tell_given_back, tell_new

__all__ = ["assign", "begin", "change_assignment", "drop", "give_back", "resume", "take"]

#: What a plan says; everything else follows from what is done to it.
FIELDS = ("title", "brief", "section", "person", "deadline", "planned_at")
DROPPED = "It was dropped. Take it up again first."


@contextmanager
def planning(assignment: Assignment, by: User) -> Iterator[Assignment]:
    """Open the transaction of one change of a plan, with its row locked.

    Its article is locked before it, as the verbs do, whose change of state reaches the plan.
    """
    with transaction.atomic():
        Article.objects.select_for_update(of=("self",)).filter(assignment=assignment.pk).first()
        plan = Assignment.objects.select_for_update().get(pk=assignment.pk)
        if not permissions.sees_assignment(by, plan):
            raise Refused("This assignment isn't yours to see.")
        yield plan


def assign(by: User, *, article: Article | None = None, **fields: Any) -> Assignment:
    """Plan a story: `title`, `section`, and what is known of the other `FIELDS`.

    With `article` it is the plan of copy that exists already. Raises `Refused` where this person
    doesn't plan that section, or where the article has a plan.
    """
    with transaction.atomic():
        plan = Assignment(**fields, created_by=by)
        if article is not None:
            plan.article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
            _allow_article(plan.article, by)
        _allow_section(plan.section if plan.section_id else None, by)
        _allow_content(plan, fields)
        _store(plan, by)
        tell_new(plan, by)
    return plan


def change_assignment(assignment: Assignment, by: User, **fields: Any) -> Assignment:
    """Change these of the plan's `FIELDS`, on the version that `assignment` has.

    Raises `Refused` where this person doesn't plan it, and where somebody changed it in between.
    """
    with planning(assignment, by) as plan:
        before = {name: getattr(plan, name) for name in FIELDS}
        changes = {name: value for name, value in fields.items() if before[name] != value}
        if not changes:
            return plan
        _allow_planner(plan, by)
        if plan.dropped_at:
            raise Refused(DROPPED)
        _allow_seen(plan, assignment)
        for name, value in changes.items():
            setattr(plan, name, value)
        if "section" in changes:
            _allow_section(changes["section"], by)
        _allow_content(plan, changes)
        _store(plan, by)
        tell_changed(plan, by, before)
        return plan


def begin(assignment: Assignment, by: User) -> Article:
    """Make the draft of what was planned, its writer's own; return it, also the second time.

    Whoever begins what nobody has writes it.
    """
    with planning(assignment, by) as plan:
        if plan.article:
            return plan.article
        if plan.dropped_at:
            raise Refused(DROPPED)
        writer = plan.person or by
        if writer != by:
            _allow_planner(plan, by)
        _allow_writer(writer)
        signs_as = Author.objects.filter(user=writer).values_list("pk", flat=True)
        plan.article = create(
            writer,
            reason="Begun from its assignment" + (f" by {by}" if by != writer else ""),
            headline=plan.title,
            section=plan.section,
            author_ids=list(signs_as),
        )
        plan.person = writer
        _store(plan, by)
        return plan.article


def take(assignment: Assignment, by: User) -> Assignment:
    """Take on what nobody writes yet."""
    with planning(assignment, by) as plan:
        if plan.person == by:
            return plan
        if plan.person:
            raise Refused(f"{plan.person} has it already.")
        if plan.dropped_at:
            raise Refused(DROPPED)
        if plan.article and not permissions.sees(by, plan.article):
            raise Refused("Its copy was begun by somebody else.")
        _allow_writer(by)
        plan.person = by
        _store(plan, by)
        return plan


def give_back(assignment: Assignment, by: User) -> Assignment:
    """Leave to somebody else what this person took or was given, while there is no copy of it."""
    with planning(assignment, by) as plan:
        if plan.person is None:
            return plan
        if plan.person != by:
            raise Refused(f"It is {plan.person}'s. Assign it to somebody else instead.")
        if plan.article:
            raise Refused("Its copy is begun. Ask its desk to assign it to somebody else.")
        plan.person = None
        _store(plan, by)
        tell_given_back(plan, by)
        return plan


def drop(assignment: Assignment, by: User) -> Assignment:
    """Give the plan up without deleting it; its copy, if there is some, stays what it is."""
    with planning(assignment, by) as plan:
        if plan.dropped_at is None:
            _allow_planner(plan, by)
            plan.dropped_at = database_now()
            _store(plan, by)
            tell_dropped(plan, by, "was dropped")
        return plan


def resume(assignment: Assignment, by: User) -> Assignment:
    """Take up again what was dropped."""
    with planning(assignment, by) as plan:
        if plan.dropped_at:
            _allow_planner(plan, by)
            plan.dropped_at = None
            _store(plan, by)
            tell_dropped(plan, by, "is taken up again")
        return plan


def _store(plan: Assignment, by: User) -> None:
    if plan.pk:
        plan.version += 1
    plan.changed_by, plan.changed_at = by, database_now()
    plan.save()
    plan.refresh_from_db(fields=["awaits_copy"])


def _allow_planner(plan: Assignment, by: User) -> None:
    if not permissions.plans_assignment(by, plan):
        raise Refused(f"Only editors of {plan.section} plan this. Ask one of them.")


def _allow_section(section: Section | None, by: User) -> None:
    if section is None:
        raise Refused("Choose the section whose desk plans it.", "section")
    if not permissions.plans(by, section):
        raise Refused(f"{section} isn't your desk. Ask one of its editors.", "section")


def _allow_writer(person: User) -> None:
    if not permissions.writes(person):
        raise Refused(f"{person} may not write articles here. Choose somebody who may.", "person")


def _allow_content(plan: Assignment, given: dict[str, Any]) -> None:
    """Check what was given now; what was there before may stay, such as somebody who left."""
    if not plan.title.strip():
        raise Refused("Say in a line what the story is.", "title")
    if given.get("person"):
        _allow_writer(given["person"])
        if plan.article and not permissions.sees(given["person"], plan.article):
            raise Refused(
                f"{given['person']} doesn't see its copy. Put them in the byline first.", "person"
            )


def _allow_article(article: Article, by: User) -> None:
    if not permissions.sees(by, article):
        raise Refused("This article isn't yours to see.")
    if not permissions.is_desk(by, article):
        raise Refused(f"{article.section} isn't your desk. Ask one of its editors.")
    if Assignment.objects.filter(article=article).exists():
        raise Refused("It is planned already. Look at the plan again.")


def _allow_seen(plan: Assignment, seen: Assignment) -> None:
    if plan.version != seen.version:
        raise Refused(
            f"{plan.changed_by} changed the plan on {moment(plan.changed_at)}, since you opened "
            "it. Look at it again before you go on."
        )
