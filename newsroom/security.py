"""What readers and browsers get to hear: no cookies, and what a page of ours may do."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.reader.answers import policy_of

__all__ = ["NoCookiesForReadersMiddleware", "SecurityHeadersMiddleware"]


def _policy(**directives: str) -> str:
    return "; ".join(f"{name.replace('_', '-')} {value}" for name, value in directives.items())


# Readers' pages: no script at all, nothing from elsewhere. A page with embeds adds what they need.
# Auditors that run within the page (Lighthouse) ask for our robots.txt from there.
READER_POLICY = _policy(
    default_src="'none'",
    connect_src="'self'",
    img_src="'self'",
    style_src="'self'",
    font_src="'self'",
    form_action="'self'",
    base_uri="'none'",
    frame_ancestors="'none'",
)
# The desk. CKEditor 4 lives on inline scripts, styles and handlers; the Alpine build that Unfold
# ships compiles its attributes with the Function constructor, which counts as eval.
DESK_POLICY = _policy(
    default_src="'none'",
    script_src="'self' 'unsafe-inline' 'unsafe-eval'",
    style_src="'self' 'unsafe-inline'",
    img_src="'self' data: blob:",
    font_src="'self'",
    connect_src="'self'",
    frame_src="'self'",
    form_action="'self'",
    base_uri="'none'",
    frame_ancestors="'self'",
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


class SecurityHeadersMiddleware:
    """Add the headers to every answer, static files included, where the view set none itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        desk = request.path_info.startswith("/admin/")
        # "Not modified" would put its own policy in place of the one that came with the page.
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            policy = policy_of(response, DESK_POLICY if desk else READER_POLICY)
            response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not settings.SEARCH_ENGINES:
            response.headers.setdefault("X-Robots-Tag", "noindex")
        if desk:  # the desk shows previews in frames; elsewhere DENY holds
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


class NoCookiesForReadersMiddleware:
    """Hide cookies from everything outside the desk.

    So readers' pages are the same for everyone; a malformed cookie would otherwise make Django's
    protection against forged requests set a new one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)
