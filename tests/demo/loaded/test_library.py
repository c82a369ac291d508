import io

from PIL import Image

from articles.demo import reading
from articles.models import Edition, Picture
from tests.demo.loaded.conftest import Loaded


def test_all_are_described_credited_and_ready_for_readers(demo: Loaded):
    pictures = Picture.objects.all()
    assert pictures.count() == len(reading.newsroom()["picture"])
    for picture in pictures:
        assert picture.shown_at(demo.now)
        assert len(picture.alt) > 30
        assert picture.caption
        assert picture.credit


def test_readers_get_its_renditions(demo: Loaded, client):
    picture = Picture.objects.first()
    for kind in ("avif", "webp"):
        for source in [*picture.sources("wide", kind), *picture.sources("full", kind)]:
            answer = client.get(source.url)
            body = io.BytesIO(b"".join(answer))
            assert Image.open(body).size == (source.width, source.height)


def test_no_two_live_stories_share_a_lead_picture(demo: Loaded):
    leads = list(Edition.objects.visible(demo.now).values_list("lead_picture", flat=True))
    assert None not in leads
    assert len(set(leads)) == len(leads)
