"""Word out: headings, lists, tables, links and pictures, in Word's own styles."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from docx import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from articles.models import Copy, Picture
from articles.richtext.reading import BLOCK_TAGS, Element, Node, tree
from articles.wire.out.pictures import pictures_of

__all__ = ["document"]

WIDTH = Cm(15)
#: Word takes no newer formats; larger than a page at 200 dots an inch is for nobody.
PIXELS = (1200, 1200)
MARKS: dict[str, Callable[[Any], None]] = {
    "strong": lambda font: setattr(font, "bold", True),
    "em": lambda font: setattr(font, "italic", True),
    "s": lambda font: setattr(font, "strike", True),
    "sub": lambda font: setattr(font, "subscript", True),
    "sup": lambda font: setattr(font, "superscript", True),
}
STYLES = {"h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4", "p": "Normal"}
LISTS = {"ul": "List Bullet", "ol": "List Number"}


def document(copy: Copy) -> bytes:
    writing = Writing(copy)
    writing.opening()
    for node in tree(copy.body).children:
        writing.block(node)
    saved = io.BytesIO()
    writing.word.save(saved)
    return saved.getvalue()


class Writing:
    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.word = Document()
        self.word.core_properties.title = copy.headline
        self.word.core_properties.author = ", ".join(each.name for each in copy.authors())
        self.word.core_properties.comments = ""
        self.pictures = {picture.pk: (picture, told) for picture, told in pictures_of(copy)}

    def opening(self) -> None:
        """Write what stands above the text."""
        copy = self.copy
        self.word.add_paragraph(copy.headline, style="Title")
        if copy.standfirst:
            self.word.add_paragraph(copy.standfirst, style="Subtitle")
        if author := self.word.core_properties.author:
            self.word.add_paragraph(f"By {author}")
        if copy.lead_picture:
            self.picture(copy.lead_picture, copy.lead_caption or copy.lead_picture.caption)

    def block(self, node: Node, style: str = "") -> None:
        if isinstance(node, str):
            return
        if node.tag in LISTS:
            self.list(node, 1)
        elif node.tag == "table":
            self.table(node)
        elif node.tag == "figure":
            self.figure(node)
        elif node.tag == "blockquote":
            for inner in node.children:
                self.block(inner, "Quote")
        elif node.tag == "hr":
            self.word.add_paragraph("* * *")
        else:
            self.runs(self.word.add_paragraph(style=style or STYLES[node.tag]), node.children)

    def list(self, element: Element, depth: int) -> None:
        name = LISTS[element.tag] + (f" {min(depth, 3)}" if depth > 1 else "")
        for entry in _elements(element.children):
            line = self.word.add_paragraph(style=name)
            for node in entry.children:
                if isinstance(node, Element) and node.tag in LISTS:
                    self.list(node, depth + 1)
                else:
                    self.runs(line, _within(node))

    def table(self, element: Element) -> None:
        rows = [row for part in _elements(element.children) for row in _elements(part.children)]
        rows = [row for row in rows if row.tag == "tr"]
        across = max((len(_elements(row.children)) for row in rows), default=0)
        if not across:
            return
        made = self.word.add_table(rows=len(rows), cols=across, style="Table Grid")
        for line, row in zip(made.rows, rows, strict=True):
            for cell, found in zip(line.cells, _elements(row.children), strict=False):
                self.runs(cell.paragraphs[0], found.children)

    def figure(self, element: Element) -> None:
        image = next((each for each in _elements(element.children) if each.tag == "img"), None)
        if image is None:
            self.runs(self.word.add_paragraph(), element.children)
        elif found := self.pictures.get(int(image.attributes.get("data-picture", "0"))):
            self.picture(found[0], found[1] or found[0].caption)

    def picture(self, picture: Picture, caption: str) -> None:
        """Place the picture with its text for the blind, and who is owed below."""
        try:
            with picture.file.open("rb") as stored, Image.open(stored) as image:
                image.thumbnail(PIXELS)
                small = io.BytesIO()
                image.convert("RGB").save(small, "JPEG", quality=85)
        except (OSError, UnrecognizedImageError):
            return
        placed = self.word.add_paragraph().add_run().add_picture(small, width=WIDTH)
        placed._inline.docPr.set("descr", picture.alt)
        self.word.add_paragraph(" ".join(filter(None, (caption, picture.credit))), style="Caption")

    def runs(self, line: Any, nodes: Iterable[Node], marks: tuple[str, ...] = ()) -> None:
        """Write words with their marks into a paragraph."""
        for node in nodes:
            if isinstance(node, str):
                run = line.add_run(node)
                for mark in marks:
                    MARKS[mark](run.font)
            elif node.tag == "br":
                line.add_run().add_break()
            elif node.tag == "a":
                self.link(line, node, marks)
            else:
                more = (node.tag,) if node.tag in MARKS else ()
                self.runs(line, node.children, (*marks, *more))

    def link(self, line: Any, element: Element, marks: tuple[str, ...]) -> None:
        """Write a link, for which the library has no word of its own."""
        before = len(line.runs)
        self.runs(line, element.children, marks)
        part = line.part
        number = part.relate_to(
            element.attributes.get("href", ""), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), number)
        for run in line.runs[before:]:
            link.append(run._r)
        line._p.append(link)


def _elements(nodes: Iterable[Node]) -> list[Element]:
    return [node for node in nodes if isinstance(node, Element)]


def _within(node: Node) -> Iterable[Node]:
    """Return what is in a paragraph; what is none is itself."""
    return node.children if isinstance(node, Element) and node.tag in BLOCK_TAGS else [node]
