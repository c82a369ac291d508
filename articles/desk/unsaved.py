"""Unsaved text of one's own: offered again, compared with what is stored, restored, discarded."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.desk.autosave import content_of, form_id_of
from articles.desk.comparison import compare_fields
from articles.desk.form import ArticleForm
from articles.desk.labels import short_moment
from articles.desk.signed_in import DeskRequest
from articles.models import Article, Buffer, User
from articles.models.buffer import BufferQuerySet
from articles.richtext import clean
from articles.richtext.compare import compare
from articles.workflow import OpenForm, Refused

__all__ = ["sent_again", "urls", "writing"]

#: More than anybody leaves lying about; the rest comes up when these are settled.
SHOWN = 20


def own(reader: User) -> BufferQuerySet:
    """Return this person's texts; `lost`: on an article that isn't theirs to see any more.

    Such a text is theirs all the same, to read and to copy from; of the article it tells nothing.
    """
    # For each of the few texts by its article's key, whatever the archive holds.
    seen = Exists(permissions.visible_to(reader).filter(pk=OuterRef("article")))
    more = {"lost": Q(article__isnull=False) & ~seen}
    return Buffer.objects.filter(person=reader).select_related("article").annotate(**more)


def as_article(content: dict[str, list[str]], stored: Article | None) -> Article:
    """Return an article as it would be with this content, be it fit to be saved or not."""
    article = Article.objects.get(pk=stored.pk) if stored else Article()
    data = MultiValueDict({**content, "based_on": [str(article.version)]})
    form = ArticleForm(data, instance=article)
    form.is_valid()
    for name in form.errors:
        if isinstance(getattr(article, name, None), str):
            setattr(article, name, data.get(name, ""))
    article.body = clean(data.get("body", ""))
    return article


def restore(request: DeskRequest, form: ArticleForm, article: Article | None) -> str:
    """Fill a form that is opened with `?unsaved=` with that text; return the stamp it goes on from.

    The version that it was based on stays what it was, so that a save on another one is found out.
    """
    number = request.GET.get("unsaved", "")
    if request.method != "GET" or not number:
        return ""
    numbered = int(number) if number.isdecimal() and len(number) < 19 else 0
    buffer = own(request.user).unsaved().filter(pk=numbered, article=article).first()
    if buffer is None or buffer.lost or "headline" not in form.fields:
        messages.warning(request, "This text can't be restored here: it was saved or discarded.")
        return ""
    data = MultiValueDict(buffer.content)
    for name in buffer.content:
        if name in form.fields:
            form.initial[name] = form.fields[name].widget.value_from_datadict(data, {}, name)
    form.initial["based_on"] = buffer.based_on or ""
    typed_at = short_moment(buffer.typed_at)
    messages.info(request, f"What you typed until {typed_at} is in the form, and not saved yet.")
    return buffer.stamp


def writing(request: DeskRequest, form: ArticleForm, article: Article | None) -> dict[str, Any]:
    """Return what `desk/writing.html` shows under this name; a restored text is put in the form."""
    ids = [article.pk] if article else []
    keep, open_at = ("keep", "writing") if article else ("keep_new", "keep_new")
    return {
        "keep": reverse(f"admin:articles_article_{keep}", args=ids),
        "url": reverse(f"admin:articles_article_{open_at}", args=ids),
        "form": request.POST.get("form") or uuid4(),
        "restored": request.POST.get("restored") or restore(request, form, article),
        "zone": timezone.get_default_timezone_name(),
    }


def sent_again(request: DeskRequest) -> HttpResponse | None:
    """Answer a form that has been saved already, such as by a second click; None: it hasn't been.

    What it has beyond that save is kept, and offered on the page that comes.
    """
    form_id = form_id_of(request.POST)
    saved = workflow.saved_as(request.user, form_id) if form_id else None
    if saved is None:
        return None
    content = content_of(request.POST)
    if as_article(content, saved.article).content() == saved.article.content():
        messages.success(request, "Saved.")
    else:
        with suppress(Refused):
            workflow.keep(request.user, OpenForm(saved.form), content, timezone.now())
        messages.warning(request, "It was saved before. What you typed since is offered below.")
    return HttpResponseRedirect(address_of(saved.article))


def leads_to(buffer: Buffer) -> str:
    """Return where an own text belongs; for a lost one, that is the list."""
    if buffer.lost:
        return reverse("admin:articles_article_changelist")
    return address_of(buffer.article)


def address_of(article: Article | None) -> str:
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])


class Offers(View):
    """The unsaved texts of whoever asks, as a piece of a page.

    `?article=7`: those on that article; `?article=new`: those on articles that aren't stored yet;
    `&in_form=` leaves out the one with this stamp, which the form holds already.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("article", "")
        buffers = own(person(request)).unsaved()
        if asked == "new":
            buffers = buffers.filter(article=None)
        elif asked.isdecimal() and len(asked) < 19:
            buffers = buffers.filter(article=int(asked))
        in_form = request.GET.get("in_form", "")
        offered = [buffer for buffer in buffers[:SHOWN] if buffer.stamp != in_form]
        context = {"buffers": offered, "here": request.GET.get("here", "")}
        return TemplateResponse(request, "desk/unsaved.html", context)


