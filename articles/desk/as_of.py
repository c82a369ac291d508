"""Time travel: the reader's own pages as they were or will be at any moment.

What readers see is a function of time, and the database keeps the past from being rewritten; so
the page of a moment is asked of the reader side, and shown here with its links staying here.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import URLPattern, is_valid_path, path, register_converter, resolve, reverse
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html
from django.views import View

from articles import permissions
from articles.desk import changes
from articles.desk.act_page import person
from articles.desk.inside import moved_inside, stay_inside, stay_private
from articles.desk.labels import short_moment
from articles.desk.picture_files import show_at_the_desk
from articles.desk.schedule import YEARS, NewsroomTimeField, as_typed, in_words
from articles.languages import for_readers
from articles.reader.missing import not_found

__all__ = ["urls"]

READERS = "articles.reader.urls"
FORMAT = "%Y-%m-%dT%H:%M:%SZ"
#: As readers' pages have it, but the desk may show it in a frame.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
#: What comes with a request and would make the answer another one than a new reader gets.
PERSONAL = ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_AUTHORIZATION")
#: The way past what stands above comes first.
TOP = re.compile(r"<body\b[^>]*>(?:\s*<a class=\"skip\"[^>]*>[^<]*</a>)?")
CANONICAL = re.compile(r'<link rel="canonical"[^>]*>\n?')
NOT_AHEAD = (
    "Only editors see what lies ahead, because it shows what every desk has scheduled. "
    "You may look at any moment up to now."
)
SECOND, PRESENT = timedelta(seconds=1), timedelta(minutes=1)
#: How many changes the page lists on which a moment is chosen.
LISTED = 8


class MomentConverter:
    """A moment in an address: ISO 8601, UTC, whole seconds, such as `2026-11-25T08:00:00Z`."""

    regex = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"

    def to_python(self, value: str) -> datetime:
        moment = datetime.strptime(value, FORMAT).replace(tzinfo=UTC)
        if moment.year not in YEARS:
            raise ValueError(value)
        return moment

    def to_url(self, value: datetime) -> str:
        """Return the first whole second at which what happens at this moment has happened."""
        whole = value + SECOND - timedelta.resolution
        return whole.astimezone(UTC).strftime(FORMAT)


class ReaderAddressConverter:
    """Any address of the reader side without its first slash; empty for the front page."""

    regex = ".*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value.removeprefix("/")


register_converter(MomentConverter, "moment")
register_converter(ReaderAddressConverter, "reader_address")


class JumpForm(forms.Form):
    """Where to, in time and on the site."""

    at = NewsroomTimeField(label="Moment")
    address = forms.CharField(
        label="Page",
        required=False,
        max_length=2000,
        help_text="An address of the site, such as /world/; empty for the front page.",
    )

    def clean_address(self) -> str:
        return "/" + moved_inside(self.cleaned_data["address"], "/").lstrip("/")


class TimeTravel(View):
    """What the pages have in common: they are for the desk, and some for editors alone."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not permissions.looks_back(person(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def choose(self, form: forms.Form, status: int = 200, refusal: str = "") -> HttpResponse:
        """Return the page on which a moment is chosen."""
        now = timezone.now()
        ahead = permissions.looks_ahead(person(self.request))
        context = {
            **self.admin_site.each_context(self.request),
            "title": "Time travel",
            "form": form,
            "refusal": refusal,
            "ahead": ahead,
            "now": reverse("desk:as_of_now", args=[""]),
            "later": _linked(changes.after(now, LISTED), "") if ahead else [],
            "earlier": _linked(changes.before(now, LISTED), ""),
        }
        return TemplateResponse(self.request, "desk/as_of_choose.html", context, status=status)


class Choose(TimeTravel):
    """Where a moment is typed; the bar's own form leads here too."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if "at" not in request.GET:
            return self.choose(JumpForm(initial={"at": timezone.now().replace(second=0)}))
        form = JumpForm(request.GET)
        if not form.is_valid():
            return self.choose(form, status=422)
        at, address = form.cleaned_data["at"], form.cleaned_data["address"]
        return HttpResponseRedirect(_address(at, address))


class Now(TimeTravel):
    """Leads to the present second, so that a link to now doesn't grow old."""

    def get(self, request: HttpRequest, address: str) -> HttpResponse:
        now = timezone.now().replace(microsecond=0)
        return HttpResponseRedirect(_address(now, _with_query(request, address)))


