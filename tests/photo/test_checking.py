"""Files that are refused, each with a sentence that says what to do."""

import io

import pytest
from PIL import Image

from articles.photo import MOST_BYTES, Unusable, check, kind_of, upright_size
from tests.photo import files


def refusal(content, size=None):
    with pytest.raises(Unusable) as refused:
        check(io.BytesIO(content), len(content) if size is None else size)
    return str(refused.value)


@pytest.mark.parametrize("kind", files.KINDS)
def test_what_browsers_show_is_taken(kind):
    content = files.saved(kind)
    check(io.BytesIO(content), len(content))
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC picture, as iPhones"),
        (b"<svg onload='x()'/>", "SVG drawing. Export it as PNG"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><svg/>", "SVG"),
        (files.saved("GIF"), "GIF"),
        (files.saved("TIFF"), "TIFF"),
        (files.saved("BMP"), "bitmap"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "no JPEG, PNG, WebP or AVIF"),
        (b"", "empty"),
    ],
)
def test_what_people_try_is_called_by_its_name(content, words):
    assert words in refusal(content)


def test_a_bomb_is_refused_by_its_head():
    assert "80 megapixels; 60 is the most" in refusal(files.png_head(10_000, 8_000))
    assert "far more than 60 megapixels" in refusal(files.png_head(60_000, 60_000))


def test_a_bomb_of_notes_is_refused():
    png = files.PngInfo()
    png.add_text("Comment", "x" * 70_000_000, zip=True)
    assert "damaged" in refusal(files.saved("PNG", pnginfo=png))


def test_too_many_bytes_are_refused_without_a_look_at_them():
    assert "31 MB; 30 MB is the most" in refusal(b"", MOST_BYTES + 1024**2)


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (199, 900)])
def test_a_sliver_is_refused_with_the_size_it_needs(size):
    content = files.saved("PNG", Image.new("RGB", size))
    assert f"{size[0]} × {size[1]} pixels; it needs at least 200" in refusal(content)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(kind):
    content = files.saved(kind, save_all=True, append_images=[files.photograph()])
    assert "This picture moves" in refusal(content)


def test_a_phones_two_pictures_in_one_file_are_taken_as_the_first():
    content = files.saved("MPO", save_all=True, append_images=[files.photograph()])
    check(io.BytesIO(content), len(content))
    assert kind_of(content) == "JPEG"


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (400, 300)), (3, (400, 300)), (6, (300, 400))]
)
def test_the_size_is_that_of_the_picture_as_it_is_looked_at(orientation, size):
    content = files.saved("JPEG", exif=files.exif(orientation))
    assert upright_size(io.BytesIO(content)) == size
