"""WordPress: what Tools, Export writes (WXR 1.0 to 1.2), an RSS file with more in it.

https://github.com/WordPress/wordpress-develop/blob/trunk/src/wp-admin/includes/export.php

The file is read twice, once for its pictures, authors and galleries, which may come after the posts
that have them; neither time is more of it held than one post.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os import SEEK_END
from typing import Any, BinaryIO
from urllib.parse import unquote

from lxml import etree

from articles.wire import xml
from articles.wire.addresses import host_of
from articles.wire.items import Attached, BrokenOff, Item, Name, Source, State, Term, words
from articles.wire.mapping import Mapping
from articles.wire.wordpress_bodies import Post, html_of

__all__ = ["is_wordpress", "read"]

EXPORT = b"wordpress.org/export"
STATES = {
    "publish": State.PUBLISHED,
    "future": State.PUBLISHED,
    "draft": State.DRAFT,
    "pending": State.DRAFT,
    "private": State.HIDDEN,
    "trash": State.TRASHED,
}
NEVER = "0000-00-00 00:00:00"
#: What is kept beside posts and means nothing elsewhere.
INNER = {"revision", "nav_menu_item", "custom_css", "customize_changeset", "wp_global_styles"}
INNER |= {"oembed_cache", "user_request", "wp_navigation", "wp_template", "wp_template_part"}
SEO_STANDFIRSTS = ("_yoast_wpseo_metadesc", "rank_math_description")


@dataclass(slots=True)
class Site:
    """What posts refer to."""

    title: str = ""
    address: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Attached] = field(default_factory=dict)
    #: The pictures that hang on a post, which a bare `[gallery]` shows.
    of_post: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Raw:
    """An item as it stands in the file."""

    texts: dict[str, str]
    meta: dict[str, str]
    terms: list[tuple[str, str, str]]
    comments: int

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")


def is_wordpress(head: bytes) -> bool:
    return xml.is_feed(head) and EXPORT in head


def read(open_file: Callable[[], BinaryIO], mapping: Mapping, *, pages: bool) -> Source:
    """Return what is in the file; pages are taken in only if asked."""
    site = _site(open_file)
    host = host_of(site.address)
    counted: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    reader = Reader(site, mapping, pages, counted, unknown)
    source = Source(
        name=site.address or site.title or "WordPress",
        format="WordPress",
        items=iter(()),
        credit=site.title,
        hosts=frozenset({host, f"www.{host}"} if host else ()),
        counted=counted,
        unknown=unknown,
    )
    source.items = (item for raw in _items(open_file, source) if (item := reader.item(raw)))
    return source


@dataclass(slots=True)
class Reader:
    """Makes items of what stands in the file."""

    site: Site
    mapping: Mapping
    pages: bool
    counted: Counter[str]
    unknown: Counter[str]

    def item(self, raw: Raw) -> Item | None:
        """Return the item; None for what isn't worth a line in the report, which is counted."""
        kind = raw["post_type"] or "post"
        if raw.comments:
            self.counted["comments"] += raw.comments
        if kind == "attachment" or kind in INNER or raw["status"] in {"auto-draft", "inherit"}:
            self.counted[_plural(kind)] += 1
            return None
        item = Item(
            key=f"{kind}-{raw['post_id']}" if raw["post_id"] else raw["guid"],
            headline=words(raw["title"]),
            kind=kind,
            address=_address(raw["link"], raw["status"]),
        )
        if kind == "page" and not self.pages:
            item.left = "Pages are taken in only if you ask for them."
        elif kind not in {"post", "page"}:
            item.left = f"It is a {kind}, which a plugin made. Only posts and pages are taken in."
        return item if item.left else self._filled(item, raw)

    def _filled(self, item: Item, raw: Raw) -> Item:
        item.state = STATES.get(raw["status"], State.DRAFT)
        if raw["status"] not in STATES:
            item.notes.append(f"Its state is “{raw['status']}” there, so it is a draft here.")
        if raw["post_password"]:
            item.state = State.HIDDEN
        item.published_at = _moment(raw["post_date_gmt"])
        item.slug = unquote(raw["post_name"])
        item.authors = self._authors(raw)
        kinds = {"category": True, "post_tag": False, "tag": False}
        item.terms = [
            Term(unquote(key), name, kinds[domain])
            for domain, key, name in raw.terms
            if domain in kinds
        ]
        item.standfirst = words(raw["excerpt"]) or next(
            (words(text) for name in SEO_STANDFIRSTS if (text := raw.meta.get(name, ""))), ""
        )
        item.lead = self.site.pictures.get(raw.meta.get("_thumbnail_id", ""))
        post = Post(raw["content"], self.site.of_post.get(raw["post_id"], []), self.site.pictures)
        made = html_of(post, self.mapping.shortcodes)
        item.body, item.pictures = made.html, made.pictures
        item.notes += made.notes
        self.unknown.update(made.unknown)
        if raw.comments:
            item.notes.append(f"Its comments stay behind: {raw.comments}.")
        return item

    def _authors(self, raw: Raw) -> list[Name]:
        """Return those that the plugin Co-Authors names, or whose account it was."""
        named = [
            Name(key.removeprefix("cap-"), name)
            for domain, key, name in raw.terms
            if domain == "author"
        ]
        login = raw["creator"]
        alone = [Name(login, self.site.authors.get(login) or login)] if login else []
        return named or alone


