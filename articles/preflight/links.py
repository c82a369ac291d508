"""Links lead somewhere: to a page of ours that readers can see then, or out of the house."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from articles.models import Author, Edition, Section, Topic
from articles.preflight.proof import Finding, Proof, warn

__all__ = ["check"]

LINK = re.compile(r'<a href="([^"]*)"')
ARTICLE = re.compile(r".+-([0-9]{1,18})")
#: Pages that are there only if what they show is.
NAMED_BY_CONTENT = {
    f"reader:{name}" for name in ("article", "author", "section", "subsection", "topic")
}
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check(proof: Proof) -> Iterator[Finding]:
    hrefs = list(dict.fromkeys(map(unescape, LINK.findall(proof.article.body))))
    inside = {href: path for href in hrefs if (path := path_of(href)) is not None}
    known = Known(proof, inside.values())
    for href in hrefs:
        problem = malformed(href)
        if not problem and href in inside and not known.leads_somewhere(inside[href]):
            problem = "leads to no page that readers can see then. Correct it, or take it out."
        if problem:
            yield warn(f"The link to “{href}” {problem}", "body", href)


def malformed(href: str) -> str:
    """Return what is wrong with a link by its form alone."""
    parts = urlsplit(href)
    if href.startswith("#"):
        return "leads to a place on the page, and articles have none. Take it out."
    if parts.scheme == "mailto" and not ADDRESS.fullmatch(unquote(parts.path)):
        return "is no e-mail address. Correct it."
    if parts.scheme == "tel" and not any(map(str.isdigit, parts.path)):
        return "is no telephone number. Correct it."
    if not parts.scheme and not parts.netloc and not href.startswith("/"):
        return "is no whole address. Begin it with https:// or, within the site, with a slash."
    if parts.scheme in {"http", "https"} and "." not in parts.netloc and not ours(parts.netloc):
        return "names no site. Correct it."
    return ""


def path_of(href: str) -> str | None:
    """Return the path of a link within the site; None for others."""
    parts = urlsplit(href)
    within = ours(parts.netloc) if parts.netloc else not parts.scheme and href.startswith("/")
    return unquote(parts.path) or "/" if within else None


def ours(host: str) -> bool:
    return host == urlsplit(settings.SITE_URL).netloc


class Known:
    """What there is of all that the paths name: a query for each kind, however many links."""

    def __init__(self, proof: Proof, paths: Iterable[str]) -> None:
        parts = [path.strip("/").split("/") for path in paths]
        endings = [ARTICLE.fullmatch(each[-1]) for each in parts]
        numbers = [int(ending[1]) for ending in endings if ending]
        named: dict[str, set[str]] = {"authors": set(), "topics": set()}
        for each in parts:
            if len(each) == 2 and each[0] in named:
                named[each[0]].add(each[1])
        visible = Edition.objects.visible(proof.at).filter(article__in=numbers)
        # An article that links to itself will be there by then.
        self.articles = {proof.article.pk, *visible.values_list("article", flat=True)}
        self.authors = found_slugs(Author, named["authors"])
        self.topics = found_slugs(Topic, named["topics"])
        self.sections = {each.path for each in Section.objects.in_order()} if parts else set()

    def leads_somewhere(self, path: str) -> bool:
        first, *further = parts = path.strip("/").split("/")
        article = ARTICLE.fullmatch(parts[-1])
        if "/".join(parts) in self.sections:
            return True
        if first in ("authors", "topics") and len(further) == 1:
            return further[0] in (self.authors if first == "authors" else self.topics)
        if article and len(parts) in (2, 3):
            return int(article[1]) in self.articles
        return is_of_the_site(path)


def found_slugs(model: type[Author] | type[Topic], slugs: set[str]) -> set[str]:
    if not slugs:
        return set()
    return set(model.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def is_of_the_site(path: str) -> bool:
    """Say whether one of the site's own pages, such as the front, is at this path."""
    try:
        return resolve(path).view_name not in NAMED_BY_CONTENT
    except Resolver404:
        return False
