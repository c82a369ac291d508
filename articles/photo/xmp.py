"""XMP, the notation of ISO 16684: an RDF packet within the file."""

from lxml import etree

__all__ = ["read_xmp"]

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
#: Captions have some kilobytes; a packet beyond this is no caption.
MOST_BYTES = 1024 * 1024


def read_xmp(packet: bytes) -> dict[str, str]:
    """Return what the packet says, by the names of `Notes`; `taken_at` as ISO 8601."""
    root = _tree(packet)
    if root is None:
        return {}
    credit = [*_all(root, "dc:creator"), *_all(root, "photoshop:Credit")]
    return {
        "alt": _first(root, "iptc:AltTextAccessibility"),
        "caption": _first(root, "dc:description", "photoshop:Headline", "dc:title"),
        "credit": " / ".join(dict.fromkeys(credit)),
        "source": _first(root, "dc:rights", "photoshop:Source"),
        "taken_at": _first(
            root, "exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate"
        ),
    }


def _tree(packet: bytes) -> etree._Element | None:
    """Return the packet as a tree. Who uploads a file isn't trusted: no entities, no fetching."""
    packet = packet.strip(b"\0 \r\n\t")
    if len(packet) > MOST_BYTES or b"<!DOCTYPE" in packet:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _first(root: etree._Element, *names: str) -> str:
    return next((text for name in names for text in _all(root, name)), "")


def _all(root: etree._Element, name: str) -> list[str]:
    """Return a property's values: those of its list, in the default language first, or its own."""
    prefix, local = name.split(":")
    key = f"{{{NAMESPACES[prefix]}}}{local}"
    found = [text for each in root.iter(f"{{{NAMESPACES['rdf']}}}Description")
             if (text := each.get(key, "").strip())]  # fmt: skip
    for element in root.iter(key):
        items = list(element.iter(f"{{{NAMESPACES['rdf']}}}li"))
        items.sort(key=lambda item: item.get(f"{{{NAMESPACES['xml']}}}lang") != "x-default")
        found += [text for each in items or [element] if (text := (each.text or "").strip())]
    return found
