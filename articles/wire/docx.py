"""Word documents (.docx): headings, lists, tables, links, footnotes and pictures.

Tracked changes are taken as accepted, comments are left. ECMA-376, read by mammoth.
"""

import io
import re
import zipfile
from base64 import b64encode

import mammoth
from mammoth.documents import Image
from mammoth.docx.files import InvalidFileReferenceError

from articles.wire.decoding import Refused
from articles.wire.items import Item, words

__all__ = ["is_docx", "read"]

#: What a document may hold: so many files, so many bytes of them unpacked, of XML among them.
MEMBERS, UNPACKED, XML = 5000, 300_000_000, 60_000_000
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Caption'] => figcaption:fresh
"""
TITLE = re.compile(r'<h1 class="title">(.*?)</h1>', re.DOTALL)
FIRST_HEADING = re.compile(r"\A<h1>(.*?)</h1>", re.DOTALL)
SUBTITLE = re.compile(r'<p class="subtitle">(.*?)</p>', re.DOTALL)
NOTE = re.compile(r'<sup><a href="#(?:foot|end)note-[\w-]{1,40}"[^>]*>\[(\d{1,5})\]</a></sup>')
BACK = re.compile(r' ?<a href="#(?:foot|end)note-ref-[\w-]{1,40}">↑</a>')
DAMAGED = "It is damaged. Open it in Word, save it anew and bring that in."


def is_docx(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def read(data: bytes) -> Item:
    """Return the document; raise `Refused` where it is none, damaged, or larger than it looks."""
    try:
        _check(data)
        made = mammoth.convert_to_html(
            io.BytesIO(data), style_map=STYLES, convert_image=mammoth.images.img_element(_image)
        )
    except Refused:
        raise
    # The library raises whatever its parsers do.
    except Exception as error:
        raise Refused(DAMAGED) from error
    item = Item(key="", body=BACK.sub("", NOTE.sub(r"<sup>\1</sup>", made.value)))
    heading = TITLE.search(item.body) or FIRST_HEADING.match(item.body)
    if heading:
        item.headline = words(heading[1])
        item.body = item.body.replace(heading[0], "", 1)
    if subtitle := SUBTITLE.search(item.body):
        item.standfirst = words(subtitle[1])
        item.body = item.body.replace(subtitle[0], "", 1)
    return item


def _check(data: bytes) -> None:
    """Refuse what isn't a document, or would unpack to more than one has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            if "word/document.xml" not in packed.namelist():
                raise Refused("It is a zip archive, not a Word document. Unpack it first.")
            if len(members) > MEMBERS or sum(each.file_size for each in members) > UNPACKED:
                raise Refused("It unpacks to more than a document has. Save it anew, or in parts.")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_xml(packed, member)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused(DAMAGED) from error


def _check_xml(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with packed.open(member) as opened:
        # One more than may be: what the file says of its size may be wrong.
        text = opened.read(XML + 1)
    if len(text) > XML:
        raise Refused("It unpacks to more than a document has. Save it anew, or in parts.")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Refused("It defines a document type, which no Word document does.")


def _image(image: Image) -> dict[str, str]:
    """Return the picture with its bytes; one that is only linked to from the file is named."""
    try:
        with image.open() as opened:
            data = b64encode(opened.read()).decode("ascii")
    except InvalidFileReferenceError:
        return {"src": "linked from elsewhere", "alt": image.alt_text or ""}
    return {"src": f"data:{image.content_type};base64,{data}", "alt": image.alt_text or ""}
