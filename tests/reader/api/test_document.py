"""What the OpenAPI document promises is what comes: for made-up requests, and for every status."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks

from newsroom.wsgi import application

pytestmark = pytest.mark.django_db

DOCUMENT = "/api/v1/openapi.json"
load_all_checks()
#: A section, an author or a topic that is spelt right may still be none that readers know.
SPELT_RIGHT = [CHECKS.get_one("positive_data_acceptance")]


#: As a program reads it that makes up requests from it.
described = schemathesis.openapi.from_wsgi(DOCUMENT, application)


@pytest.fixture
def site(newsroom):
    """The newsroom, whose transaction goes on from request to request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield newsroom
    for signal in signals:
        signal.connect(close_old_connections)


@described.parametrize()
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_made_up_requests_are_answered_as_promised(case, site):
    case.call_and_validate(excluded_checks=SPELT_RIGHT)


#: Of each operation, a request for every status that is promised, 304 apart.
WANTED = {
    ("/api/v1/", 200): {},
    ("/api/v1/", 400): {"query": {"page": "2"}},
    ("/api/v1/openapi.json", 200): {},
    ("/api/v1/openapi.json", 400): {"query": {"page": "2"}},
    ("/api/v1/articles/", 200): {
        "query": {"section": "world", "author": "ines-marrow", "topic": "bridges", "limit": "1"}
    },
    ("/api/v1/articles/", 400): {"query": {"section": "moon"}},
    ("/api/v1/articles/{id}/", 200): {"path_parameters": {"id": "live"}},
    ("/api/v1/articles/{id}/", 400): {
        "path_parameters": {"id": "live"},
        "query": {"full": "1"},
    },
    ("/api/v1/articles/{id}/", 404): {"path_parameters": {"id": "ended"}},
    ("/api/v1/articles/{id}/", 410): {"path_parameters": {"id": "withdrawn"}},
    ("/api/v1/changes/", 200): {},
    ("/api/v1/changes/", 400): {"query": {"since": "yesterday"}},
    ("/api/v1/sections/", 200): {},
    ("/api/v1/sections/", 400): {"query": {"page": "2"}},
    ("/api/v1/authors/{slug}/", 200): {"path_parameters": {"slug": "ines-marrow"}},
    ("/api/v1/authors/{slug}/", 400): {
        "path_parameters": {"slug": "ines-marrow"},
        "query": {"page": "2"},
    },
    ("/api/v1/authors/{slug}/", 404): {"path_parameters": {"slug": "nobody"}},
    ("/api/v1/topics/{slug}/", 200): {"path_parameters": {"slug": "bridges"}},
    ("/api/v1/topics/{slug}/", 400): {
        "path_parameters": {"slug": "bridges"},
        "query": {"page": "2"},
    },
    ("/api/v1/topics/{slug}/", 404): {"path_parameters": {"slug": "nothing"}},
}
CONFORMING = [
    CHECKS.get_one(name)
    for name in (
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    )
]


@pytest.mark.parametrize(("address", "status"), WANTED)
def test_every_status_comes_as_promised(site, address, status):
    wanted = WANTED[address, status]
    path = dict(wanted.get("path_parameters", {}))
    if "id" in path:
        path["id"] = getattr(site, path["id"]).article_id
    case = described[address]["GET"].Case(path_parameters=path, query=wanted.get("query", {}))
    response = case.call_and_validate(checks=CONFORMING)
    assert response.status_code == status
    if status == 200:
        known = case.call(headers={"If-None-Match": response.headers["etag"][0]})
        case.validate_response(known, checks=CONFORMING)
        assert (known.status_code, known.content) == (304, b"")


def test_no_other_status_is_promised():
    promised = {
        (address, int(status))
        for address, operations in described.raw_schema["paths"].items()
        for status in operations["get"]["responses"]
    }
    assert promised == set(WANTED) | {(address, 304) for address, _ in WANTED}


def test_the_document_keeps_to_its_own_standard():
    described.validate()
    assert described.raw_schema["openapi"] == "3.1.1"
