"""Files that readers may fetch: renditions, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.models import Picture
from tests import people
from tests.clock import START
from tests.reader.stories import published, text

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


def body(response):
    """Return the whole file; whoever reads it to the end closes it."""
    return b"".join(response.streaming_content)


def there(response):
    """Say whether it is the file."""
    return response.status_code == 200 and bool(body(response))


@pytest.mark.parametrize(
    ("kind", "start"), [("avif", b"ftypavif"), ("webp", b"RIFF"), ("jpeg", b"\xff\xd8\xff")]
)
def test_a_rendition_is_served_and_kept_for_a_day(client, harbour, kind, start):
    url = harbour.card.url if kind == "jpeg" else harbour.sources("wide", kind)[0].url
    response = client.get(url)
    assert response.status_code == 200
    assert start in body(response)[:16]
    assert response["Content-Type"] == f"image/{kind}"
    assert response["Cache-Control"] == "public, max-age=86400, must-revalidate"
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


@pytest.fixture
def licensed(clock):
    """`licensed(begin, end)`: a picture that leads the front, the address of a file of it."""

    def made(begin, end):
        picture = people.picture((800, 600), licence_from=begin, licence_until=end)
        picture.prepare()
        published(people.section("World"), lead_picture=picture)
        return picture.sources("wide", "avif")[0].url

    return made


def test_page_and_file_are_without_it_from_the_second_of_its_licences_end(client, clock, licensed):
    url = licensed(START - HOUR, START + HOUR)
    for moment, shown in ((START, True), (START + HOUR - INSTANT, True), (START + HOUR, False)):
        clock.at(moment)
        assert (url in text(client.get(reverse("reader:front")))) == shown, moment
        assert there(client.get(url)) == shown, moment


def test_before_its_licence_begins_the_file_is_not_found(client, clock, licensed):
    url = licensed(START + HOUR, None)
    never = client.get(url.replace("avif", "webp"))
    early = client.get(url)
    assert (early.status_code, early.content) == (404, never.content)
    assert early.headers == never.headers
    clock.at(START + HOUR)
    assert there(client.get(url))


@pytest.mark.parametrize(
    ("left", "seconds"),
    [(timedelta(days=3), 86400), (HOUR, 3600), (timedelta(seconds=1.9), 1), (INSTANT, 0)],
)
def test_no_cache_may_keep_it_past_its_licence(client, clock, licensed, left, seconds):
    url = licensed(None, START + left)
    clock.at(START)
    response = client.get(url)
    assert body(response)
    assert response["Cache-Control"] == f"public, max-age={seconds}, must-revalidate"
    tag = response["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again["Cache-Control"]) == (304, response["Cache-Control"])
    clock.at(START + left)
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 404


def test_a_file_costs_one_query(client, harbour, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert body(client.get(harbour.sources("wide", "avif")[0].url))


def test_a_file_whose_picture_is_gone_is_not_found(client, harbour, media_folder):
    url = harbour.sources("wide", "avif")[0].url
    Picture.objects.all().delete()
    file = media_folder / url.removeprefix("/media/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"left behind")
    assert client.get(url).status_code == 404


def test_one_that_an_older_picture_lacks_is_made_at_first_need(client, harbour, media_folder):
    url = harbour.sources("standard", "avif")[0].url
    made = [path for path in (media_folder / "__processed__").rglob("*") if path.is_file()]
    for path in made:
        path.unlink()
    assert b"ftypavif" in body(client.get(url))[:16]
    assert [
        path.name for path in (media_folder / "__processed__").rglob("*") if path.is_file()
    ] == [url.rpartition("/")[2]]


def test_no_address_has_another_made_than_those_there_are(client, harbour, media_folder):
    url = harbour.sources("wide", "avif")[0].url
    made = sorted(media_folder.rglob("*"))
    stem, _, _ = url.rpartition("-")
    too_wide = harbour.file._process_context(harbour.file.field.formats["wide_1600_avif"]).name
    for other in (f"{stem}-0123456789ab.avif", url.replace(".avif", ".jpeg"), f"/media/{too_wide}"):
        assert client.get(other).status_code == 404
    for query in ("?width=99", "?w=1&format=webp"):
        assert body(client.get(url + query)) == body(client.get(url))
    assert sorted(media_folder.rglob("*")) == made


def test_where_the_original_is_gone_or_damaged_none_is_made(client, harbour, media_folder):
    url = harbour.sources("wide", "avif")[0].url
    (media_folder / url.removeprefix("/media/")).unlink()
    original = media_folder / harbour.file.name
    original.write_bytes(original.read_bytes()[:500])
    assert client.get(url).status_code == 404
    original.unlink()
    assert client.get(url).status_code == 404
