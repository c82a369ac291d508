"""Links for outsiders, at the desk: make one, see who opened which, close one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import article_for, person
from articles.desk.browsers import named
from articles.desk.preview import kept_versions
from articles.desk.schedule import in_words
from articles.models import Article, Edition, Share
from articles.reader.structured import absolute

__all__ = ["open_shares", "urls"]

DAYS = (1, 3, 7, 14, 30)
#: The newest links of an article, and the latest openings of each.
SHOWN, OPENINGS = 50, 10
MAY_NOT = "Only whoever may change the copy now can show it to an outsider."


class ShareForm(forms.Form):
    """For whom, how long, and which version."""

    recipient = forms.CharField(
        label="For whom",
        max_length=120,
        help_text="One person. They are named on the page, and their openings are listed below.",
        error_messages={"required": "Say who the link is for."},
    )
    lasts = forms.TypedChoiceField(
        label="Good for",
        coerce=lambda days: timedelta(days=int(days)),
        choices=[(days, f"{days} day{'s' if days > 1 else ''}") for days in DAYS],
        initial=3,
    )
    version = forms.TypedChoiceField(
        label="Version", coerce=int, help_text="They see this version, and never a later one."
    )

    def __init__(self, article: Article, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        choices = kept_versions(article)
        asked = self.initial.get("version")
        if asked and asked not in dict(choices):
            choices = [*choices, (asked, f"Version {asked}")]
        self.fields["version"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    """A link as the list shows it."""

    share: Share
    stands: str
    open: bool
    may_close: bool
    #: When, and with which browser.
    openings: list[tuple[str, str]]


class Shares(View):
    """The links of one article; POST makes one, whose secret is shown on the answer alone."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]
    article: Article

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.article = article_for(person(request), kwargs["article_id"])

    def get(self, request: HttpRequest, article_id: int) -> HttpResponse:
        asked = request.GET.get("version", "")
        version = int(asked) if asked.isdecimal() and len(asked) < 9 else self.article.version
        return self.page(ShareForm(self.article, initial={"version": version}))

    def post(self, request: HttpRequest, article_id: int) -> HttpResponse:
        asked = request.POST.get("version", "")
        initial = {"version": int(asked)} if asked.isdecimal() and len(asked) < 9 else {}
        form = ShareForm(self.article, request.POST, initial=initial)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            made, secret = workflow.share(self.article, person(request), **form.cleaned_data)
        except workflow.Refused as refused:
            form.add_error(refused.field or None, str(refused))
            return self.page(form, status=422)
        link = absolute(reverse("share", args=[secret]))
        fresh = ShareForm(self.article, initial={"version": made.version})
        return self.page(fresh, status=201, made=made, link=link)

    def page(self, form: ShareForm, status: int = 200, **made: Any) -> HttpResponse:
        may = permissions.shares(person(self.request), self.article)
        context = {
            **self.admin_site.each_context(self.request),
            "title": "Links for outsiders",
            "subtitle": self.article.headline,
            "opts": Article._meta,
            "original": self.article,
            "article": self.article,
            "form": form if may else None,
            "refusal": "" if may else MAY_NOT,
            "rows": _rows(self.article, self.request),
            "shown": SHOWN,
            **made,
        }
        response = TemplateResponse(self.request, "desk/shares.html", context, status=status)
        response.headers["Cache-Control"] = "no-store, private"
        return response


class Revocation(View):
    """POST closes a link."""

    admin_site: AdminSite = admin.site
    http_method_names = ["post"]

    def post(self, request: HttpRequest, article_id: int, share_id: int) -> HttpResponse:
        article = article_for(person(request), article_id)
        share = get_object_or_404(Share, article=article, pk=share_id)
        try:
            workflow.revoke_share(share, person(request))
        except workflow.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"The link for {share.recipient} is closed.")
        return HttpResponseRedirect(reverse("admin:articles_article_shares", args=[article.pk]))


def open_shares(article: Article) -> int:
    """Return how many links to the article are good now: one query."""
    if article.spiked_at:
        return 0
    withdrawn = Edition.objects.exclude(withdrawal_notice="")
    after = withdrawn.filter(article=OuterRef("article"), ends_at__gte=OuterRef("made_at"))
    good = Share.objects.open(timezone.now()).filter(~Exists(after), article=article)
    return good.count()


def _rows(article: Article, request: HttpRequest) -> list[Row]:
    """Return the newest links with their openings: two queries, and those on other makers."""
    now, dead, reader = timezone.now(), workflow.withdrawn_at(article), person(request)
    #: Of those with open links, by id: whether they still see the article.
    makers: dict[int, bool] = {}
    found = Share.objects.filter(article=article).select_related("made_by", "revoked_by")
    rows = []
    for share in found.with_openings(OPENINGS)[:SHOWN]:
        share.article = article
        if share.made_by_id == reader.pk:
            share.made_by = reader
        if share.open_at(now) and share.made_by_id not in makers:
            makers[share.made_by_id] = workflow.maker_sees(share)
        closed = _closed(share, dead, makers.get(share.made_by_id, True))
        lives = share.open_at(now) and not closed
        may_close = share.open_at(now) and permissions.revokes(reader, share)
        openings = [
            (in_words(datetime.fromisoformat(opening["at"])), named(opening["browser"]))
            for opening in share.opened  # type: ignore[attr-defined]
        ]
        rows.append(Row(share, _stands(share, now, closed), lives, may_close, openings))
    return rows


def _closed(share: Share, withdrawn_at: datetime | None, maker_sees: bool) -> str:
    """Return what closed the link, which nobody closed, before its time; empty: nothing did."""
    if share.article.spiked_at or (withdrawn_at and withdrawn_at >= share.made_at):
        return "Closed since the article was withdrawn or spiked."
    if not maker_sees:
        return f"Closed since {share.made_by} may not see the article any more."
    return ""


def _stands(share: Share, now: datetime, closed: str) -> str:
    if share.revoked_at:
        return f"Closed by {share.revoked_by} on {in_words(share.revoked_at)}."
    if share.expires_at <= now:
        return f"Expired on {in_words(share.expires_at)}."
    return closed or f"Good until {in_words(share.expires_at)}."


def urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the addresses of links for outsiders, for `ArticleAdmin.get_urls`."""

    def page(address: str, name: str, view: type[View]) -> URLPattern:
        wrapped = admin_site.admin_view(view.as_view(admin_site=admin_site))
        return path(f"<int:article_id>/shares/{address}", wrapped, name=f"articles_article_{name}")

    return [
        page("", "shares", Shares),
        page("<int:share_id>/revocation/", "revoke_share", Revocation),
    ]
