"""Filling an empty newsroom with the demo, in one transaction."""

import re
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.demo import library, people, plans, reading, work
from articles.demo.people import Staff
from articles.demo.reading import Story
from articles.demo.states import BRINGING, Hands, first_body
from articles.models import Article, Author, Outgoing, Picture, Section, Topic, User, database_now

__all__ = ["NotEmpty", "load", "refuse_if_filled"]

LINK = re.compile(r'href="story:([a-z0-9-]+)"')


class NotEmpty(Exception):  # noqa: N818 - nothing went wrong: there is something to be kept
    """Something is in the newsroom already; its text says what, in a sentence for operators."""


@transaction.atomic
def load(password: str) -> int:
    """Store the demo newsroom, and return how many stories it has.

    `password` is that of reporter, editor and chief. Raises `NotEmpty` where there is anything
    that the demo could be mixed up with; nothing is changed then.
    """
    refuse_if_filled("The demo")
    newsroom = reading.newsroom()
    pictures = library.fill(newsroom)
    staff = people.engage(newsroom, password)
    found = reading.stories(database_now())
    addresses: dict[str, str] = {}
    for story in found:
        article = _bring(_linked(story, addresses), staff, pictures)
        if article.section:
            addresses[article.slug] = article.as_edition(timezone.now()).get_absolute_url()
    plans.plan(staff, database_now())
    work.do(staff)
    # Nobody is there yet who would want mail about how the stories came about.
    Outgoing.objects.all().delete()
    return len(found)


def refuse_if_filled(what: str) -> None:
    """Raise `NotEmpty` where there is anything that `what`, say the demo, could be mixed with."""
    for model in (Article, Section, Author, Topic, Picture):
        if count := model._default_manager.count():
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            raise NotEmpty(
                f"There is something in the newsroom already ({count} {name}). "
                f"{what} goes into an empty one only; nothing was changed."
            )
    if taken := User.objects.filter(username__in=people.SIGN_IN).first():
        raise NotEmpty(
            f"There is a user named {taken.username} already. "
            f"{what} would need that name; nothing was changed."
        )


def _linked(story: Story, addresses: dict[str, str]) -> Story:
    """Return the story with its links to others: to older ones only, as those are stored before."""
    body = LINK.sub(lambda found: f'href="{addresses[found[1]]}"', story.content["body"])
    return replace(story, content={**story.content, "body": body})


def _bring(story: Story, staff: Staff, pictures: dict[str, Picture]) -> Article:
    section = staff.sections[story.section] if story.section else None
    hands = Hands(staff.writer(story.authors), staff.editor(section), staff.users["chief"])
    content: dict[str, Any] = {**story.content, "body": first_body(story)}
    article = workflow.create(
        hands.writer,
        **content,
        section=section,
        author_ids=[staff.authors[slug].pk for slug in story.authors],
        topic_ids=[staff.topics[slug].pk for slug in story.topics],
        lead_picture=pictures[story.picture] if story.picture else None,
        dated=timezone.localdate(story.since) if story.since else None,
        language="" if settings.LANGUAGE_CODE.startswith("en") else "en",
    )
    BRINGING[story.state](article, story, hands)
    return article
