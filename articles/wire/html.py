"""HTML: a page as it was saved, of which the article is taken, or a piece of one."""

import json
import re
from datetime import datetime
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from lxml import etree
from lxml import html as lxml_html

from articles.wire.decoding import Refused, decoded, tidy
from articles.wire.items import Attached, Item, Name, State, Term

__all__ = ["is_html", "moment", "read"]

START = re.compile(
    rb"\s*+(?:\xef\xbb\xbf)?+(?>\s*+(?><!--.{0,4000}?-->))*+\s*+"
    rb"<(?:!doctype html|html|head|body|article|main|div|section|p|h[1-6]|ul|ol|table|figure|"
    rb"blockquote|meta|title|header|span|strong|em|a|img|b|i)\b",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
#: What stands around an article on any site.
AROUND = "script style noscript template nav aside footer form button dialog svg".split()  # noqa: SIM905
NAMED_AROUND = re.compile(
    r"\b(?:nav|menu|sidebar|related|share|sharing|social|comments?|newsletter|subscribe|promo|"
    r"advert|breadcrumbs?|cookie|skip-link|screen-reader-text|sr-only)\b",
    re.IGNORECASE,
)
HOLDERS = ("div", "section", "td", "article", "main", "body")


def is_html(head: bytes) -> bool:
    return bool(START.match(head))


def read(data: bytes) -> Item:
    """Return the article that is in it; raise `Refused` where there are no words."""
    text = _text(data)
    try:
        root = lxml_html.document_fromstring(text)
    except (etree.ParserError, ValueError) as error:
        raise Refused("There are no words in it. Check that the right file was saved.") from error
    facts = _facts(root)
    whole = bool(re.search(r"<(?:html|body)\b", text[:20_000], re.IGNORECASE))
    main = _main(root, whole=whole)
    item = Item(key="", state=State.PUBLISHED if facts.get("published") else State.DRAFT)
    item.headline = _headline(main, root, facts)
    _leave_out(main)
    item.published_at = moment(facts.get("published", ""))
    item.standfirst = facts.get("description", "")
    item.address = facts.get("address", "")
    item.language = (root.get("lang") or "")[:12] if whole else ""
    item.authors = [Name("", name) for name in facts.get("authors", []) if name]
    item.terms = [Term("", name, is_category=True) for name in facts.get("sections", [])]
    item.terms += [Term("", name) for name in facts.get("tags", [])]
    if picture := facts.get("picture"):
        item.lead = Attached(picture)
    item.body = _inside(main)
    if not (item.headline or main.text_content().strip()):
        raise Refused("There are no words in it. Check that the right file was saved.")
    return item


def moment(text: str) -> datetime | None:
    """Return the moment that a machine wrote; a day without an hour is its beginning."""
    try:
        found = parse_datetime(text.strip())
        day = parse_date(text.strip()) if found is None else None
    except ValueError:
        return None
    if day:
        found = datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- made aware below
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found


def _text(data: bytes) -> str:
    """Return the text in the encoding that the page says it has, else as other copy."""
    said = CHARSET.search(data[:4096])
    if said and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return tidy(data.decode(said[1].decode("ascii")))
        except (UnicodeDecodeError, LookupError):
            pass
    return tidy(decoded(data)[0])


def _facts(root: lxml_html.HtmlElement) -> dict[str, Any]:
    """Return what the head says of the article: in its own tags, Open Graph's and schema.org's."""
    facts: dict[str, Any] = {"authors": [], "sections": [], "tags": []}
    told = {
        "og:title": "headline",
        "description": "description",
        "og:description": "description",
        "article:published_time": "published",
        "og:image": "picture",
        "og:url": "address",
    }
    lists = {"author": "authors", "article:section": "sections", "article:tag": "tags"}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if content and name in told:
            facts.setdefault(told[name], content)
        elif content and name in lists and content not in facts[lists[name]]:
            facts[lists[name]].append(content)
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and link.get("href"):
            facts["address"] = link.get("href")
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            _add_structured(facts, script.text or "")
    return facts


def _add_structured(facts: dict[str, Any], text: str) -> None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    found = data.get("@graph", [data]) if isinstance(data, dict) else data
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict) and str(each.get("@type", "")).endswith(("Article", "Posting")):
            for name, key in (("headline", "headline"), ("datePublished", "published")):
                if isinstance(each.get(name), str):
                    facts[key] = each[name]
            people = each.get("author") or []
            people = people if isinstance(people, list) else [people]
            names = [one.get("name") for one in people if isinstance(one, dict)]
            facts["authors"] = [name for name in names if isinstance(name, str)] or facts["authors"]


def _main(root: lxml_html.HtmlElement, *, whole: bool) -> lxml_html.HtmlElement:
    """Return what holds the article: what is marked so, else what holds most of the paragraphs."""
    body = root.find("body")
    body = root if body is None else body
    if not whole:
        return body
    for way in ('.//*[@itemprop="articleBody"]', ".//article", ".//main", './/*[@role="main"]'):
        found = sorted(body.findall(way), key=_words, reverse=True)
        if found and _words(found[0]) > _words(body) / 5:
            return found[0]
    holders = [each for each in body.iter(*HOLDERS) if not _is_around(each)]
    return max(holders, key=_in_paragraphs, default=body) if holders else body


def _words(element: lxml_html.HtmlElement) -> int:
    return len(element.text_content())


def _in_paragraphs(element: lxml_html.HtmlElement) -> int:
    return sum(_words(child) for child in element if child.tag == "p")


def _is_around(element: lxml_html.HtmlElement) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in AROUND or bool(NAMED_AROUND.search(named))


def _leave_out(main: lxml_html.HtmlElement) -> None:
    for element in list(main.iter(etree.Element)):
        parent = element.getparent()
        if element is not main and parent is not None and _is_around(element):
            element.drop_tree()
    for comment in list(main.iter(etree.Comment, etree.ProcessingInstruction)):
        if comment.getparent() is not None:
            comment.drop_tree()


def _headline(
    main: lxml_html.HtmlElement, root: lxml_html.HtmlElement, facts: dict[str, Any]
) -> str:
    """Return the headline, taken out of the text where it stands there too."""
    titles = [*main.iter("h1")] or [*root.iter("h1")]
    title = titles[0] if len(titles) == 1 else None
    found = " ".join(title.text_content().split()) if title is not None else ""
    if title is not None and title.getparent() is not None:
        title.drop_tree()
    named = root.find(".//title")
    page = " ".join((named.text or "").split()) if named is not None else ""
    return found or facts.get("headline", "") or page


def _inside(element: lxml_html.HtmlElement) -> str:
    inside = escape(element.text or "", quote=False)
    return inside + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in element
    )
