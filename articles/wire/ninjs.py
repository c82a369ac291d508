"""ninjs, the IPTC's news in JSON: 2.x and 3.1, and what 1.x calls otherwise.

https://iptc.org/standards/ninjs/
"""

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any, BinaryIO

from articles.wire import text as plain_text
from articles.wire.decoding import Refused
from articles.wire.html import moment
from articles.wire.items import Attached, Item, Name, Source, State, Term

__all__ = ["is_ninjs", "read"]

LARGEST = 300_000_000
Data = dict[str, Any]
#: Which parts of a text are the one to take, the best first.
ROLES = ("main", "richtext", "text", "")
MARKUP = ("html", "xhtml+xml")


def is_ninjs(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} and (
        b'"uri"' in head or b'"items"' in head
    )


def read(open_file: Callable[[], BinaryIO]) -> Source:
    """Return what is in the file: an item, a list of them, or one a line."""
    with open_file() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused("It has more than 300 MB. Bring it in in parts.")
    return Source(name="ninjs", format="ninjs", items=_items(_documents(data)))


def _documents(data: bytes) -> list[Any]:
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        lines = [line for line in data.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            raise Refused(f"It is no whole JSON: {error}. Ask for it anew.") from error
    if isinstance(whole, dict) and isinstance(whole.get("items"), list) and "uri" not in whole:
        return list(whole["items"])
    return whole if isinstance(whole, list) else [whole]


def _items(documents: list[Any]) -> Iterator[Item]:
    for place, document in enumerate(documents, start=1):
        if isinstance(document, dict) and isinstance(document.get("uri"), str):
            yield _item(document)
        else:
            yield Item(key=f"number {place}", left="It has no uri, so it is no ninjs.")


def _item(given: Data) -> Item:
    item = Item(key=given["uri"], kind=_text(given, "type") or "text")
    item.headline = _of_role(given, "headlines", "headline")
    status = _text(given, "pubStatus", "pubstatus") or "usable"
    if status in {"canceled", "cancelled"}:
        item.left = "Its agency has cancelled it."
    elif item.kind not in {"text", "composite"}:
        item.left = f"It is a {item.kind} by itself. Only texts are taken in, with their pictures."
    if item.left:
        return item
    item.state = State.PUBLISHED if status == "usable" else State.DRAFT
    item.published_at = moment(
        _text(given, "firstCreated", "firstcreated", "contentCreated", "versionCreated")
        or _text(given, "versioncreated")
    )
    item.embargo_until = moment(_text(given, "embargoedUntil", "embargoed"))
    item.slug = _text(given, "slugline")
    item.language = _text(given, "language")
    item.dateline = _text(given, "located").upper()
    item.standfirst = _of_role(given, "descriptions", "description_text")
    item.address = _link(given)
    item.authors = _authors(given)
    item.terms = _terms(given)
    item.body = _body(given)
    _add_pictures(item, given)
    return item


def _of_role(given: Data, several: str, one: str) -> str:
    """Return the text of the best role: of a list, else of the field that has one alone."""
    found = [each for each in _dicts(given.get(several)) if isinstance(each.get("value"), str)]
    plain = [each for each in found if not _is_markup(each)]
    for role in ROLES:
        for each in plain or found:
            if str(each.get("role") or "") == role:
                return str(each["value"]).strip()
    return str((plain or found)[0]["value"]).strip() if found else _text(given, one)


def _body(given: Data) -> str:
    """Return the body: marked up where it is, else from plain text as other copy."""
    bodies = [each for each in _dicts(given.get("bodies")) if isinstance(each.get("value"), str)]
    marked = [each for each in bodies if _is_markup(each)]
    if marked:
        return str(marked[0]["value"])
    if html := _text(given, "body_html", "body_xhtml"):
        return html
    text = _of_role(given, "bodies", "body_text")
    # The headline is known, so that no line of the text is taken for one.
    return plain_text.understand(f"Headline: -\n\n{text}").body if text else ""


def _is_markup(given: Data) -> bool:
    return str(given.get("contentType", given.get("contenttype", ""))).endswith(MARKUP)


def _authors(given: Data) -> list[Name]:
    by = _text(given, "by", "byline")
    people = [
        Name(str(each.get("uri") or ""), str(each["name"]))
        for each in _dicts(given.get("people"))
        if each.get("rel") in {"author", "creator"} and isinstance(each.get("name"), str)
    ]
    names = by.removeprefix("By ").replace(" and ", ", ").replace(" & ", ", ").split(",")
    return people or [Name("", name.strip()) for name in names if name.strip()]


def _terms(given: Data) -> list[Term]:
    found = []
    for name in ("subjects", "subject", "genres"):
        for each in _dicts(given.get(name)):
            if isinstance(each.get("name"), str):
                key = str(each.get("code") or each.get("uri") or each["name"])
                found.append(Term(key, each["name"], is_category=name != "genres"))
    return found


def _link(given: Data) -> str:
    links = [*_dicts(given.get("links")), *_dicts(given.get("altIds"))]
    for each in links:
        if each.get("rel") == "canonical" and isinstance(each.get("href"), str):
            return str(each["href"])
    return ""


def _add_pictures(item: Item, given: Data) -> None:
    """Take the first picture for the lead; the others come after the text."""
    others = []
    for _name, each in _associated(given):
        picture = _picture(each) if each.get("type") == "picture" else None
        if picture and item.lead is None:
            item.lead = picture
        elif picture:
            others.append(picture)
            caption = f"<figcaption>{escape(picture.caption, quote=False)}</figcaption>"
            image = f'<img src="{escape(picture.address)}" alt="{escape(picture.alt)}">'
            item.body += f"<figure>{image}{caption if picture.caption else ''}</figure>"
    item.pictures = others


def _associated(given: Data) -> list[tuple[str, Data]]:
    found = given.get("associations")
    if isinstance(found, dict):
        return [(name, each) for name, each in found.items() if isinstance(each, dict)]
    return [(_text(each, "name"), each) for each in _dicts(found)]


def _picture(given: Data) -> Attached | None:
    renditions = given.get("renditions")
    found = list(renditions.values()) if isinstance(renditions, dict) else renditions
    files = [each for each in _dicts(found) if isinstance(each.get("href"), str)]
    if not files:
        return None
    largest = max(files, key=lambda each: each.get("width") or 0)
    caption = _of_role(given, "descriptions", "description_text")
    alt = _text(given, "altText") or _of_role(given, "headlines", "headline")
    credit = _text(given, "creditline", "copyrightHolder", "copyrightholder", "by", "byline")
    return Attached(str(largest["href"]), alt, caption, credit)


def _dicts(value: Any) -> list[Data]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(given: Data, *names: str) -> str:
    found = next((given[name] for name in names if isinstance(given.get(name), str)), "")
    return found.strip()
