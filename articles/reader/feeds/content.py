"""Bodies as they leave the house: they are read far from our pages, style sheet and addresses."""

from lxml import etree
from lxml import html as lxml_html

__all__ = ["portable"]

#: What means something on our own pages only.
OURS = ("class", "fetchpriority", "loading", "role", "sizes", "srcset", "tabindex", "aria-label")


def portable(html: str, address: str) -> str:
    """Return the HTML with whole addresses, plain pictures and nothing of our pages' layout.

    `address` is the article's: what is relative counts from there.
    """
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for picture in list(root.iter("picture")):
        # Wherever the parser put it: to it, `source` is an element like others.
        _replace(picture, picture.find(".//img"))
    for element in root.iter(etree.Element):
        for name in OURS:
            element.attrib.pop(name, None)
    for box in list(root.iter("div")):
        if box is not root:
            box.drop_tag()
    root.make_links_absolute(address, resolve_base_href=False, handle_failures="ignore")
    inside = [_text(root.text)]
    inside += [lxml_html.tostring(child, encoding="unicode") for child in root]
    return "".join(inside).strip()


def _replace(picture: lxml_html.HtmlElement, image: lxml_html.HtmlElement | None) -> None:
    if image is None:
        picture.drop_tag()
    else:
        image.tail = picture.tail
        picture.getparent().replace(picture, image)


def _text(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
