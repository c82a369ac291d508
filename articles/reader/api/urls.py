"""Addresses of the API, all of them endpoints."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import path, re_path, resolve, reverse
from django.views.decorators.csrf import csrf_exempt

from articles.reader.api import articles, changes, names
from articles.reader.api.document import document
from articles.reader.api.endpoints import Endpoint, refused
from articles.reader.api.problems import missing
from articles.reader.api.shapes import Index
from articles.reader.structured import absolute


def index(_request: HttpRequest, _asked: dict[str, Any]) -> Index:
    """Answer with where everything is."""
    return Index(
        name=settings.SITE_NAME,
        url=absolute(reverse("reader:front")),
        openapi=absolute(reverse("reader:api_openapi")),
        articles=absolute(reverse("reader:api_articles")),
        changes=absolute(reverse("reader:api_changes")),
        sections=absolute(reverse("reader:api_sections")),
    )


def openapi(_request: HttpRequest, _asked: dict[str, Any]) -> Mapping[str, Any]:
    """Answer with the OpenAPI document."""
    return document(ENDPOINTS)


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponseBase:
    """Answer what is no endpoint: the slash at the end may be missing, or all of it."""
    if resolve(f"{request.path_info}/").func is not nothing:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{request.path}/{'?' if query else ''}{query}")
    return refused(missing())


ENDPOINTS = (
    Endpoint("", "index", "Where everything is", index, Index),
    Endpoint("openapi.json", "openapi", "This document", openapi, None),
    *articles.ENDPOINTS,
    *changes.ENDPOINTS,
    *names.ENDPOINTS,
)

urlpatterns = [
    *(path(endpoint.route, endpoint, name=f"api_{endpoint.name}") for endpoint in ENDPOINTS),
    re_path("", nothing, name="api_nothing"),
]
