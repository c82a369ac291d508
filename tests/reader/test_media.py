"""Files that readers may fetch: renditions, and nothing else."""

import pytest

from tests import people

pytestmark = pytest.mark.django_db


def body(response):
    """Return the whole file; whoever reads it to the end closes it."""
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("kind", "start"), [("avif", b"ftypavif"), ("webp", b"RIFF"), ("jpeg", b"\xff\xd8\xff")]
)
def test_a_rendition_is_served_for_good(client, harbour, kind, start):
    url = harbour.card.url if kind == "jpeg" else harbour.sources("wide", kind)[0].url
    response = client.get(url)
    assert response.status_code == 200
    assert start in body(response)[:16]
    assert response["Content-Type"] == f"image/{kind}"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.cookies == {}


def test_an_original_is_never_served(client, harbour):
    assert client.get(harbour.file.url).status_code == 404


def test_other_files_are_never_served(client, harbour, media_folder):
    folder = (media_folder / harbour.sources("wide", "webp")[0].url.removeprefix("/media/")).parent
    (folder / "note-0123456789ab.html").write_text("<script>")
    (folder / "0123456789ab.webp").write_text("not a rendition's name")
    at = f"/media/{folder.relative_to(media_folder)}"
    assert client.get(f"{at}/note-0123456789ab.html").status_code == 404
    assert client.get(f"{at}/0123456789ab.webp").status_code == 404
    assert client.get(f"{at}/").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "__processed__/../pictures/{}",
        "__processed__/abc/def/../../../pictures/{}",
        "__processed__/abc/def/..%2f..%2f..%2fpictures%2f{}",
        "__processed__//etc/passwd",
        "/etc/passwd",
        "%2e%2e/secret-key",
        "__processed__/abc/def/x-0123456789ab.webp%0a",
        "__processed__/abc/def/x-0123456789ab.webp",
        f"__processed__/abc/def/{'x' * 300}-0123456789ab.webp",
    ],
)
def test_no_name_leads_out_of_the_renditions(client, harbour, name):
    original = harbour.file.name.removeprefix("pictures/")
    assert client.get(f"/media/{name.format(original)}").status_code == 404


def test_a_rendition_that_was_made_for_no_page_yet_is_there_once_prepared(client):
    picture = people.picture((400, 300))
    url = picture.sources("wide", "avif")[0].url
    assert client.get(url).status_code == 404
    picture.prepare()
    assert body(client.get(url))
