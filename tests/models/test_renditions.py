"""Renditions: crops around the focal point, as large as they are said to be, none enlarged."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image, ImageDraw

from articles.models import Picture
from articles.models.renditions import SHAPES
from tests import people

pytestmark = pytest.mark.django_db
RATIOS = {"wide": 16 / 9, "standard": 4 / 3, "square": 1}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def opened(media, source):
    with Image.open(media / source.url.removeprefix("/media/")) as image:
        return image.convert("RGB")


def marked(size, focus):
    """A picture that is white at its focal point, and black elsewhere."""
    image = Image.new("RGB", size)
    x, y = (side * part for side, part in zip(size, focus, strict=True))
    ImageDraw.Draw(image).ellipse((x - 30, y - 30, x + 30, y + 30), fill="white")
    file = io.BytesIO()
    image.save(file, "PNG")
    return Picture.objects.create(
        file=ContentFile(file.getvalue(), name="x.png"), focal_point="x".join(map(str, focus))
    )


def centre(image):
    """Where its white spot is, as shares of width and height; None where there is none."""
    box = image.convert("L").point(lambda value: 255 * (value > 128)).getbbox()
    return box and ((box[0] + box[2]) / 2 / image.width, (box[1] + box[3]) / 2 / image.height)


@pytest.mark.parametrize("shape", ["wide", "standard", "square"])
@pytest.mark.parametrize(
    ("size", "focus"),
    [
        ((1600, 400), (0.5, 0.5)),
        ((1600, 400), (0.4, 0.5)),
        ((400, 1600), (0.5, 0.3)),
        ((400, 1600), (0.5, 0.7)),
    ],
)
def test_a_crop_has_the_focal_point_in_its_middle(media, shape, size, focus):
    picture = marked(size, focus)
    picture.prepare()
    for kind in ("avif", "webp"):
        for source in picture.sources(shape, kind):
            image = opened(media, source)
            assert image.width / image.height == pytest.approx(RATIOS[shape], rel=0.01)
            assert centre(image) == pytest.approx((0.5, 0.5), abs=0.02), source


@pytest.mark.parametrize(("focus", "where"), [((0.05, 0.5), (0.2, 0.5)), ((0.95, 0.5), (0.8, 0.5))])
def test_near_an_edge_the_crop_ends_with_the_picture(media, focus, where):
    picture = marked((1600, 400), focus)
    picture.prepare()
    (*_, largest) = picture.sources("square", "avif")
    assert centre(opened(media, largest)) == pytest.approx(where, abs=0.02)


@pytest.mark.parametrize("size", [(40, 30), (300, 200), (1000, 800), (700, 1400), (2400, 1600)])
def test_every_rendition_is_as_large_as_it_is_said_to_be_and_none_is_enlarged(media, size):
    picture = people.picture(size)
    picture.prepare()
    told = [each for shape in SHAPES for kind in ("avif", "webp")
            for each in picture.sources(shape, kind)]  # fmt: skip
    told += picture.cards
    for source in told:
        assert opened(media, source).size == (source.width, source.height)
        assert source.width <= size[0]
        assert source.height <= size[1]
    made = [path for path in (media / "__processed__").rglob("*") if path.is_file()]
    assert len(made) == len({source.url for source in told})


@pytest.mark.parametrize(
    ("size", "shape", "widths"),
    [
        ((2400, 1600), "wide", [256, 400, 640, 1024, 1600]),
        ((1000, 800), "wide", [256, 400, 640, 1000]),
        ((200, 300), "wide", [200]),
        ((500, 300), "standard", [160, 256, 400]),
        ((300, 200), "square", [160, 200]),
        ((900, 600), "full", [400, 640, 900]),
    ],
)
def test_it_comes_in_the_widths_it_is_large_enough_for_and_its_own(size, shape, widths):
    assert [each.width for each in people.picture(size).sources(shape, "avif")] == widths


@pytest.mark.parametrize(
    ("size", "cards"),
    [
        ((2400, 1600), [(1200, 675), (1200, 900), (1200, 1200)]),
        ((1200, 900), [(1200, 675), (1200, 900)]),
        ((3000, 700), [(1200, 675)]),
        ((800, 600), [(800, 450)]),
    ],
)
def test_machines_get_three_shapes_where_the_original_is_large_enough(media, size, cards):
    picture = people.picture(size)
    picture.prepare()
    assert [opened(media, each).size for each in picture.cards] == cards
    assert picture.card == picture.cards[0]


def test_what_pictures_lack_is_made_by_command(media, capsys):
    for _ in range(2):
        people.picture((400, 300)).prepare()
    lost = people.picture((400, 300))
    before = {path for path in media.rglob("*") if path.is_file()}
    for each in list(before)[::3]:
        if "__processed__" in each.parts:
            each.unlink()
    call_command("prepare_pictures")
    assert capsys.readouterr().out == "3 pictures have all.\n"
    assert before <= {path for path in media.rglob("*") if path.is_file()}
    assert Picture.objects.get(pk=lost.pk).prepared


def test_the_command_says_which_original_is_gone_and_goes_on(media, capsys):
    whole, gone = people.picture((400, 300)), people.picture((400, 300))
    (media / gone.file.name).unlink()
    with pytest.raises(CommandError, match="1 couldn't be prepared"):
        call_command("prepare_pictures")
    assert gone.file.name in capsys.readouterr().err
    assert Picture.objects.get(pk=whole.pk).prepared
