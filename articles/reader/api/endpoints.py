"""What all endpoints have in common: methods, parameters, headers and conditional answers."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from articles.reader.api.parameters import Parameter, read_all
from articles.reader.api.problems import Refusal
from articles.reader.press.keys import say_printed

__all__ = ["METHODS", "Endpoint"]

METHODS = ("GET", "HEAD", "OPTIONS")
ALLOW = ", ".join(METHODS)
JSON, PROBLEM = "application/json", "application/problem+json"
#: The answers are public and hang on nobody's cookies, so pages of other sites may read them:
#: https://fetch.spec.whatwg.org/#http-cors-protocol
PUBLIC = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": ALLOW,
    "Access-Control-Allow-Methods": ALLOW,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True, eq=False)  # the resolver needs it hashable
class Endpoint:
    """One address of the API. `answer` gets the request, the parameters, and the route's own."""

    route: str
    name: str
    summary: str
    answer: Callable[..., Mapping[str, Any]]
    #: A TypedDict from `shapes`; None for the document itself.
    returns: type | None
    takes: tuple[Parameter, ...] = ()
    #: The route's own parameters, with their schema.
    path: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    #: Which problems there are besides wrong parameters, and what each means.
    problems: Mapping[int, str] = field(default_factory=dict)
    #: Whether an answer is true until something changes; if not, the press keeps none.
    kept: bool = True
    #: A parameter that isn't known gets its 400, so the press must not leave it out.
    refuses_others = True
    #: Forged requests are no danger where nothing is changed: POST gets its 405, not a 403.
    csrf_exempt = True

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the query's parameters: see `articles.reader.asking`."""
        return tuple(parameter.name for parameter in self.takes)

    def __call__(self, request: HttpRequest, **path: Any) -> HttpResponse:
        """Answer a request; never with a page for people."""
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PUBLIC | PREFLIGHT)
        if request.method not in METHODS:
            return refused(Refusal(405, f"This is read-only: {ALLOW}."))
        try:
            asked = read_all(request.GET, self.takes)
            response = _json(self.answer(request, asked, **path))
        except Refusal as refusal:
            return refused(refusal)
        except TooManyFieldsSent:
            return refused(Refusal(400, "There are far too many parameters."))
        if self.kept:
            say_printed(request, response)
        return _conditional(request, response)


def refused(refusal: Refusal) -> HttpResponse:
    """Return the answer that says why there is no other."""
    status = refusal.problem["status"]
    response = _json(refusal.problem, status, PROBLEM)
    if status == 405:
        response["Allow"] = ALLOW
    return response


def _json(content: Mapping[str, Any], status: int = 200, kind: str = JSON) -> HttpResponse:
    """Return the content as JSON; like pages, it may be kept but not shown again unasked."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, kind, status, headers=PUBLIC | {"Cache-Control": "no-cache"})


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer with its validator, or 304 for who has it already."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    conditional = get_conditional_response(request, etag, response=response)
    answer = cast(HttpResponse, conditional)  # None is for no response given
    for name, value in PUBLIC.items():
        answer[name] = value
    return answer
