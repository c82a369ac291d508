"""Files as they come: encodings that are read, and what is refused with advice."""

import io
import zipfile

import pytest
from PIL import Image

from articles.wire.decoding import SIZE_LIMIT, Refused, decode
from articles.wire.text import take_in

WORDS = "Café “Zur Post” – 5 €"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_told_apart(encoding):
    assert decode(WORDS.encode(encoding))[0] == WORDS


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_is_read_in_both_orders(order):
    assert decode(f"\ufeff{WORDS}".encode(f"utf-16-{order}"))[0] == WORDS


def test_a_guessed_encoding_is_told():
    assert any("Windows-1252" in note for note in take_in("Caf\xe9 closes".encode("latin-1")).notes)
    assert not any("Windows" in note for note in take_in("Café closes".encode()).notes)


def test_ends_of_lines_and_controls_of_agencies_are_evened_out():
    assert decode(b"\x01one\r\ntwo\rthree\x0bfour" + b" words" * 50)[0].split("\n")[:3] == [
        " one",
        "two",
        "three",
    ]


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    return file.getvalue()


def archive(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("PNG"), "a picture (PNG)"),
        (picture("JPEG"), "a picture (JPEG)"),
        (picture("GIF"), "a picture (GIF)"),
        (picture("WEBP"), "a picture (WebP)"),
        (b"%PDF-1.7\n%text", "a PDF"),
        (archive(word__document="<w/>"), "a Word document"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "a LibreOffice document"),
        (archive(notes="text"), "a zip archive"),
        (b"{\\rtf1\\ansi Text}", "a rich text (RTF) document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document"),
        (b"\n<!DOCTYPE html><p>Text", "a web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><rss/>', "an XML file"),
        (b'{\n  "headline": "Ferry"}', "a data file (JSON)"),
        (b'[ {"headline": "Ferry"}]', "a data file (JSON)"),
    ],
)
def test_other_kinds_of_file_are_refused_by_name(data, kind):
    with pytest.raises(Refused, match=r"plain text \(\.txt\)") as refused:
        decode(data)
    assert str(refused.value).startswith(f"It is {kind}, not plain text.")


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", "\ufeff".encode(), "\ufeff \n".encode("utf-16-le")]
)
def test_empty_files_are_refused(data):
    with pytest.raises(Refused, match="no words in it"):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"text\x00text", bytes(range(1, 128)) * 4, b"\x81\x8d\x8f", b"\xff\xfea\xd8b\x00a"]
)
def test_binary_data_is_refused(data):
    with pytest.raises(Refused, match="save it as plain text"):
        decode(data)


def test_files_over_the_limit_are_refused_and_those_at_it_read():
    line = b"Words of copy. "
    whole = (line * (SIZE_LIMIT // len(line) + 1))[:SIZE_LIMIT]
    assert len(decode(whole)[0]) == SIZE_LIMIT
    with pytest.raises(Refused, match=r"5\.0 MB.*5 MB at most"):
        decode(whole + b"x")