class Unsaved(View):
    """One text beside what is stored, to decide on."""

    def get(self, request: HttpRequest, buffer_id: int) -> HttpResponse:
        buffer = get_object_or_404(own(person(request)), pk=buffer_id)
        stored = None if buffer.lost else buffer.article
        mine = as_article(buffer.content, stored)
        compared: dict[str, Any] = {}
        if stored:
            compared = {
                "fields": compare_fields(stored.content(), mine.content()),
                "blocks": compare(stored.body, mine.body),
            }
        context = {
            **admin.site.each_context(request),
            "title": "Unsaved text",
            "subtitle": buffer.headline or "No headline yet",
            "opts": Article._meta,
            "buffer": buffer,
            "stored": stored,
            "mine": mine,
            "body": mark_safe(mine.body),  # noqa: S308 - cleaned by as_article()
            "may_edit": not buffer.lost
            and (stored is None or permissions.edits(person(request), stored)),
            "form_url": leads_to(buffer),
            **compared,
        }
        return TemplateResponse(request, "desk/unsaved_one.html", context)


class Decide(View):
    """Discards a text, or keeps a discarded one after all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, buffer_id: int) -> HttpResponse:
        buffer = get_object_or_404(own(person(request)), pk=buffer_id)
        self.decide(request, buffer)
        asked = request.POST.get("here", "")
        safe = url_has_allowed_host_and_scheme(asked, {request.get_host()})
        return HttpResponseRedirect(asked if safe else leads_to(buffer))

    def decide(self, request: HttpRequest, buffer: Buffer) -> None:
        raise NotImplementedError


class Discard(Decide):
    def decide(self, request: HttpRequest, buffer: Buffer) -> None:
        workflow.discard(buffer, person(request))
        look = reverse("desk:unsaved_one", args=[buffer.pk])
        said = 'Discarded. For a day you can still <a href="{}">look at it or take it back</a>.'
        messages.success(request, format_html(said, look))


class TakeBack(Decide):
    def decide(self, request: HttpRequest, buffer: Buffer) -> None:
        workflow.keep_again(buffer, person(request))
        messages.success(request, "Your text is kept again.")


class SignedIn(View):
    """Where signing in again leads, in a tab of its own: back to the tab with the text."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {**admin.site.each_context(request), "title": "You are signed in again"}
        return TemplateResponse(request, "desk/signed_in.html", context)


def urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the addresses of one's own unsaved texts, for `articles.desk.urls`."""

    def address(route: str, name: str, view: type[View]) -> URLPattern:
        return path(f"unsaved/{route}", admin_site.admin_view(view.as_view()), name=name)

    return [
        address("", "unsaved", Offers),
        address("signed-in/", "unsaved_signed_in", SignedIn),
        address("<int:buffer_id>/", "unsaved_one", Unsaved),
        address("<int:buffer_id>/discard/", "unsaved_discard", Discard),
        address("<int:buffer_id>/take-back/", "unsaved_take_back", TakeBack),
    ]
