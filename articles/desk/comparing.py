"""Pages that compare: two versions of an article, or what was published with the copy now."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views import View

from articles import permissions
from articles.desk.act_page import article_for, person
from articles.desk.comparison import Content, compare_fields
from articles.desk.labels import short_moment
from articles.models import Article, Edition
from articles.richtext.compare import Compared, compare

__all__ = ["compared", "urls"]

#: What a summary counts, in its order, and in which words.
COUNTED = {"changed": "changed", "added": "added", "removed": "removed", "moved": "moved"}


class Side(NamedTuple):
    """One of the two that are compared: what it is, who made it when and why, and what it says."""

    name: str
    made: str
    content: Content


def compared(old: Content, new: Content) -> dict[str, Any]:
    """Return what `desk/differences.html` shows of two contents: six queries at most."""
    blocks = compare(old["body"], new["body"])
    return {"fields": compare_fields(old, new), "blocks": blocks, "summary": _summary(blocks)}


def _summary(blocks: Sequence[Compared]) -> str:
    """Return how many blocks were changed, added, removed and moved, as words."""
    counts = Counter(block.kind for block in blocks)
    told = [f"{counts[kind]} {word}" for kind, word in COUNTED.items() if counts[kind]]
    return ", ".join(told) or "no change"


def _copy_now(article: Article) -> Side:
    return Side("The copy now", f"version {article.version}", article.content())


def _published(edition: Edition) -> Side:
    now = timezone.now()
    live = edition.starts_at <= now and (edition.ends_at is None or now < edition.ends_at)
    name = "What readers see" if live else "What was published"
    starts = short_moment(edition.starts_at)
    return Side(name, f"version {edition.article_version}, from {starts}", edition.content())


class CompareVersions(View):
    """Two versions from the history; the older one is on the left, whichever is asked for first."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, article_id: int, old: int, new: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        rows = article.history.filter(version__in=(old, new)).select_related("history_user")
        kept = {row.version: row for row in rows.order_by("-history_id")}
        if not {old, new} <= kept.keys():
            raise Http404
        sides = [self.side(kept[version]) for version in sorted((old, new))]
        edits = permissions.edits(person(request), article)
        return _page(
            request, self.admin_site, article, *sides,
            versions=sorted((old, new)),
            may_restore=edits and min(old, new) != article.version,
        )  # fmt: skip

    @staticmethod
    def side(kept: Any) -> Side:
        content = {name: getattr(kept, name) for name in Article.content_fields()}
        made = f"{kept.history_user or 'somebody'}, {short_moment(kept.history_date)}"
        why = f" – {kept.history_change_reason}" if kept.history_change_reason else ""
        return Side(f"Version {kept.version}", made + why, content)


class ChooseVersions(View):
    """Lead from the numbers that somebody chose to the address of that comparison."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        numbers = [request.GET.get(name, "") for name in ("old", "new")]
        if not all(number.isdecimal() and len(number) < 10 for number in numbers):
            return redirect("admin:articles_article_history", article.pk)
        old, new = sorted(map(int, numbers))
        return redirect("admin:articles_article_compare", article.pk, old, new)


class EditionChanges(View):
    """What the working copy changes in a published version, such as the one readers see."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, article_id: int, edition_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        edition = get_object_or_404(article.editions, pk=edition_id)
        return _page(request, self.admin_site, article, _published(edition), _copy_now(article))


def _page(
    request: HttpRequest, site: AdminSite, article: Article, old: Side, new: Side, **more: Any
) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": f"{old.name} and {new.name[:1].lower()}{new.name[1:]}",
        "subtitle": article.headline,
        "opts": Article._meta,
        "original": article,
        "article": article,
        "sides": (old, new),
        **compared(old.content, new.content),
        **more,
    }
    return TemplateResponse(request, "desk/comparison.html", context)


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the comparisons, for `ArticleAdmin.get_urls`."""

    def page(address: str, name: str, view: type[View]) -> URLPattern:
        wrapped = site.admin_view(view.as_view(admin_site=site))
        return path(f"<int:article_id>/{address}", wrapped, name=f"articles_article_{name}")

    return [
        page("compare/", "choose_versions", ChooseVersions),
        page("compare/<int:old>/<int:new>/", "compare", CompareVersions),
        page("editions/<int:edition_id>/changes/", "changes", EditionChanges),
    ]
