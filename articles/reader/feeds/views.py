"""The addresses of feeds: below each page, in each format."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from articles.models import Author, Topic
from articles.reader.answers import moment
from articles.reader.asking import public_page
from articles.reader.feeds.atom import atom
from articles.reader.feeds.entries import Entry, Feed, Removed, entry, tag
from articles.reader.feeds.formats import FORMATS
from articles.reader.feeds.found import Found, Scope, find
from articles.reader.feeds.json_feed import json_feed
from articles.reader.feeds.rss import rss
from articles.reader.moves import follows_moves
from articles.reader.navigation import Navigation
from articles.reader.structured import absolute

__all__ = ["FeedFileConverter", "author_feed", "front_feed", "section_feed", "topic_feed"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


#: What makes a feed of each file.
WRITERS: dict[str, Callable[[Feed], bytes]] = {
    "rss.xml": rss,
    "atom.xml": atom,
    "feed.json": json_feed,
}


class FeedFileConverter:
    """The end of a feed's address: `rss.xml`, `atom.xml` or `feed.json`."""

    regex = "|".join(name.replace(".", r"\.") for name in FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Subject(NamedTuple):
    """What a feed is of."""

    id: str
    name: str
    description: str
    page: str
    scope: Scope


@public_page()
def front_feed(request: HttpRequest, file: str) -> HttpResponse:
    """Everything new."""
    front = Subject("front", "", "", reverse("reader:front"), Scope("everything"))
    at = moment(request)
    return _answer(front, find(front.scope, at), file, at)


@public_page()
@follows_moves("section")
def section_feed(request: HttpRequest, slug: str, file: str, parent: str = "") -> HttpResponse:
    """What is new in a section and its subsections."""
    navigation = Navigation.load()
    section = navigation.find(f"{parent}/{slug}" if parent else slug)
    if section is None:
        raise Http404
    scope = Scope("sections", navigation.ids(section))
    address = section.get_absolute_url()
    of = Subject(f"section-{section.pk}", section.name, section.intro, address, scope)
    at = moment(request)
    return _answer(of, find(of.scope, at), file, at)


@public_page()
@follows_moves("author")
def author_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """What an author wrote."""
    author = get_object_or_404(Author, slug=slug)
    scope = Scope("author", author.pk)
    address = author.get_absolute_url()
    of = Subject(f"author-{author.pk}", author.name, author.biography, address, scope)
    return _named(request, of, file)


@public_page()
@follows_moves("topic")
def topic_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """What is new about a topic."""
    topic = get_object_or_404(Topic, slug=slug)
    scope = Scope("topic", topic.pk)
    address = topic.get_absolute_url()
    return _named(
        request, Subject(f"topic-{topic.pk}", topic.name, topic.intro, address, scope), file
    )


def _named(request: HttpRequest, of: Subject, file: str) -> HttpResponse:
    """Answer 404 where no visible edition names it: the name is no news yet."""
    at = moment(request)
    found = find(of.scope, at)
    if not found.editions:
        raise Http404
    return _answer(of, found, file, at)


def _answer(of: Subject, found: Found, file: str, at: datetime) -> HttpResponse:
    entries = [entry(edition, at, found.pictures) for edition in found.editions]
    response = HttpResponse(
        WRITERS[file](_feed(of, entries, found, absolute(of.page + file))),
        content_type=f"{FORMATS[file].type}; charset=utf-8",
        # Programs in browsers read feeds too; there is nothing in them that isn't everybody's.
        headers={"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"},
    )
    if found.changed:
        # The next whole second, lest what changes later in the same one is missed.
        last = found.changed + SECOND - timedelta.resolution
        if last.replace(microsecond=0) <= at:
            response.headers["Last-Modified"] = http_date(last.timestamp())
    return response


def _feed(of: Subject, entries: list[Entry], found: Found, address: str) -> Feed:
    removed = [
        Removed(tag(f"article-{pk}"), datetime.fromtimestamp(seconds, UTC))
        for pk, seconds in found.withdrawn
    ]
    moments = [each.updated for each in entries] + [each.at for each in removed]
    site = settings.SITE_NAME
    return Feed(
        id=tag(of.id),
        title=f"{of.name} – {site}" if of.name else site,
        description=of.description or _("The latest from %(site)s.") % {"site": site},
        page=absolute(of.page),
        address=address,
        language=settings.LANGUAGE_CODE,
        updated=max(moments, default=EPOCH),
        hub=settings.WEBSUB_HUB,
        entries=entries,
        removed=removed,
    )
