"""The picture library: what it takes, what it refuses, what it shows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import workflow
from articles.models import Picture
from tests import people
from tests.photo import files

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


@pytest.mark.parametrize("kind", files.KINDS)
def test_it_takes_what_readers_browsers_know(
    client, rosa, kind, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADD, fields(file(files.saved(kind), f"picture.{kind.lower()}")))
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.prepared) == (400, 300, True)
    assert picture.file.name.endswith(kind.lower())


def test_what_its_file_says_fills_in_what_nobody_typed(client, rosa):
    client.post(ADD, fields(file(files.telling("JPEG")), credit=""))
    picture = Picture.objects.get()
    assert picture.alt == "The sun over the harbour"
    assert (picture.caption, picture.credit) == (
        "The ferry at dawn & the café.", "Ada Quill / Harbour Agency",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "SVG drawing"),
        (files.saved("GIF"), "GIF"),
        (files.png_head(10_000, 8_000), "80 megapixels; 60 is the most"),
        (files.saved("JPEG")[:9000], "a part of it is missing"),
    ],
)
def test_what_is_no_picture_for_us_is_refused_in_words(client, rosa, content, words):
    assert words in errors(client, content)[0]


def test_a_picture_in_use_says_so_when_its_words_are_taken_away(client, rosa):
    picture = people.picture()
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    response = client.post(address, fields(alt="  "))
    assert response.context["adminform"].form.errors == {"alt": ["This can't be blank any more."]}


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
    with django_assert_num_queries(4):
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


def test_an_editor_changes_what_is_said_of_it_but_not_the_file(client, published):
    client.force_login(people.chief())
    address = reverse("admin:articles_picture_change", args=[published.pk])
    assert 'type="file" name="file"' not in client.get(address).content.decode()
    client.post(address, fields(file(files.saved("JPEG")), alt="The sun"))
    stored = Picture.objects.get()
    assert (stored.alt, stored.file.name) == ("The sun", published.file.name)


def test_another_file_takes_the_place_of_one_that_nobody_has_seen(
    client, rosa, media, django_capture_on_commit_callbacks
):
    picture = people.picture()
    picture.prepare()
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, fields(file(files.saved("PNG"))))
    stored = Picture.objects.get()
    assert (stored.width, stored.prepared) == (400, True)
    assert [path.suffix for path in (media / "pictures").iterdir()] == [".png"]
    made = [path.name for path in (media / "__processed__").rglob("*.*")]
    assert len(made) == len(stored.file.renditions)


def test_a_deleted_picture_is_gone_from_the_disk(client, media, django_capture_on_commit_callbacks):
    picture = people.picture()
    picture.prepare()
    client.force_login(people.chief())
    address = reverse("admin:articles_picture_delete", args=[picture.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"post": "yes"})
    assert not [path for path in media.rglob("*") if path.is_file()]
