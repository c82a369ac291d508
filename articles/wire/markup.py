"""What in a body leads elsewhere: pictures become the library's, links to the old site ours."""

import re
from collections.abc import Callable, Iterable
from html import escape

from django.utils.text import Truncator
from lxml import etree
from lxml import html as lxml_html

from articles.models import Picture
from articles.wire.addresses import host_of, parts_of
from articles.wire.items import Attached

__all__ = ["cut", "placed", "within_site"]

WORTH_A_LOOK = re.compile(r"<(?:img|iframe|picture)\b|\bhref\b", re.IGNORECASE)
FRAMES = ("iframe", "embed", "object", "video", "audio")

#: Returns the library's picture, and notes why where there is none.
FindPicture = Callable[[Attached], Picture | None]


def placed(
    html: str, known: Iterable[Attached], find: FindPicture, hosts: frozenset[str]
) -> tuple[str, list[Picture]]:
    """Return the HTML with the library's pictures in it, and which those are.

    `known` says more of some of them, by their addresses. A picture that isn't found is left out.
    """
    if not WORTH_A_LOOK.search(html):
        return html, []
    by_address = {stem(each.address): each for each in known}
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    found: list[Picture] = []
    for element in list(root.iter(*FRAMES)):
        _link_instead(element)
    for element in list(root.iter("img")):
        address = element.get("src", "") or element.get("data-src", "")
        told = by_address.get(stem(address)) or Attached(address)
        alt, caption = element.get("alt", "") or told.alt, told.caption
        picture = find(Attached(address, alt, caption, told.credit, told.data))
        if picture is None:
            element.drop_tree()
        else:
            _place(element, picture, alt)
            found.append(picture)
    for element in root.iter("a"):
        _lead(element, hosts)
    inside = escape(root.text or "", quote=False)
    inside += "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    return inside, found


def stem(address: str) -> str:
    """Return what the sizes of one picture have in common: `ferry-300x200.jpg`, `ferry.jpg`."""
    return re.sub(r"-\d{2,5}x\d{2,5}(?=\.\w{3,4}$)|-scaled(?=\.)", "", address.partition("?")[0])


def cut(words: str, longest: int) -> str:
    """Return the words in one line, cut between them to so many characters."""
    words = " ".join(words.split())
    return words if len(words) <= longest else Truncator(words).chars(longest)


def within_site(address: str, hosts: frozenset[str]) -> str:
    """Return the path of an address on one of these hosts; others as they are."""
    parts = parts_of(address)
    if parts.scheme not in {"http", "https", ""} or host_of(address) not in hosts:
        return address
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return f"{path}{query}{f'#{parts.fragment}' if parts.fragment else ''}"


def _place(element: lxml_html.HtmlElement, picture: Picture, alt: str) -> None:
    element.attrib.clear()
    element.set("data-picture", str(picture.pk))
    element.set("src", picture.file.url)
    element.set("alt", alt or picture.alt)
    # A link around a picture leads to its file at the old site, mostly.
    parent = element.getparent()
    if parent is not None and parent.tag == "a" and len(parent) == 1:
        parent.drop_tag()


def _link_instead(element: lxml_html.HtmlElement) -> None:
    """Put the address of a frame or a film in its place: cleaning makes an embed of a known one."""
    address = element.get("src") or element.get("data") or ""
    if not address:
        sources = [each.get("src", "") for each in element.iter("source")]
        address = next(filter(None, sources), "")
    if address.startswith("//"):
        address = f"https:{address}"
    line = lxml_html.fragment_fromstring("<p></p>")
    if address.startswith(("http://", "https://")):
        link = etree.SubElement(line, "a", href=address)
        link.text = address
    line.tail = element.tail
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, line)


def _lead(element: lxml_html.HtmlElement, hosts: frozenset[str]) -> None:
    element.set("href", within_site(element.get("href", ""), hosts))
