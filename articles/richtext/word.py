"""Word's lists: paragraphs that look like items, made into lists."""

import re
from collections.abc import Iterable

from articles.richtext.reading import Element, Node

__all__ = ["with_lists"]

LEVEL = re.compile(r"\blevel([1-9])\b")
NUMBER = re.compile(r"\(?([0-9]{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]")
#: What is left of a marker where the styles around it were lost.
BULLET = re.compile(r"[·•▪§●\uf0b7\uf0a7][\s\u00a0]+")


def with_lists(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes with each run of Word's list paragraphs as nested ul and ol elements."""
    found: list[Node] = []
    open_lists: list[Element] = []
    for node in nodes:
        level = list_level(node)
        if level and isinstance(node, Element):
            tag = "ol" if NUMBER.fullmatch(take_marker(node)) else "ul"
            _descend(open_lists, level, tag, found)
            open_lists[-1].children.append(Element("li", {}, node.children))
        else:
            if not (isinstance(node, str) and node.isspace()):
                open_lists.clear()
            found.append(node)
    return found


def list_level(node: Node) -> int:
    """Return how deep a list this paragraph is an item of; 0: of none."""
    if isinstance(node, str) or node.tag != "p":
        return 0
    if not node.attributes:
        return 0
    if level := LEVEL.search(node.style.get("mso-list", "")):
        return int(level[1])
    if not node.attributes.get("class", "").startswith("MsoListParagraph"):
        return 0
    first = node.children[0] if node.children else ""
    return int(isinstance(first, str) and bool(BULLET.match(first)))


def take_marker(element: Element) -> str:
    """Take the bullet or number out of the item and return it."""
    for place, child in enumerate(element.children):
        if isinstance(child, str):
            if bullet := BULLET.match(child):
                element.children[place] = child[bullet.end() :]
                return bullet[0]
            if child.strip():
                return ""
        elif child.style.get("mso-list") == "ignore":
            del element.children[place]
            return "".join(_strings(child)).strip()
        elif marker := take_marker(child):
            return marker
    return ""


def _strings(element: Element) -> Iterable[str]:
    for child in element.children:
        yield from [child] if isinstance(child, str) else _strings(child)


def _descend(open_lists: list[Element], level: int, tag: str, found: list[Node]) -> None:
    """Close and open lists until the innermost is one of this kind at this level."""
    del open_lists[level:]
    if len(open_lists) == level and open_lists[-1].tag != tag:
        open_lists.pop()
    while len(open_lists) < level:
        opened = Element(tag, {})
        siblings = open_lists[-1].children if open_lists else found
        siblings.append(opened)
        open_lists.append(opened)
