"""From a file's bytes to the text in it, or a refusal that says what to do."""

import codecs
import re

__all__ = ["SIZE_LIMIT", "Refused", "decode", "tidy"]

SIZE_LIMIT = 5_000_000

AS_TEXT = "Open it where it was made, save it as plain text (.txt) and bring that in."
UNREADABLE = "It is damaged, or it is no plain text."
#: How files that are not plain text begin, in small letters and without spaces, and what they are.
BEGINNINGS = (
    (b"%pdf", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89png", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"gif8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"<!doctypehtml", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b'{"', "a data file (JSON)"),
    (b'[{"', "a data file (JSON)"),
)
#: Byte order marks; the longer first, since UTF-32's begins like UTF-16's.
MARKED = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "UTF-8-SIG"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
#: News agencies frame their copy with a few controls; in binary data one byte in nine is one.
CONTROLS_ALLOWED = 0.01


class Refused(Exception):  # noqa: N818 -- a file was refused; nothing went wrong
    """This can't be brought in; the message says why and what to do."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text, tidy, and the encoding it was in.

    Raise `Refused` for what is empty, too large, or no plain text.
    """
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / 1_000_000:.1f}"
        raise Refused(f"It has {size} MB, and copy may have 5 MB at most. Bring it in in parts.")
    if kind := kind_of(data):
        raise Refused(f"It is {kind}, not plain text. {AS_TEXT}")
    copy, encoding = decoded(data)
    if "\x00" in copy or len(CONTROL.findall(copy)) > CONTROLS_ALLOWED * len(copy):
        raise Refused(f"{UNREADABLE} {AS_TEXT}")
    copy = tidy(copy)
    if not copy.strip():
        raise Refused("There are no words in it. Check that the right file was saved.")
    return copy, encoding


def tidy(copy: str) -> str:
    """Return the text with \\n at the ends of lines, and a space for each control."""
    copy = re.sub("\r\n?|\x0b|\x85|\u2028", "\n", copy)
    copy = re.sub("[\x0c\u2029]", "\n\n", copy).replace("\ufeff", "")
    return CONTROL.sub(" ", copy)


def kind_of(data: bytes) -> str:
    """Return what the file is, where its first bytes show that it is something else than text."""
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "a Word document"
        return "a LibreOffice document" if b"opendocument.text" in data[:200] else "a zip archive"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a picture (WebP)"
    # XML may have a byte order mark before it, and JSON spaces between its signs.
    start = b"".join(data[:200].removeprefix(codecs.BOM_UTF8).lower().split())
    return next((kind for first, kind in BEGINNINGS if start.startswith(first)), "")


def decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in MARKED:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding.removesuffix("-SIG")
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return _strictly(data, "Windows-1252"), "Windows-1252"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(f"{UNREADABLE} {AS_TEXT}") from None
