"""A stranger who asks everything: every public address, with every parameter, and every link."""

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, quote, urlencode, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

LINKS = re.compile(
    r"""(?:href|src|action|url)="([^"\s]+)"|<(?:loc|link|id|guid)[^>]*>([^<\s]+)<|"""
    r""""((?:https?:/|/)[^"\s]*)"|(?:srcset="|,\s*)([^\s",]+)(?=\s)"""
)


#: What asks who one is; tests of the desk and of partners go through these.
SIGNED_IN = ("admin/", "wire/")


class Crawl:
    """What a stranger found: each address that was asked, with all that was answered."""

    def __init__(self, client: Client, values: dict[str, list[str]]) -> None:
        self.client = client
        self.values = values
        self.answers: dict[str, HttpResponse] = {}
        for address in addresses(values):
            self.follow(address)

    def follow(self, start: str) -> None:
        """Ask for this address with every parameter its page takes, and for all it leads to."""
        waiting = [start]
        while waiting:
            address = waiting.pop()
            if address not in self.answers:
                self.answers[address] = answer = self.client.get(address)
                waiting += links(address, answer)
                if answer.status_code == 200:
                    waiting += asked_further(address, self.values)

    def where(self, *tokens: str) -> set[str]:
        """Return the addresses whose answers hold one of these, in their headers or their body."""
        return {
            address
            for address, answer in self.answers.items()
            if any(token in told(address, answer) for token in tokens)
        }

    def pages(self, *tokens: str) -> set[str]:
        """Return the names of the addresses that show one of these."""
        return {name_of(address) for address in self.where(*tokens)}


def public(
    patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield every route that needs neither sign-in nor a partner's token, with its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if not route.startswith(SIGNED_IN):
                yield from public(pattern.url_patterns, route)
        else:
            yield route, pattern


def addresses(values: dict[str, list[str]]) -> Iterator[str]:
    """Yield every public address, filled in with all the values that its parameters may have."""
    for route, _ in public():
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for name in names:
            assert name in values, f"{route}: say in test_leaks.py what may stand for <{name}>"
        for chosen in itertools.product(*(values[name] for name in names)):
            filled = iter(chosen)
            yield "/" + re.sub(r"<[^>]+>", lambda _, given=filled: quote(next(given)), route)


def asked_further(address: str, values: dict[str, list[str]]) -> Iterator[str]:
    """Yield the address with each value of each parameter that its page takes."""
    path, _, query = address.partition("?")
    if query:
        return
    for name in getattr(resolve(path).func, "parameters", ()):
        assert f"?{name}" in values, f"{path}: say in test_leaks.py what may stand for ?{name}="
        for value in values[f"?{name}"]:
            yield f"{path}?{urlencode({name: value})}"


def links(address: str, answer: HttpResponse) -> Iterator[str]:
    """Yield the addresses of this site that an answer leads to."""
    found = [html.unescape("".join(groups)) for groups in LINKS.findall(text_of(answer))]
    found.append(answer.headers.get("Location", ""))
    for link in filter(None, found):
        try:
            parts = urlsplit(urljoin(settings.SITE_URL + address, link))
            ours = f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL
        except ValueError:
            continue
        if ours and not parts.path.startswith(("/static/", "/admin/")):
            yield (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def name_of(address: str) -> str:
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return match.url_name or match.route


def told(address: str, answer: HttpResponse) -> str:
    """Return all of the answer, without what is merely said again of what was asked."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    path, query = urlsplit(address)[2:4]
    for own in filter(None, (path, path.rpartition("/")[2])):
        headers = headers.replace(own, "")
    text = text_of(answer)
    for value in filter(None, parse_qs(query).values()):
        text = text.replace(value[0], "")
    return headers + text


def text_of(answer: HttpResponse) -> str:
    if not hasattr(answer, "text_of"):
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.text_of = body.decode(errors="replace")
    return answer.text_of
