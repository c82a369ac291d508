"""Pixels as screens show them, whatever the file holds them as."""

import io

import pytest
from PIL import Image

from articles.photo import Unusable, decode
from tests.photo import files


def decoded(content, enough=(1600, 900)):
    return decode(io.BytesIO(content), enough)


def near(pixel, expected):
    return all(abs(one - other) <= 12 for one, other in zip(pixel, expected, strict=True))


@pytest.mark.parametrize("kind", files.KINDS)
def test_a_picture_on_its_side_is_set_upright_without_a_word_of_its_notes(kind):
    image = decoded(files.telling(kind))
    assert (image.mode, image.size, image.info) == ("RGB", (300, 400), {})


@pytest.mark.parametrize(
    ("size", "expected"),
    [((4000, 3000), (1600, 1200)), ((3000, 4000), (1600, 2133)), ((6000, 1000), (5400, 900)),
     ((800, 600), (800, 600))],
)  # fmt: skip
def test_it_is_no_larger_than_is_needed_and_never_enlarged(size, expected):
    assert decoded(files.saved("JPEG", Image.new("RGB", size, "teal"))).size == expected


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_colours_for_print_come_out_as_on_a_screen(mode):
    grey = Image.new("RGB", (400, 300), (128, 128, 128)).convert(mode)
    assert near(decoded(files.saved("JPEG", grey)).getpixel((9, 9)), (128, 128, 128))


def test_sixteen_bits_are_scaled_and_not_cut_off():
    deep = Image.new("I;16", (400, 300), 32_768)
    assert near(decoded(files.saved("PNG", deep)).getpixel((9, 9)), (127, 127, 127))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stands_on_white(mode):
    clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    options = {"transparency": 0} if mode == "P" else {}
    clear = Image.new("P", (400, 300), 0) if mode == "P" else clear.convert(mode)
    assert decoded(files.saved("PNG", clear, **options)).getpixel((9, 9)) == (255, 255, 255)


def test_wide_colours_are_brought_into_those_of_the_web():
    profile = files.profile()
    image = Image.new("RGB", (400, 300), (200, 30, 30))
    tagged = decoded(files.saved("PNG", image, icc_profile=profile)).getpixel((9, 9))
    broken = decoded(files.saved("PNG", image, icc_profile=b"no profile")).getpixel((9, 9))
    assert near(tagged, (200, 30, 30))
    assert broken == (200, 30, 30)


@pytest.mark.parametrize("kind", files.KINDS)
def test_a_file_that_breaks_off_is_refused(kind):
    content = files.saved(kind)
    with pytest.raises(Unusable, match="damaged"):
        decoded(content[: len(content) * 2 // 3])
