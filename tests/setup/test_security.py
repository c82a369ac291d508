"""Headers that say what browsers may do with our pages."""

import logging

import pytest
from django.http import HttpResponse
from django.urls import include, path

from articles.models import User
from newsroom.security import SecurityHeadersMiddleware


def unstorable(_request):
    User.objects.filter(username="a\0b").exists()


def broken(_request):
    raise RuntimeError("of the test")


def own_policy(_request):
    return HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"})


urlpatterns = [
    path("page/", lambda _request: HttpResponse()),
    path("admin/page/", lambda _request: HttpResponse()),
    path("own/", own_policy),
    path("broken/", broken),
    path("unstorable/", unstorable),
    path("", include("articles.reader.urls")),
]
handler400 = "newsroom.faults.bad_request"
handler500 = "newsroom.faults.server_error"
pytestmark = pytest.mark.urls(__name__)


def directives(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_readers_pages_allow_no_script_and_nothing_from_elsewhere(client):
    allowed = directives(client.get("/page/"))
    assert allowed.pop("default-src") == "'none'"
    assert "script-src" not in allowed
    assert set(allowed.values()) == {"'self'", "'none'"}


def test_readers_pages_cannot_be_framed_and_set_no_cookie(client):
    response = client.get("/page/")
    assert directives(response)["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_reader_s_malformed_cookie_draws_no_cookie_in_answer(client):
    answer = client.get("/page/", headers={"cookie": "csrftoken=x; sessionid=y"})
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_the_desk_allows_inline_scripts_but_none_from_elsewhere(client):
    response = client.get("/admin/page/")
    assert directives(response)["script-src"] == "'self' 'unsafe-inline' 'unsafe-eval'"
    assert directives(response)["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("address", ["/page/", "/admin/page/", "/no/such/page/"])
def test_every_answer_has_the_plain_ones(client, address):
    response = client.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_a_view_s_own_policy_is_kept(client):
    assert client.get("/own/")["Content-Security-Policy"] == "default-src 'self'"


def test_a_fault_shows_a_plain_page_and_is_logged_with_its_traceback(client, caplog):
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        response = client.get("/broken/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert "of the test" not in response.text
    assert directives(response)["style-src"] == "'unsafe-inline'"
    assert response["Cache-Control"] == "no-store"
    assert any(record.exc_info for record in caplog.records)


def test_the_headers_reach_static_files_too(settings):
    order = settings.MIDDLEWARE
    name = f"{SecurityHeadersMiddleware.__module__}.{SecurityHeadersMiddleware.__qualname__}"
    assert order.index(name) < order.index("whitenoise.middleware.WhiteNoiseMiddleware")


@pytest.mark.parametrize("address", ["/page/?q=a%00b", "/pa%00ge/", "/admin/page/?q=%00"])
def test_a_null_character_in_an_address_is_refused_in_words(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "a character that no text has" in response.content.decode()


@pytest.mark.django_db
def test_what_the_database_cannot_hold_is_refused_in_words(client, caplog):
    response = client.get("/unstorable/")
    assert response.status_code == 400
    assert "a character that no text has" in response.content.decode()
    assert "NUL" in caplog.text