def _site(open_file: Callable[[], BinaryIO]) -> Site:
    """Read through the file for what posts refer to, as far as it can be read."""
    site = Site()
    with suppress(BrokenOff):
        _look_through(open_file, site)
    return site


def _look_through(open_file: Callable[[], BinaryIO], site: Site) -> None:
    tags = ("{*}item", "{*}author", "{*}base_blog_url", "{*}title", "{*}link")
    with open_file() as file:
        for element in xml.elements(file, tags):
            name, text = xml.name_of(element), (element.text or "").strip()
            if name == "author":
                told = {xml.name_of(each): each.text or "" for each in element}
                login = told.get("author_login", "")
                site.authors[login] = told.get("author_display_name", "").strip() or login
            elif name == "item":
                _add_picture(site, _raw(element))
            elif element.getparent() is not None and _is(element.getparent(), "channel"):
                if name == "title":
                    site.title = site.title or _line(text)
                elif text:
                    site.address = text.rstrip("/")
            if name != "item" and _within_item(element):
                continue
            xml.forget(element)


def _add_picture(site: Site, raw: Raw) -> None:
    address = raw["attachment_url"]
    if not address:
        return
    alt, caption = _line(raw.meta.get("_wp_attachment_image_alt", "")), words(raw["excerpt"])
    number = raw["post_id"]
    site.pictures[number] = Attached(address, alt, caption)
    if raw["post_parent"] not in {"", "0"}:
        site.of_post[raw["post_parent"]].append(number)


def _items(open_file: Callable[[], BinaryIO], source: Source) -> Iterator[Raw]:
    with open_file() as file:
        size = file.seek(0, SEEK_END) or 1
        file.seek(0)
        for element in xml.elements(file, ("{*}item",)):
            source.read = file.tell() / size
            yield _raw(element)
            xml.forget(element)


def _raw(element: etree._Element) -> Raw:
    raw = Raw({}, {}, [], 0)
    for child in element:
        name = xml.name_of(child)
        if name == "postmeta":
            pair = {xml.name_of(each): each.text or "" for each in child}
            raw.meta[pair.get("meta_key", "")] = pair.get("meta_value", "")
        elif name == "category":
            text = (child.text or "").strip()
            raw.terms.append((child.get("domain", ""), child.get("nicename", "") or text, text))
        elif name == "comment":
            raw.comments += 1
        elif name == "encoded":
            raw.texts["excerpt" if "excerpt" in child.tag else "content"] = child.text or ""
        else:
            raw.texts[name] = (child.text or "").strip()
    return raw


def _is(element: Any, name: str) -> bool:
    return bool(xml.name_of(element) == name)


def _within_item(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and not _is(parent, "channel") and not _is(parent, "rss")


def _address(link: str, status: str) -> str:
    """Return where readers had it; what was never published has no address of its own."""
    return link if status == "publish" and "?p=" not in link else ""


def _moment(text: str) -> datetime | None:
    if not text or text == NEVER:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def _plural(kind: str) -> str:
    return {"attachment": "pictures and files", "nav_menu_item": "entries of menus"}.get(
        kind, f"items of the kind {kind}"
    )


def _line(text: str) -> str:
    return " ".join(text.split())
