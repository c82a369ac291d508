"""What is kept of a file: its pixels as they were, its colours, how it lies. Nothing else."""

import io

import pytest
from PIL import Image

from articles.photo import Unusable, without_notes
from articles.photo.avif import strip_avif
from tests.photo import files

ARTIST, LATITUDE = 0x013B, 2


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def carried(content):
    """The exif and other notes that Pillow finds, but for the orientation."""
    image = opened(content)
    exif = image.getexif()
    tags = {**exif, **exif.get_ifd(files.GPS), **exif.get_ifd(files.CAMERA)}
    return {tag for tag in tags if tag != files.ORIENTATION} | (
        {"xmp", "photoshop"} & set(image.info)
    )


@pytest.mark.parametrize("kind", files.KINDS)
def test_place_and_names_go_while_the_picture_stays_as_it_was(kind):
    before = files.telling(kind)
    assert carried(before) >= {"xmp", ARTIST, LATITUDE}
    after = without_notes(before)
    assert carried(after) == set()
    assert not [secret for secret in files.SECRETS if secret in after]
    assert opened(after).tobytes() == opened(before).tobytes()
    assert opened(after).getexif()[files.ORIENTATION] == 6
    assert opened(after).info["icc_profile"] == opened(before).info["icc_profile"]


@pytest.mark.parametrize("kind", files.KINDS)
def test_a_plain_upright_file_needs_no_notes_at_all(kind):
    before = files.saved(kind)
    after = without_notes(before)
    assert dict(opened(after).getexif()) == {}
    assert without_notes(after) == after


def test_iptc_comments_thumbnails_and_makers_segments_go():
    plain = files.saved("JPEG")
    content = files.with_iptc(files.iim({92: "Safe house", 80: "Ada Quill"}), plain)
    for marker, payload in (
        (0xFE, b"Safe house"),
        (0xE5, b"SERIAL-4711"),
        (0xE2, b"MPF\0Ada Quill"),
    ):
        content = files.with_segment(marker, payload, content)
    assert without_notes(content) == plain


def test_what_a_phone_puts_behind_the_picture_goes():
    content = files.saved("JPEG")
    film = b"\0\0\0\x18ftypmp42 Safe house"
    assert without_notes(content + film) == content
    still = files.telling("JPEG")
    assert without_notes(content + still) == content


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 2}])
def test_every_way_of_writing_a_jpeg_is_followed_to_its_end(options):
    content = files.saved("JPEG", **options)
    assert opened(without_notes(content + b"Safe house")).tobytes() == opened(content).tobytes()
    assert b"Safe house" not in without_notes(content + b"Safe house")


def test_a_transparent_webp_keeps_its_transparency():
    image = files.photograph().convert("RGBA")
    image.putalpha(Image.effect_noise(image.size, 90))
    before = files.saved("WEBP", image, exif=files.exif())
    assert opened(without_notes(before)).tobytes() == opened(before).tobytes()


@pytest.mark.parametrize("kind", files.KINDS)
def test_no_cut_of_a_file_is_more_than_refused(kind):
    content = files.telling(kind)
    for end in range(20, len(content), len(content) // 60):
        try:
            after = without_notes(content[:end])
        except Unusable:
            continue
        assert not [secret for secret in files.SECRETS if secret in after], end


@pytest.mark.parametrize("box", [b"iloc", b"iinf", b"infe"])
def test_an_avif_built_in_a_way_we_don_t_know_is_refused(box):
    content = files.telling("AVIF")
    with pytest.raises(Unusable, match="Save it as a JPEG"):
        strip_avif(content.replace(box, b"what"))
