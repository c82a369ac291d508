"""What is read from a file: XMP, IPTC-IIM and Exif, and whose word counts."""

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.photo import Unusable, notes
from tests.photo import files

TEN = datetime(2026, 1, 2, 10, 11, 12, tzinfo=timezone(timedelta(hours=1)))


def said(content):
    return notes(io.BytesIO(content))


@pytest.mark.parametrize("kind", files.KINDS)
def test_xmp_says_it_all_in_every_kind_of_file(kind):
    found = said(files.telling(kind))
    assert found.alt == "A white ferry in the fog."
    assert found.caption == "The ferry at dawn & the café."
    assert found.credit == "Ada Quill / Harbour Agency"
    assert found.source == "© Harbour Agency"
    assert found.taken_at == TEN


@pytest.mark.parametrize("utf_8", [True, False])
def test_iptc_is_read_in_its_character_set(utf_8):
    block = files.iim(
        {120: "Café at dawn", 80: "Ada Quill", 110: "Harbour Agency", 116: "© Harbour",
         55: "20260102", 60: "101112+0100"},
        utf_8,
    )  # fmt: skip
    found = said(files.with_iptc(block))
    assert (found.caption, found.credit) == ("Café at dawn", "Ada Quill / Harbour Agency")
    assert (found.source, found.taken_at, found.alt) == ("© Harbour", TEN, "")


def test_iptc_in_utf_8_that_doesn_t_say_so_is_read_as_what_it_is():
    block = files.iim({120: "Café"}).removeprefix(b"\x1c\x01\x5a\x00\x03\x1b%G")
    assert said(files.with_iptc(block)).caption == "Café"


def test_an_extended_dataset_is_read_and_a_damaged_one_ends_the_reading():
    long = b"\x1c\x02\x78\x80\x04" + (40_000).to_bytes(4) + b"x" * 40_000
    caption = said(files.with_iptc(long + b"\x1c\x02\x50\x7f\xffshort")).caption
    assert caption == "x" * 3_999 + "…"
    assert said(files.with_iptc(b"\x1c\x02\x78\xff\xff")).caption == ""


def test_exif_speaks_where_nothing_newer_does():
    found = said(files.saved("JPEG", exif=files.exif()))
    assert (found.caption, found.credit) == ("A ferry, says the camera", "Ada Quill")
    assert found.taken_at == TEN


def test_a_camera_without_a_zone_gives_a_moment_without_one():
    found = said(files.saved("JPEG", exif=files.exif(zone="")))
    assert found.taken_at == datetime(2026, 1, 2, 10, 11, 12)


@pytest.mark.parametrize("date", ["0000:00:00 00:00:00", "1601:01:01 00:00:00", "soon", ""])
def test_a_camera_whose_clock_was_never_set_says_nothing(date):
    exif = files.Image.Exif()
    exif.get_ifd(files.CAMERA)[0x9003] = date
    assert said(files.saved("JPEG", exif=exif.tobytes())).taken_at is None


def test_a_moment_to_come_is_not_believed():
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y%m%d")
    assert said(files.with_iptc(files.iim({55: tomorrow}))).taken_at is None


@pytest.mark.parametrize(
    "packet",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        + files.XMP.replace("dawn", "&e;"),
        "<x:xmpmeta",
        files.XMP + " " * 10 + "<!-- " + "x" * 1_100_000 + " -->",
    ],
)
def test_a_packet_that_is_a_trap_says_nothing_and_does_no_harm(packet):
    png = files.PngInfo()
    png.add_itxt("XML:com.adobe.xmp", packet)
    assert said(files.saved("PNG", pnginfo=png)).caption == ""


def test_words_fit_what_the_library_holds_and_have_nothing_that_no_text_has():
    block = files.iim({80: "Ada\0\x1b\nQuill " + "y" * 200, 120: "One\r\nTwo\0"})
    found = said(files.with_iptc(block))
    assert (found.caption, len(found.credit)) == ("One\nTwo", 120)
    assert found.credit.startswith("Ada Quill yyy")
    assert found.credit.endswith("y…")


def test_what_is_no_picture_has_no_notes():
    with pytest.raises(Unusable, match="no JPEG"):
        said(b"just words")
