"""Reading HTML of any kind into a tree that is safe to walk."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from articles.embeds.frames import unframed

__all__ = ["BLOCK_TAGS", "VOID_TAGS", "Element", "Node", "read", "tree"]

# ruff: noqa: SIM905 -- lists of tags are read more easily as words

#: Tags that end the paragraph before them; those that writing doesn't know say just that.
BLOCK_TAGS = frozenset(
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
INLINE_TAGS = frozenset("a b br del em i img s span strike strong sub sup".split())
#: Tags whose content is no copy, so it goes with them.
SILENT_TAGS = frozenset(
    "audio canvas iframe math noscript object script select style svg template textarea title "
    "video xml".split()
)
ATTRIBUTES = {
    "a": {"href"},
    "blockquote": {"class"},
    "img": {"alt", "data-picture", "height", "src", "width"},
    "p": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    # Word and Google Docs say with styles what others say with tags.
    "*": {"style"},
}
STYLES = {"font-style", "font-weight", "mso-list", "text-decoration", "vertical-align"}
READER = nh3.Cleaner(
    tags=BLOCK_TAGS | INLINE_TAGS,
    clean_content_tags=SILENT_TAGS,
    attributes=ATTRIBUTES,
    filter_style_properties=STYLES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

VOID_TAGS = {"br", "hr", "img"}
#: Tags that a browser closes by itself or that hold nothing: open ones don't pile up.
SELF_CLOSING = VOID_TAGS | set(
    "col dd dt input li link meta option p tbody td tfoot th thead tr".split()
)
#: What parsing may cost at worst, in tags times the depth at which they are open; a book of a
#: million words, well marked up, comes to a tenth of it.
TANGLE_LIMIT = 2_000_000
#: Elements nested deeper than this belong to the one at that depth.
DEEPEST = 60

A_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
WHOLE_TAG = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Element:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node]" = field(default_factory=list)

    @property
    def style(self) -> dict[str, str]:
        """The properties of its style attribute, in small letters."""
        declarations = self.attributes.get("style", "").lower().split(";")
        pairs = (declaration.partition(":") for declaration in declarations)
        return {name.strip(): value.strip() for name, _, value in pairs}


Node = Element | str


def read(html: str) -> Element:
    """Return the tree of this HTML as browsers see it, without what is no copy or could do harm."""
    html = unframed(html.encode("utf-8", "replace").decode())
    if is_tangled(html):
        html = WHOLE_TAG.sub(" ", html).replace("<", "&lt;")
    return tree(READER.clean(html))


def is_tangled(html: str) -> bool:
    """Say whether tags are left open in such numbers that parsing would take its square in time.

    Nobody writes that, so only its words are kept.
    """
    unclosed: Counter[str] = Counter()
    depth = deepest = tags = 0
    for closing, name in A_TAG.findall(html):
        tags += 1
        tag = name.lower()
        if tag in SELF_CLOSING:
            continue
        if not closing:
            unclosed[tag] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif unclosed[tag]:
            unclosed[tag] -= 1
            depth -= 1
    return tags * deepest > TANGLE_LIMIT


def tree(html: str) -> Element:
    """Return the tree of HTML whose tags are balanced, as nh3 and `clean` write it."""
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


class TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("body", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in VOID_TAGS:
            self.open[-1].children.append(element)
        elif len(self.open) > DEEPEST:
            self.open.append(self.open[-1])
        else:
            self.open[-1].children.append(element)
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID_TAGS:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
