"""Writing a tree anew in the grammar of stored bodies."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.conf import settings

from articles.richtext import embedding, inline
from articles.richtext.inline import MARKS, Marks
from articles.richtext.reading import BLOCK_TAGS, Element, Node
from articles.richtext.word import with_lists

__all__ = ["ATTRIBUTES", "CLASSES", "TAGS", "URL_SCHEMES", "Piece", "write"]

HEADING_MARKS = tuple(mark for mark in MARKS if mark != "strong")
NESTED_BLOCKS = frozenset({"ul", "ol", "figure"})
TOP_BLOCKS = NESTED_BLOCKS | {"h2", "h3", "h4", "blockquote", "table", "hr"}
TAGS = {"p", "br", "li", "caption", "thead", "tbody", "tr", "th", "td", "img", "figcaption"}
TAGS |= TOP_BLOCKS | set(MARKS)
ATTRIBUTES = {
    "a": {"href", "rel"},
    "img": {"alt", "data-picture", "height", "src", "width"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
#: A quote of the class `pull` is a pull quote: words of the article itself, set large.
CLASSES = {"blockquote": {"pull"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}

SAME_AS = {"h1": "h2", "h5": "h4", "h6": "h4"}
A_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
SCOPES = {"col", "row", "colgroup", "rowgroup"}


class Piece(NamedTuple):
    """A block as it is written; `attributes` as they stand in its tag, each after a space."""

    tag: str
    inner: str = ""
    attributes: str = ""

    @property
    def html(self) -> str:
        if self.tag == "hr":
            return "<hr>"
        return f"<{self.tag}{self.attributes}>{self.inner}</{self.tag}>"


def write(body: Element) -> list[Piece]:
    """Return the blocks of the tree in the grammar of stored bodies."""
    return Flow(TOP_BLOCKS).take(body.children, {})


class Flow:
    """Writes what is in one container, a block after another.

    A block tag that is not among `blocks` ends the paragraph and is otherwise passed through.
    """

    def __init__(self, blocks: frozenset[str], marks: Sequence[str] = MARKS) -> None:
        self.blocks = blocks
        self.marks = marks
        self.pieces: list[Piece] = []
        self.runs: list[inline.Run] = []

    def take(self, nodes: Iterable[Node], marks: Marks) -> list[Piece]:
        for node in with_lists(nodes):
            self.walk(node, marks)
        self.end_paragraph()
        return self.pieces

    def walk(self, node: Node, marks: Marks) -> None:
        if isinstance(node, str):
            self.runs.append(inline.run(node, marks, self.marks))
        elif node.tag == "br":
            self.runs.append(inline.LINE_BREAK)
        elif node.tag == "img":
            self.add(picture(node))
        elif node.tag in BLOCK_TAGS:
            self.end_paragraph()
            self.block(node, marks)
            self.end_paragraph()
        else:
            within = inline.marks_within(node, marks)
            for child in with_lists(node.children):
                self.walk(child, within)

    def block(self, element: Element, marks: Marks) -> None:
        tag = SAME_AS.get(element.tag, element.tag)
        if tag not in self.blocks:
            for child in with_lists(element.children):
                self.walk(child, marks)
        elif tag == "hr":
            self.add([Piece("hr")])
        elif tag in {"ul", "ol"}:
            self.add(a_list(tag, element, marks))
        elif tag == "table":
            self.add(table(element, marks))
        elif tag == "figure":
            self.add(self.figure(element, marks))
        elif tag == "blockquote":
            self.add(quote(element, marks))
        else:
            words, pictures = one_line(element.children, marks, HEADING_MARKS)
            self.add([Piece(tag, words), *pictures] if words else pictures)

    def figure(self, element: Element, marks: Marks) -> list[Piece]:
        """Return its embed, or its pictures, the last with the caption, or just its content."""
        captions = [node for node in element.children if _is(node, "figcaption")]
        others = [node for node in element.children if not _is(node, "figcaption")]
        pieces = Flow(self.blocks, self.marks).take(others, marks)
        caption, further = one_line(captions, marks, self.marks)
        if embed := self.embed(pieces, caption):
            return embed + further
        last = pieces[-1] if pieces else Piece("p")
        if caption and last.inner.startswith("<img") and "<figcaption>" not in last.inner:
            pieces[-1] = Piece("figure", f"{last.inner}<figcaption>{caption}</figcaption>")
        elif caption:
            pieces.append(Piece("p", caption))
        return pieces + further

    def embed(self, pieces: list[Piece], caption: str) -> list[Piece]:
        """Return a figure of nothing but a link to a video or post, with its title; else nothing.

        It stands at the top alone: in a list, a quote or a table there is no room for one.
        """
        if self.blocks is not TOP_BLOCKS or len(pieces) != 1:
            return []
        placed = embedding.linked(pieces[0].inner)
        if placed is None:
            return []
        inner = embedding.inner(placed.embed, placed.title or embedding.plain(caption))
        spare = [Piece("p", caption)] if caption and placed.title else []
        return [Piece("figure", inner), *spare]

    def add(self, pieces: list[Piece]) -> None:
        self.end_paragraph()
        self.pieces += pieces

    def end_paragraph(self) -> None:
        """Write what has gathered; empty lines part it, and so do the addresses of embeds."""
        if not self.runs:
            return
        lines: list[str] = []
        for line in [*inline.lines(self.runs), ""]:
            embed = embedding.alone(line) if self.blocks is TOP_BLOCKS else None
            if line and not embed:
                lines.append(line)
                continue
            if lines:
                self.pieces.append(Piece("p", "<br>".join(lines)))
                lines = []
            if embed:
                self.pieces.append(Piece("figure", embedding.inner(embed)))
        self.runs = []


def one_line(
    nodes: Iterable[Node], marks: Marks, kept: Sequence[str] = MARKS
) -> tuple[str, list[Piece]]:
    """Return all the words as one line, and the pictures among them."""
    pieces = Flow(frozenset({"figure"}), kept).take(nodes, marks)
    lines = [piece.inner.replace("<br>", " ") for piece in pieces if piece.tag == "p"]
    return " ".join(lines), [piece for piece in pieces if piece.tag != "p"]


def loose(nodes: Iterable[Node], marks: Marks) -> str:
    """Return the content of an item or a cell: a paragraph that is alone needs no tag."""
    pieces = Flow(NESTED_BLOCKS).take(nodes, marks)
    alone = sum(piece.tag == "p" for piece in pieces) == 1
    return "".join(piece.inner if piece.tag == "p" and alone else piece.html for piece in pieces)


def quote(element: Element, marks: Marks) -> list[Piece]:
    """Return the quote; of its classes only the one stays that makes it a pull quote."""
    quoted = Flow(NESTED_BLOCKS).take(element.children, marks)
    kept = CLASSES["blockquote"].intersection(element.attributes.get("class", "").split())
    attributes = inline.attributes([("class", name) for name in kept])
    inner = "".join(piece.html for piece in quoted)
    return [Piece("blockquote", inner, attributes)] if quoted else []


def a_list(tag: str, element: Element, marks: Marks) -> list[Piece]:
    """Return the list; one right within it, as Word and old editors have it, joins an item."""
    items: list[list[Node]] = []
    for child in element.children:
        if items and isinstance(child, Element) and child.tag in {"ul", "ol"}:
            items[-1].append(child)
        elif not (isinstance(child, str) and child.isspace()):
            items.append([child])
    written = [made for item in items if (made := loose(item, marks))]
    return [Piece(tag, "".join(f"<li>{made}</li>" for made in written))] if written else []


def table(element: Element, marks: Marks) -> list[Piece]:
    """Return the table with its caption; what else was in it comes before, pictures of it after."""
    parts: dict[str, list[str]] = {"thead": [], "tbody": []}
    stray = Flow(NESTED_BLOCKS)
    caption = ""
    after: list[Piece] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag == "caption" and not caption:
            caption, after = one_line(child.children, marks)
        elif isinstance(child, Element) and child.tag in {"thead", "tbody", "tfoot"}:
            parts["thead" if child.tag == "thead" else "tbody"] += rows(child, marks)
        else:
            stray.walk(child, marks)
    inner = "".join(f"<{tag}>{''.join(made)}</{tag}>" for tag, made in parts.items() if made)
    if not re.search(r">[^<]|<img", inner):
        return [*stray.take([], {}), *([Piece("p", caption)] if caption else []), *after]
    heading = f"<caption>{caption}</caption>" if caption else ""
    return [*stray.take([], {}), Piece("table", heading + inner), *after]


def rows(part: Element, marks: Marks) -> list[str]:
    found = [row.children if isinstance(row, Element) else [row] for row in part.children]
    made = ["".join(cell(node, marks) for node in row) for row in found]
    return [f"<tr>{cells}</tr>" for cells in made if cells]


def cell(node: Node, marks: Marks) -> str:
    if isinstance(node, str) or node.tag not in {"td", "th"}:
        words = loose([node], marks)
        return f"<td>{words}</td>" if words else ""
    given = node.attributes
    spans = [(name, given.get(name, "")) for name in ("colspan", "rowspan")]
    attributes = [(name, span) for name, span in spans if A_NUMBER.fullmatch(span) and span != "1"]
    if node.tag == "th" and given.get("scope") in SCOPES:
        attributes.append(("scope", given["scope"]))
    return f"<{node.tag}{inline.attributes(attributes)}>{loose(node.children, marks)}</{node.tag}>"


def picture(element: Element) -> list[Piece]:
    """Return the picture in its figure, if it is the library's and at an address of ours."""
    given = element.attributes
    if not A_NUMBER.fullmatch(given.get("data-picture", "")):
        return []
    if not given.get("src", "").startswith(settings.MEDIA_URL):
        return []
    attributes = [("data-picture", given["data-picture"]), ("src", given["src"])]
    attributes.append(("alt", " ".join(inline.printable(given.get("alt", "")).split())))
    sizes = [(name, given.get(name, "")) for name in ("width", "height")]
    attributes += [(name, size) for name, size in sizes if A_NUMBER.fullmatch(size)]
    return [Piece("figure", f"<img{inline.attributes(attributes)}>")]


def _is(node: Node, tag: str) -> bool:
    return isinstance(node, Element) and node.tag == tag
