"""The picture library: what it takes, what it refuses, what it shows."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles import workflow
from articles.desk import upload
from articles.models import Picture
from tests import people

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_picture_add")
LIBRARY = reverse("admin:articles_picture_library")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def rosa(client):
    rosa = people.reporter()
    client.force_login(rosa)
    return rosa


def fields(file=None, **changed):
    sent = {
        "alt": "The sun over the harbour", "credit": "J. Quill", "caption": "", "source": "",
        "focal_point_0": 50, "focal_point_1": 50, **changed,
    }  # fmt: skip
    return {**sent, "file": file} if file else sent


def file(content, name="harbour.jpg"):
    return SimpleUploadedFile(name, content)


def errors(client, content, name="harbour.jpg"):
    response = client.post(ADD, fields(file(content, name)))
    assert response.status_code == 200
    assert not Picture.objects.exists()
    return response.context["adminform"].form.errors.get("file", [])


def encoded(kind):
    made = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(made, kind)
    return made.getvalue()


def png_head(width, height):
    """A PNG of some bytes that claims this size."""

    def chunk(kind, data):
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_takes_what_readers_browsers_know(
    client, rosa, kind, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADD, fields(file(encoded(kind), f"picture.{kind.lower()}")))
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.prepared) == (400, 300, True)
    assert "picture" not in picture.file.name.removeprefix("pictures/")


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_are_refused_whatever_their_name(client, rosa, kind):
    assert errors(client, encoded(kind)) == [
        "This is no JPEG, PNG, WebP or AVIF picture, or it is damaged."
    ]


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", b"GIF89a", people.jpeg()[:300]],
)
def test_what_is_no_picture_is_refused(client, rosa, content):
    assert errors(client, content)


def test_too_many_pixels_are_refused_before_they_are_unpacked(client, rosa):
    assert "80 megapixels; 60 is the most" in errors(client, png_head(10_000, 8_000))[0]
    assert "far more than 60 megapixels" in errors(client, png_head(60_000, 60_000))[0]


def test_too_large_a_file_is_refused(client, rosa):
    large = people.jpeg() + b"\0" * upload.MOST_BYTES
    assert "30 MB is the most" in errors(client, large)[0]


@pytest.mark.parametrize("field", ["alt", "credit"])
def test_what_it_shows_and_who_is_owed_must_be_said(client, rosa, field):
    response = client.post(ADD, fields(file(people.jpeg()), **{field: "  "}))
    assert field in response.context["adminform"].form.errors


def test_a_new_focal_point_makes_new_renditions(
    client, rosa, media, django_capture_on_commit_callbacks
):
    picture = people.picture()
    picture.prepare()
    before = {path.name for path in (media / "__processed__").rglob("*.webp")}
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, fields(focal_point_0=20, focal_point_1=80))
    picture.refresh_from_db()
    assert (picture.focal_point, picture.prepared) == ("0.2x0.8", True)
    assert {path.name for path in (media / "__processed__").rglob("*.webp")} - before


def test_other_changes_keep_it_on_readers_pages(client, rosa):
    picture = people.picture()
    picture.prepare()
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    client.post(address, fields(caption="Tuesday's sunrise"))
    picture.refresh_from_db()
    assert (picture.caption, picture.prepared) == ("Tuesday's sunrise", True)


def test_the_original_is_nowhere_linked(client, rosa):
    picture = people.picture()
    picture.prepare()
    for address in (
        reverse("admin:articles_picture_change", args=[picture.pk]),
        reverse("admin:articles_picture_changelist"),
        LIBRARY,
    ):
        assert picture.file.url not in client.get(address).content.decode()


def test_the_library_finds_by_words_in_a_fixed_number_of_queries(
    client, rosa, django_assert_num_queries
):
    people.picture(caption="Ferry at dawn")
    people.picture(alt="A ferry in the fog", credit="Dawn Agency")
    people.picture()
    with django_assert_num_queries(5):
        page = client.get(LIBRARY, {"q": "dawn ferry"}).content.decode()
    assert page.count("data-picture=") == 2
    client.force_login(people.outsider())
    assert client.get(LIBRARY).status_code == 403


def test_a_picture_in_use_is_kept(client, rosa):
    lead, within, portrait, free = (people.picture() for _ in range(4))
    body = f'<figure><img data-picture="{within.pk}" src="/media/x.webp" alt="x"></figure>'
    people.article(rosa, people.section(), lead_picture=lead, body=body)
    ines = people.author()
    ines.portrait = portrait
    ines.save()
    client.force_login(people.chief())
    for picture in (lead, within, portrait, free):
        client.post(reverse("admin:articles_picture_delete", args=[picture.pk]), {"post": "yes"})
    assert set(Picture.objects.all()) == {lead, within, portrait}


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (199, 900)])
def test_a_sliver_is_refused_with_the_size_it_needs(client, rosa, size):
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, "PNG")
    assert errors(client, made.getvalue()) == [
        f"This picture has {size[0]} × {size[1]} pixels; it needs at least 200 each way."
    ]


def test_a_picture_that_moves_is_refused(client, rosa):
    made = io.BytesIO()
    stills = [Image.new("RGB", (300, 300), colour) for colour in ("teal", "navy")]
    stills[0].save(made, "WEBP", save_all=True, append_images=stills[1:])
    assert errors(client, made.getvalue()) == [
        "This picture moves. Save one still of it, and add that."
    ]


@pytest.fixture
def published():
    """A picture that opens a live article."""
    shown = people.picture()
    clara, rosa = people.chief(), people.reporter()
    article = people.article(rosa, people.section("World"), lead_picture=shown)
    workflow.publish(article, clara)
    return shown


def test_a_reporter_changes_no_picture_that_readers_see(client, published, rosa):
    address = reverse("admin:articles_picture_change", args=[published.pk])
    assert client.post(address, fields(alt="Something else")).status_code == 403
    page = client.get(address).content.decode()
    assert published.alt in page
    assert published.file.name not in page
    assert Picture.objects.get().alt == published.alt


def test_an_editor_changes_what_is_said_of_it_but_not_the_picture(client, published):
    client.force_login(people.chief())
    address = reverse("admin:articles_picture_change", args=[published.pk])
    assert client.post(address, fields(alt="The sun")).status_code == 302
    response = client.post(address, fields(file(encoded("JPEG")), alt="Another"))
    assert "Add the new one as a picture of its own" in response.content.decode()
    stored = Picture.objects.get()
    assert (stored.alt, stored.file.name) == ("The sun", published.file.name)
