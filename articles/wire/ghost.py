"""Ghost: what Settings, Export writes (JSON), of versions 2 to 6.

https://docs.ghost.org/migration/custom
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from articles.wire import ghost_bodies
from articles.wire.decoding import Refused
from articles.wire.html import moment
from articles.wire.items import Attached, Item, Name, Source, State, Term, words

__all__ = ["is_ghost", "read"]

#: Such a file is held whole while it is read.
LARGEST = 300_000_000
#: What stands in the file for the site's own address.
PLACEHOLDER = "__GHOST_URL__"
Row = dict[str, Any]


def is_ghost(head: bytes) -> bool:
    start = b"".join(head[:4000].split())
    return start.startswith((b'{"db":[', b'{"meta":{"exported_on"', b'{"meta":{"version"')) or (
        start.startswith(b'{"data":{') and b'"posts":[' in start
    )


def read(open_file: Callable[[], BinaryIO], *, pages: bool) -> Source:
    data = _data(open_file)
    tables = {name: [row for row in rows if isinstance(row, dict)] for name, rows in data.items()}
    counted: Counter[str] = Counter()
    if members := len(tables.get("members", [])):
        counted["members"] = members
    told = {row.get("key"): row.get("value") for row in tables.get("settings", [])}
    title = _text(told.get("title"))
    return Source(
        name=f"Ghost {title}".strip(),
        format="Ghost",
        items=_items(tables, pages),
        credit=title,
        counted=counted,
    )


def _data(open_file: Callable[[], BinaryIO]) -> dict[str, list[Any]]:
    with open_file() as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise Refused("It has more than 300 MB. Export it in parts.")
    try:
        whole = json.loads(text.replace(PLACEHOLDER.encode(), b""))
    except (ValueError, RecursionError) as error:
        raise Refused(f"It is no whole JSON: {error}. Export it anew.") from error
    first = whole.get("db", [whole])
    first = first[0] if isinstance(first, list) and first else first
    data = first.get("data") if isinstance(first, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
        raise Refused("There are no posts in it. Export the content in Ghost's settings.")
    return {name: rows for name, rows in data.items() if isinstance(rows, list)}


def _items(tables: dict[str, list[Row]], pages: bool) -> Iterator[Item]:
    users = {row.get("id"): row for row in tables.get("users", [])}
    tags = {row.get("id"): row for row in tables.get("tags", [])}
    meta = {row.get("post_id"): row for row in tables.get("posts_meta", [])}
    tagged = _related(tables.get("posts_tags", []), "tag_id")
    written = _related(tables.get("posts_authors", []), "author_id")
    for post in tables["posts"]:
        number = post.get("id")
        item = Item(
            key=f"post-{post.get('uuid') or number}",
            headline=_text(post.get("title")),
            kind="page" if post.get("type") == "page" or post.get("page") else "post",
        )
        if item.kind == "page" and not pages:
            item.left = "Pages are taken in only if you ask for them."
        else:
            people = written.get(number) or [post.get("author_id")]
            item.authors = [_author(users[each]) for each in people if each in users]
            item.terms = _terms([tags[each] for each in tagged.get(number, []) if each in tags])
            _fill(item, post, meta.get(number, {}))
        yield item


def _related(rows: list[Row], other: str) -> dict[Any, list[Any]]:
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.get("sort_order") or 0):
        found[row.get("post_id")].append(row.get(other))
    return dict(found)


def _fill(item: Item, post: Row, meta: Row) -> None:
    status, visibility = post.get("status"), post.get("visibility") or "public"
    published = {"published", "scheduled", "sent"}
    item.state = State.PUBLISHED if status in published else State.DRAFT
    if visibility not in {"public", ""} or post.get("email_only"):
        item.state = State.HIDDEN
        item.notes.append(f"Readers of “{visibility}” alone had it there.")
    item.slug = _text(post.get("slug"))
    if status == "published" and item.slug:
        item.address = f"/{item.slug}/"
    item.published_at = _moment(post.get("published_at"))
    item.standfirst = _text(post.get("custom_excerpt"))
    item.language = _text(post.get("locale"))
    made = ghost_bodies.html_of(post)
    item.body, item.notes = made.html, [*item.notes, *made.notes]
    if picture := _text(post.get("feature_image") or post.get("image")):
        alt, caption = meta.get("feature_image_alt"), meta.get("feature_image_caption")
        item.lead = Attached(picture, _text(alt), words(_text(caption)))


def _author(user: Row) -> Name:
    return Name(_text(user.get("slug")), _text(user.get("name")) or _text(user.get("slug")))


def _terms(tags: list[Row]) -> list[Term]:
    """Return the tags; any may be a section here. Those that begin with # are nobody's to see."""
    seen = [tag for tag in tags if not _text(tag.get("name")).startswith("#")]
    return [Term(_text(tag.get("slug")), _text(tag.get("name")), is_category=True) for tag in seen]


def _moment(given: Any) -> datetime | None:
    """Return the moment: of old versions milliseconds, else in UTC without saying so."""
    if isinstance(given, int):
        return datetime.fromtimestamp(given / 1000, UTC)
    text = _text(given)
    if text and text[-1] != "Z" and "+" not in text:
        text += "Z"
    return moment(text)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