class AsOf(TimeTravel):
    """A page of the reader side at one moment, with a bar above it."""

    def get(self, request: HttpRequest, at: datetime, address: str) -> HttpResponse:
        if at > timezone.now() and not permissions.looks_ahead(person(request)):
            form = JumpForm(initial={"at": timezone.now(), "address": f"/{address}"})
            return self.choose(form, status=403, refusal=NOT_AHEAD)
        prefix = _address(at, "")
        response = _page(request, at, f"/{address.lstrip('/')}")
        if "Location" in response.headers:
            response.headers["Location"] = moved_inside(response.headers["Location"], prefix)
        elif response.headers["Content-Type"].startswith("text/html"):
            html = show_at_the_desk(stay_inside(response.content.decode(), prefix))
            bar = _bar(request, at, _with_query(request, address))
            response.content = _with_bar(html, bar, in_words(at))
        return stay_private(response, POLICY)


def _page(request: HttpRequest, at: datetime, address: str) -> HttpResponse:
    """Return what the reader side answers to somebody it doesn't know, at this moment."""
    asked = HttpRequest()
    asked.method = "GET"
    asked.path = asked.path_info = address
    asked.GET = request.GET
    asked.META = {name: value for name, value in request.META.items() if name not in PERSONAL}
    asked.at = at  # type: ignore[attr-defined]
    if not is_valid_path(address, READERS) and is_valid_path(f"{address}/", READERS):
        return HttpResponseRedirect(f"{address}/")
    with for_readers():
        try:
            match = resolve(address, READERS)
            return match.func(asked, *match.args, **match.kwargs)
        except Http404 as missing:
            return not_found(asked, missing)


def _bar(request: HttpRequest, at: datetime, address: str) -> str:
    """Return the bar: the moment in words, and the ways to another one and out."""
    now = timezone.now()
    previous, following = changes.around(at)
    if following and following.moment > now and not permissions.looks_ahead(person(request)):
        following = None
    context = {
        "words": _to_the_second(at),
        "moment": at,
        "tense": _tense(at, now),
        "previous": _linked([previous], address)[0] if previous else None,
        "following": _linked([following], address)[0] if following else None,
        "now": reverse("desk:as_of_now", args=[address]),
        "leave": f"/{address}",
        "choose": reverse("desk:as_of_choose"),
        "address": f"/{address}",
        "typed": as_typed(at)[0],
        "zone": str(timezone.get_default_timezone()),
    }
    return render_to_string("desk/as_of_bar.html", context)


def _with_bar(html: str, bar: str, words: str) -> str:
    """Return the page with the bar above it, its title saying so, and no canonical address."""
    style = format_html('<link rel="stylesheet" href="{}">', static("desk/as_of.css"))
    html = CANONICAL.sub("", html, count=1)
    html = html.replace("<title>", f"<title>{words}: ", 1).replace("</head>", f"{style}</head>", 1)
    return TOP.sub(lambda top: top[0] + bar, html, count=1)


def _tense(at: datetime, now: datetime) -> str:
    """Return `was`, `is` or `will be`: the present lasts as long as the page was made and read."""
    if abs(at - now) < PRESENT:
        return "is"
    return "will be" if at > now else "was"


def _to_the_second(at: datetime) -> str:
    """Return the moment as a sentence says it, with the seconds where there are any."""
    local = timezone.localtime(at)
    clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return in_words(at).replace(f"{local:%H:%M}", clock, 1)


def _linked(found: list[changes.Change], address: str) -> list[dict[str, str]]:
    return [
        {
            "url": _address(change.moment, address),
            "when": short_moment(change.moment),
            "what": change.words,
        }
        for change in found
    ]


def _address(at: datetime, address: str) -> str:
    """Return where the page at this address (with its query) is shown as of a moment."""
    return reverse("desk:as_of", args=[at, ""]) + address.removeprefix("/")


def _with_query(request: HttpRequest, address: str) -> str:
    """Return the address, without its first slash, as it stands in a link on this site."""
    address = escape_uri_path(address.lstrip("/"))
    query = QueryDict(request.META.get("QUERY_STRING", "")).urlencode()
    return f"{address}?{query}" if query else address


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of time travel, for the desk's own."""

    def page(address: str, name: str, view: type[View]) -> URLPattern:
        return path(address, site.admin_view(view.as_view(admin_site=site)), name=name)

    return [
        page("as-of/", "as_of_choose", Choose),
        page("as-of/now/<reader_address:address>", "as_of_now", Now),
        page("as-of/<moment:at>/<reader_address:address>", "as_of", AsOf),
    ]
