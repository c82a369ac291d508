"""Preview: the reader's own page of a text they don't see, and what is made of it elsewhere.

Of the working copy, of an edition, and of any version in the history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views import View

from articles import permissions
from articles.desk.act_page import article_for, person
from articles.desk.inside import stay_inside, stay_private
from articles.desk.labels import short_moment
from articles.desk.picture_files import show_at_the_desk
from articles.desk.schedule import in_words
from articles.desk.snippets import Card, Result
from articles.languages import for_readers
from articles.models import Article, Edition, User
from articles.reader.pages import article_page
from articles.reader.related import around_of
from articles.reader.story import Story

__all__ = ["kept_versions", "urls"]

#: As readers' pages have it, but the desk may show it in a frame.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
#: How many versions of the history are offered, and how much of why they were saved is said.
VERSIONS, REASON = 20, 60


class Screen(NamedTuple):
    """A width at which the page is shown, in CSS pixels."""

    name: str
    label: str
    width: int


SCREENS = (
    Screen("desktop", "Desktop", 1280),
    Screen("tablet", "Tablet", 768),
    Screen("phone", "Phone", 360),
)


@dataclass(frozen=True)
class Text:
    """What is previewed: an edition, saved or not, at a moment, and what it is called."""

    edition: Edition
    at: datetime
    name: str


def working_copy(article: Article) -> Text:
    now = timezone.now()
    return Text(article.as_edition(now), now, f"The working copy, version {article.version}")


def of_version(article: Article, version: int) -> Text:
    now = timezone.now()
    edition = article.version_as_edition(version, now)
    if edition is None:
        raise Http404
    return Text(edition, now, f"Version {version}, from the history")


def of_edition(article: Article, edition_id: int) -> Text:
    """An edition is shown as of the moment it goes live, so with the pictures readers get then."""
    editions = Edition.objects.select_related("lead_picture", "section__parent")
    edition = get_object_or_404(editions, article=article, pk=edition_id)
    edition.article = article
    live = "went live" if edition.starts_at <= timezone.now() else "goes live"
    name = f"Version {edition.article_version}, which {live} on {in_words(edition.starts_at)}"
    return Text(edition, edition.starts_at, name)


class Preview(View):
    """The page in several widths, as a search result and as a shared card."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]
    find: Callable[..., Text] = staticmethod(working_copy)

    def get(self, request: HttpRequest, article_id: int, **ids: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        text = self.find(article, **ids)
        with for_readers():
            story = Story.of(text.edition, text.at)
            result, card = Result.of(story), Card.of(story)
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview",
            "subtitle": article.headline,
            "opts": Article._meta,
            "original": article,
            "article": article,
            "text": text,
            "page": f"{request.path}page/",
            "screens": SCREENS,
            "result": result,
            "card": card,
            "others": _others(article),
            "may_share": permissions.shares(person(request), article),
        }
        return TemplateResponse(request, "desk/preview.html", context)


class PreviewPage(View):
    """The page itself, as it would be for readers; nobody may keep a copy of the answer."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]
    find: Callable[..., Text] = staticmethod(working_copy)

    def get(self, request: HttpRequest, article_id: int, **ids: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        text = self.find(article, **ids)
        _hide_what_lies_ahead(text, person(request))
        with for_readers():
            response = article_page(request, text.edition, text.at)
        # Readers' pages can't be framed; those of time travel can, and look the same.
        site = reverse("desk:as_of_now", args=[""])
        response.content = show_at_the_desk(stay_inside(response.content.decode(), site))
        return stay_private(response, POLICY)


def _hide_what_lies_ahead(text: Text, reader: User) -> None:
    """Of other articles, show those of now to whoever may not know what is scheduled."""
    now, edition = timezone.now(), text.edition
    if text.at > now and not permissions.looks_ahead(reader):
        edition.around = around_of(edition, now)._asdict()  # type: ignore[attr-defined]


def _others(article: Article) -> list[tuple[str, str]]:
    """Return the other texts there are, with their addresses: those that wait, and the history."""
    address = "admin:articles_article_{}"
    waiting = [
        (
            f"Goes live on {short_moment(edition.starts_at)}",
            reverse(address.format("edition_preview"), args=[article.pk, edition.pk]),
        )
        for edition in article.waiting(timezone.now()).only("pk", "starts_at", "article_id")
    ]
    versions = [
        (words, reverse(address.format("version_preview"), args=[article.pk, version]))
        for version, words in kept_versions(article)
    ]
    current = reverse(address.format("preview"), args=[article.pk])
    return [("The working copy", current), *waiting, *versions]


def kept_versions(article: Article) -> list[tuple[int, str]]:
    """Return the newest versions in the history, by number, with when and by whom: one query."""
    kept = article.history.select_related("history_user").order_by("-history_id")
    return [
        (
            each.version,
            ", ".join(
                str(part)
                for part in (
                    f"Version {each.version}",
                    short_moment(each.history_date),
                    each.history_user,
                    Truncator(each.history_change_reason or "").chars(REASON),
                )
                if part
            ),
        )
        for each in kept.defer("body")[:VERSIONS]
    ]


def urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the addresses of previews, for `ArticleAdmin.get_urls`."""

    def pages(address: str, name: str, find: Callable[..., Text]) -> list[URLPattern]:
        options: dict[str, Any] = {"admin_site": admin_site, "find": find}
        around = admin_site.admin_view(Preview.as_view(**options))
        inner = admin_site.admin_view(PreviewPage.as_view(**options))
        return [
            path(address, around, name=f"articles_article_{name}"),
            path(f"{address}page/", inner, name=f"articles_article_{name}_page"),
        ]

    article = "<int:article_id>/"
    return [
        *pages(f"{article}preview/", "preview", working_copy),
        *pages(f"{article}versions/<int:version>/preview/", "version_preview", of_version),
        *pages(f"{article}editions/<int:edition_id>/preview/", "edition_preview", of_edition),
    ]
