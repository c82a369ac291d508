"""Many pictures at once: each in a request of its own, then its words."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from articles import photo, workflow
from articles.models import Picture
from tests import people
from tests.photo import files

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:articles_picture_upload")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def send(client, content, name="Fähre am Morgen.jpg", **headers):
    return client.post(
        UPLOAD, content, content_type="application/octet-stream",
        headers={"X-File-Name": quote(name), **headers},
    )  # fmt: skip


def describe(client, picture, **words):
    sent = {f"picture{picture.pk}-{name}": text for name, text in words.items()}
    return client.post(reverse("admin:articles_picture_describe", args=[picture.pk]), sent)


def test_a_picture_comes_with_what_its_file_says_ready_to_be_placed(
    as_, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(as_(people.reporter()), files.telling("JPEG"))
    picture = Picture.objects.get()
    page = response.content.decode()
    assert response.status_code == 201
    assert "data-complete" in page
    assert "The ferry at dawn &amp; the café." in page
    assert f'data-src="{picture.sources("full", "webp")[0].url}"' in page
    assert picture.prepared


def test_one_without_words_is_stored_and_says_what_it_needs(as_):
    client = as_(people.reporter())
    page = send(client, files.saved("PNG")).content.decode()
    picture = Picture.objects.get()
    assert "data-complete" not in page
    assert "can’t be published before" in page
    refused = describe(client, picture, alt="A quay", credit=" ", caption="")
    assert refused.status_code == 422
    assert "Say who is owed" in refused.content.decode()
    assert not Picture.objects.get().complete
    saved = describe(client, picture, alt="A quay", credit="J. Quill", caption="At noon")
    assert saved.status_code == 200
    assert "data-complete" in saved.content.decode()
    assert Picture.objects.get().complete


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "This file is empty."), (b"no picture", "This is no JPEG"),
     (files.saved("JPEG")[:9000], "This picture is damaged: a part")],
)  # fmt: skip
def test_a_refusal_is_a_sentence_and_no_more(as_, content, words):
    response = send(as_(people.reporter()), content)
    assert (response.status_code, response["Content-Type"]) == (422, "text/plain")
    assert response.content.decode().startswith(words)
    assert not Picture.objects.exists()


def test_more_than_we_take_is_not_even_read(as_, monkeypatch):
    monkeypatch.setattr(photo, "MOST_BYTES", 1000)
    monkeypatch.setattr("articles.photo.checking.MOST_BYTES", 1000)
    client, read = as_(people.reporter()), []
    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest.read", lambda *_: read.append(1))
    assert "30 MB is the most" in send(client, b"x" * 1001).content.decode()
    assert read == []


def test_only_who_may_add_pictures_does(as_):
    response = send(as_(people.outsider()), files.saved("JPEG"))
    assert response.status_code == 422
    assert not Picture.objects.exists()


def test_a_forged_request_is_refused():
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.reporter())
    assert send(client, files.saved("JPEG")).status_code == 403
    client.get(reverse("admin:articles_picture_add"))
    token = client.cookies["csrftoken"].value
    assert send(client, files.saved("JPEG"), **{"X-CSRFToken": token}).status_code == 201


def test_the_words_of_a_published_picture_are_for_editors(as_, world):
    picture = people.picture()
    article = people.article(people.reporter(), world, lead_picture=picture)
    workflow.publish(article, people.chief())
    words = {"alt": "Changed", "credit": "J. Quill", "caption": ""}
    assert describe(as_(people.reporter()), picture, **words).status_code == 403
    assert describe(as_(people.editor(world)), picture, **words).status_code == 200
    assert Picture.objects.get().alt == "Changed"


def test_words_for_no_picture_are_for_nobody(as_):
    assert describe(as_(people.chief()), Picture(pk=0)).status_code == 404
