"""The OpenAPI document, https://spec.openapis.org/oas/v3.1.1: written from the endpoints."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.reader.api.endpoints import JSON, PROBLEM, Endpoint
from articles.reader.api.parameters import Parameter
from articles.reader.api.schemas import Schema, Schemas
from articles.reader.api.shapes import Problem

__all__ = ["document"]

VERSION = "1.0.0"
ABOUT = """\
What readers of {name} see, as JSON. Anybody may ask; nothing can be changed here.

Moments have their offset. Addresses are whole. Fields and endpoints may be added; what is here
keeps its meaning as long as the address says `v1`. Ask with `If-None-Match` and an answer's `ETag`
to get 304 while nothing is new.

To mirror the site, ask for `/changes/`, keep what it tells, and go on from `next`.\
"""
WRONG = "Parameters that are wrong, unknown or given twice; `errors` names each."
ETAG: Schema = {
    "description": "Of this very answer, for If-None-Match.",
    "required": True,
    "schema": {"type": "string"},
}


def document(endpoints: Iterable[Endpoint]) -> Mapping[str, Any]:
    """Return the document that describes these endpoints."""
    schemas = Schemas()
    root = reverse("reader:api_index")
    paths = {
        root + re.sub(r"<\w+:(\w+)>", r"{\1}", endpoint.route): {
            "get": _operation(endpoint, schemas)
        }
        for endpoint in endpoints
    }
    return {
        "openapi": "3.1.1",
        "info": {
            "title": settings.SITE_NAME,
            "version": VERSION,
            "description": ABOUT.format(name=settings.SITE_NAME),
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": paths,
        "components": {"schemas": schemas.named},
    }


def _operation(endpoint: Endpoint, schemas: Schemas) -> dict[str, Any]:
    returned = schemas.of(endpoint.returns) if endpoint.returns else {"type": "object"}
    problems = {400: WRONG, **endpoint.problems}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [
            *(_in_path(name, schema) for name, schema in endpoint.path.items()),
            *(_in_query(parameter) for parameter in endpoint.takes),
        ],
        "responses": {
            "200": _response("What was asked for.", JSON, returned) | {"headers": {"ETag": ETAG}},
            "304": {"description": "You have it already."},
            **{
                str(status): _response(meaning, PROBLEM, schemas.of(Problem))
                for status, meaning in problems.items()
            },
        },
    }


def _response(description: str, kind: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, "content": {kind: {"schema": schema}}}


def _in_path(name: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": parameter.schema,
    }
