"""Sections, authors and topics."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles.reader.answers import moment
from articles.reader.api import items
from articles.reader.api.articles import author_at, topic_at
from articles.reader.api.endpoints import Endpoint
from articles.reader.api.problems import missing
from articles.reader.api.shapes import Author, Section, Sections, Topic
from articles.reader.navigation import Navigation
from articles.reader.structured import absolute

__all__ = ["ENDPOINTS"]

SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
NOT_SHOWN = "Readers see no article of theirs, whether or not there is one to come."


def sections(_request: HttpRequest, _asked: dict[str, Any]) -> Sections:
    """Answer with all sections, in the order in which the navigation shows them: one query."""
    return Sections(
        sections=[
            Section(
                **items.section_name(section),
                intro=section.intro,
                parent=section.parent.path if section.parent else None,
            )
            for section in Navigation.load().sections
        ]
    )


def author(request: HttpRequest, _asked: dict[str, Any], slug: str) -> Author:
    """Answer with an author, as their page shows them: one query."""
    at = moment(request)
    found = author_at(slug, at)
    if found is None:
        raise missing()
    return Author(
        **items.author_name(found.name, found.slug),
        biography=found.biography,
        website=found.website,
        social=found.social,
        portrait=items.picture(found.portrait, at),
        articles=_articles("author", slug),
    )


def topic(request: HttpRequest, _asked: dict[str, Any], slug: str) -> Topic:
    """Answer with a topic: one query."""
    found = topic_at(slug, moment(request))
    if found is None:
        raise missing()
    return Topic(
        **items.topic_name(found.name, found.slug),
        intro=found.intro,
        articles=_articles("topic", slug),
    )


def _articles(parameter: str, slug: str) -> str:
    return absolute(f"{reverse('reader:api_articles')}?{parameter}={slug}")


ENDPOINTS = (
    Endpoint(
        route="sections/",
        name="sections",
        summary="The sections, in the editors' order",
        answer=sections,
        returns=Sections,
    ),
    Endpoint(
        route="authors/<slug:slug>/",
        name="author",
        summary="An author",
        answer=author,
        returns=Author,
        path={"slug": SLUG},
        problems={404: NOT_SHOWN},
    ),
    Endpoint(
        route="topics/<slug:slug>/",
        name="topic",
        summary="A topic",
        answer=topic,
        returns=Topic,
        path={"slug": SLUG},
        problems={404: NOT_SHOWN},
    ),
)
