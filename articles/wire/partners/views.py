"""`/wire/v1/`: a token for each partner, so many requests a minute, and a line on each request."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from articles import workflow
from articles.models import Partner, Taking
from articles.wire.decoding import Refused
from articles.wire.partners import handing_in, out

__all__ = ["app_name", "urlpatterns"]

MINUTE = timedelta(minutes=1)
SCHEME = "Bearer "

View = Callable[..., tuple[HTTPStatus, dict[str, Any], int]]


def of_partner(method: str, may: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Make a view of what answers with a status, data, and how many items there are in it."""

    def made(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt  # there is no cookie here that anybody could misuse
        @wraps(view)
        def asked(request: HttpRequest, **given: Any) -> HttpResponse:
            if request.method != method:
                return _problem(HTTPStatus.METHOD_NOT_ALLOWED, f"Only {method} here.", Allow=method)
            partner = _partner(request)
            if partner is None:
                told = "Send the token that you were given: Authorization: Bearer <token>."
                return _problem(
                    HTTPStatus.UNAUTHORIZED, told, **{"WWW-Authenticate": 'Bearer realm="wire"'}
                )
            return _answer(request, partner, view, may, given)

        return asked

    return made


def _partner(request: HttpRequest) -> Partner | None:
    given = request.headers.get("Authorization", "")
    return workflow.partner_of(given.removeprefix(SCHEME)) if given.startswith(SCHEME) else None


def _answer(
    request: HttpRequest, partner: Partner, view: View, may: str, given: dict[str, Any]
) -> HttpResponse:
    now, items = timezone.now(), 0
    asked_lately = partner.takings.filter(at__gt=now - MINUTE)[: partner.a_minute].count()
    if asked_lately >= partner.a_minute:
        told = f"You may ask {partner.a_minute} times a minute. Ask again in a minute."
        # Not on record: else whoever goes on asking would never be let in again.
        return _problem(HTTPStatus.TOO_MANY_REQUESTS, told, **{"Retry-After": "60"})
    if getattr(partner, may):
        try:
            status, data, items = view(request, partner, **given)
            response: HttpResponse = _json(data, status)
        except Refused as refusal:
            response = _problem(HTTPStatus.BAD_REQUEST, str(refusal))
    else:
        response = _problem(HTTPStatus.FORBIDDEN, "That isn't among what you may do here.")
    what = f"{request.method} {request.get_full_path()}"[:200]
    Taking.objects.create(
        partner=partner, at=now, what=what, status=response.status_code, items=items
    )
    return response


def _json(data: dict[str, Any], status: HTTPStatus) -> HttpResponse:
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Authorization",))
    return response


def _problem(status: HTTPStatus, detail: str, **headers: str) -> HttpResponse:
    """Return what is wrong, https://www.rfc-editor.org/rfc/rfc9457"""
    told = {"title": status.phrase, "status": status.value, "detail": detail}
    response = HttpResponse(
        json.dumps(told), "application/problem+json", status=status, headers=headers
    )
    response.headers["Cache-Control"] = "no-store, private"
    return response


@of_partner("GET", "takes")
def articles(request: HttpRequest, partner: Partner) -> tuple[HTTPStatus, dict[str, Any], int]:
    """What has changed since the partner asked last."""
    limit = request.GET.get("limit", "50")
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:4]) <= out.MOST):
        raise Refused(f"“limit” is a number from 1 to {out.MOST}.")
    page = out.since(partner, request.GET.get("since", ""), int(limit))
    address = request.build_absolute_uri(reverse("wire:articles"))
    data = {
        "items": page.items,
        "next": f"{address}?since={page.cursor}" if page.cursor else address,
        "more": page.more,
    }
    return HTTPStatus.OK, data, len(page.items)


@of_partner("GET", "ahead")
def ahead(_request: HttpRequest, partner: Partner) -> tuple[HTTPStatus, dict[str, Any], int]:
    """What is scheduled."""
    items = out.ahead(partner, timezone.now())
    return HTTPStatus.OK, {"items": items}, len(items)


@of_partner("GET", "takes")
def article(
    _request: HttpRequest, partner: Partner, article_id: int
) -> tuple[HTTPStatus, dict[str, Any], int]:
    """One article, by the number in its uri."""
    item = out.one(partner, article_id, timezone.now())
    if item is None:
        return HTTPStatus.NOT_FOUND, {"detail": "There is no such article for you."}, 0
    return HTTPStatus.OK, item, 1


@of_partner("POST", "hands_in")
def deliveries(request: HttpRequest, partner: Partner) -> tuple[HTTPStatus, dict[str, Any], int]:
    """Take in what the body of the request is, in any format that comes in."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > 200:
        raise Refused("Send an Idempotency-Key with 1 to 200 characters: yours for this item.")
    length = request.headers.get("Content-Length") or "0"
    if not length.isdigit() or int(length) > handing_in.LARGEST:
        return (
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            {"detail": f"{handing_in.LARGEST // 1_000_000} MB at most."},
            0,
        )
    try:
        delivery = handing_in.hand_in(partner, key, request.read(handing_in.LARGEST))
    except handing_in.Twice as twice:
        return HTTPStatus.CONFLICT, {"detail": str(twice)}, 0
    if delivery.reason:
        told = f"{delivery.reason} It is kept, and an editor may try it again."
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"detail": told}, 0
    return HTTPStatus.OK, {"articles": delivery.article_ids}, len(delivery.article_ids)


app_name = "wire"
urlpatterns = [
    path("articles/", articles, name="articles"),
    path("articles/ahead/", ahead, name="ahead"),
    path("articles/<int:article_id>", article, name="article"),
    path("deliveries/", deliveries, name="deliveries"),
]
