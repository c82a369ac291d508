import io

from PIL import Image, ImageStat

from articles.demo import reading
from articles.demo.pictures import draw

NAMES = [row["name"] for row in reading.newsroom()["picture"]]


def drawn(name: str) -> Image.Image:
    return Image.open(io.BytesIO(draw(name))).convert("RGB")


def test_each_is_a_picture_of_its_own():
    small = {drawn(name).resize((8, 6)).tobytes() for name in NAMES}
    assert len(small) == len(NAMES) >= 20


def test_each_fills_the_sheet_with_more_than_one_tone():
    for name in NAMES:
        picture = drawn(name)
        assert picture.size == (1600, 1067)
        assert max(ImageStat.Stat(picture).stddev) > 15, name


def test_they_come_out_the_same_each_time():
    assert draw("swimmers") == draw("swimmers")
    assert draw("concert-hall") == draw("concert-hall")
