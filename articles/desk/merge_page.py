"""The page after a save on a stale version: what was merged by itself, and what is to be chosen."""

from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple, cast

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views import View
from unfold.admin import ModelAdmin

from articles import permissions
from articles.desk.act_page import article_for, person
from articles.desk.merging import CHOICE, MERGED_WITH, FieldMerge, Merge, number
from articles.desk.refused_save import refused_save
from articles.desk.signed_in import DeskRequest
from articles.models import Article, User
from articles.richtext import Block
from articles.richtext.compare import Compared, compare, compare_text
from articles.richtext.merge import Part

__all__ = ["page", "urls"]

#: Versions in between that are named; a form that was open for long may have missed more.
BETWEEN = 10


class Settled(NamedTuple):
    """What needs no choice: by whom it was changed, and the change marked."""

    kind: str  #: kept, mine, theirs or both
    label: str
    blocks: list[Compared]
    text: SafeString | str = ""

    @property
    def is_kept(self) -> bool:
        return self.kind == "kept"


class Side(NamedTuple):
    """One answer to a question: its value and words, and what it brings, marked against before."""

    value: str
    label: str
    blocks: list[Compared]
    text: SafeString | str = ""


class Question(NamedTuple):
    """What both changed, and not alike."""

    name: str
    label: str
    sides: tuple[Side, ...]
    chosen: str
    is_kept: bool = False


class Words:
    """How the page speaks of the two sides."""

    def __init__(self, reader: User, saved_by: User | None) -> None:
        if saved_by == reader:
            self.you, self.other = "you here", "you elsewhere"
            self.mine, self.theirs = "yours from here", "yours from elsewhere"
            self.saved = "you saved a newer version in another window"
        else:
            self.you, self.other = "you", str(saved_by or "somebody else")
            self.mine, self.theirs = "yours", f"{self.other}’s"
            self.saved = f"{self.other} saved a newer version"
        self.whose = {
            "kept": "unchanged",
            "mine": self.mine,
            "theirs": self.theirs,
            "both": "both alike",
        }

    def asked(self, part: Part) -> str:
        """Return the question about a part, as a sentence that says what happened."""
        if not part.mine:
            return _sentence(f"{self.you} removed what {self.other} changed")
        if not part.theirs:
            return _sentence(f"{self.you} changed what {self.other} removed")
        what = "both changed this" if part.base else "have different text here"
        return _sentence(f"{self.you} and {self.other} {what}")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def page(desk: ModelAdmin, request: HttpRequest, merge: Merge, status: int = 409) -> HttpResponse:
    """Return the page that asks about what collides; it carries all that was typed.

    With the status 422 it says which questions have no answer yet.
    """
    between = _between(merge)
    words = Words(person(request), between[0].history_user if between else None)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": "Not saved yet",
        "subtitle": merge.form["headline"].data,
        "article": merge.article,
        "original": merge.article,
        "merge": merge,
        "words": words,
        "between": between,
        "fields": [_field(field, words, request) for field in merge.fields if field.changed_by],
        "parts": list(_parts(merge, words, request)),
        "unanswered": len(merge.unanswered(request.POST)) if status == 422 else 0,
        "carried": list(_carried(request, merge)),
        "reason": merge.form["reason"].data or f"Merged with version {merge.version}",
    }
    return TemplateResponse(request, "desk/stale.html", context, status=status)


def _between(merge: Merge) -> list[Any]:
    """Return the versions that were saved since, newest first."""
    since = merge.typed_on if merge.base else merge.version - 1
    rows = merge.article.history.filter(version__gt=since, version__lte=merge.version)
    rows = rows.select_related("history_user").defer("body")
    return list(rows.order_by("-version", "-history_id")[:BETWEEN])


def _carried(request: HttpRequest, merge: Merge) -> Iterator[tuple[str, str]]:
    """Yield all that the form sent, to be sent again with the answers."""
    for name, values in request.POST.lists():
        own = name in ("csrfmiddlewaretoken", "reason", MERGED_WITH) or name.startswith(CHOICE)
        if not own:
            yield from ((name, str(value)) for value in values)
    yield MERGED_WITH, str(merge.version)


def _field(field: FieldMerge, words: Words, request: HttpRequest) -> Settled | Question:
    mine, theirs = compare_text(field.base, field.mine), compare_text(field.base, field.theirs)
    if not field.collides:
        label = f"{field.label}: {words.whose[field.changed_by]}"
        return Settled(
            field.changed_by, label, [], theirs if field.changed_by == "theirs" else mine
        )
    sides = (
        Side("mine", f"Take {words.mine}", [], mine or "(empty)"),
        Side("theirs", f"Take {words.theirs}", [], theirs or "(empty)"),
    )
    chosen = request.POST.get(f"{CHOICE}{field.name}", "")
    return Question(field.name, field.label, sides, chosen)


def _parts(merge: Merge, words: Words, request: HttpRequest) -> Iterator[Settled | Question]:
    numbers = count()
    for part in merge.body.parts:
        if part.collides:
            name = f"body-{next(numbers)}"
            chosen = request.POST.get(f"{CHOICE}{name}", "")
            yield Question(name, words.asked(part), _sides(part, words), chosen)
        else:
            kind = part.changed_by or "kept"
            yield Settled(kind, _sentence(words.whose[kind]), _compared(part.base, part.take("")))


def _sides(part: Part, words: Words) -> tuple[Side, ...]:
    mine = f"Take {words.mine}" if part.mine else f"Leave it out, as {words.you} did"
    theirs = f"Take {words.theirs}" if part.theirs else f"Leave it out, as {words.other} did"
    sides = (
        Side("mine", mine, _compared(part.base, part.mine)),
        Side("theirs", theirs, _compared(part.base, part.theirs)),
    )
    both = Side("both", f"Take both, {words.mine} first", [])
    return (*sides, both) if part.mine and part.theirs else sides


def _compared(old: list[Block], new: list[Block]) -> list[Compared]:
    return compare(*("".join(block.html for block in side) for side in (old, new)))


class MergedSave(View):
    """POST saves what was merged, with the answers, as the form itself saves."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Lead back to the article: nothing was sent that could be merged."""
        return redirect(_address(article_for(person(request), article_id)))

    def post(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        desk = cast(ModelAdmin, self.admin_site.get_model_admin(Article))
        if not permissions.edits(person(request), article):
            return refused_save(desk, cast(DeskRequest, request), article)
        form = desk.get_form(request, article, change=True)(request.POST, instance=article)
        merge = Merge.with_version(form, article, number(request.POST.get(MERGED_WITH)))
        if merge and merge.unanswered(request.POST):
            return page(desk, request, merge, status=422)
        if merge:
            request.POST = merge.result(request.POST)  # type: ignore[assignment]
        # Where yet another version came between, this answers with a page like the one before.
        answer = desk.changeform_view(request, str(article.pk), form_url=_address(article))
        return redirect(_address(article)) if answer.status_code == 302 else answer


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the address of merged saves, for `ArticleAdmin.get_urls`."""
    view = site.admin_view(MergedSave.as_view(admin_site=site))
    return [path("<int:article_id>/merge/", view, name="articles_article_merge")]
