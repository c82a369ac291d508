"""Files of pictures at the desk: there outside of the licence too, for whoever sees the library."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from articles.desk.picture_files import show_at_the_desk
from tests import people

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PLACE = re.compile(r'["\s](/(?:admin/)?media/[^"\s]*)')


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def licensed(clock):
    """A picture that may be shown from tomorrow until the day after."""
    picture = people.picture(licence_from=clock.now + DAY, licence_until=clock.now + 2 * DAY)
    picture.prepare()
    return picture


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def edition(clock, world, licensed):
    article = people.article(people.reporter(), world, lead_picture=licensed)
    return people.edition(article, clock.now + DAY)


def files(response):
    """Return the addresses of all pictures on a page of the desk."""
    images = re.findall(r"<(?:img|source)[^>]*>", response.content.decode())
    return [address for image in images for address in PLACE.findall(image)]


@pytest.mark.parametrize("ahead", [timedelta(), 3 * DAY])
def test_the_desk_has_the_file_before_and_after_its_licence(as_, client, clock, licensed, ahead):
    clock.at(clock.now + ahead)
    for source in (licensed.thumbnail, licensed.placed):
        response = as_(people.reporter()).get(f"/admin{source.url}")
        assert response["Cache-Control"] == "private, no-cache"
        assert body(response)
        assert client.get(source.url).status_code == 404


def test_only_whoever_sees_the_library_has_it(as_, client, licensed):
    address = f"/admin{licensed.thumbnail.url}"
    assert client.get(address).status_code == 302
    assert as_(people.outsider()).get(address).status_code == 403


def test_no_original_is_served_there_either(as_, licensed):
    assert as_(people.chief()).get(f"/admin/media/{licensed.file.name}").status_code == 404


def test_every_page_of_the_desk_has_its_pictures_from_there(as_, clock, licensed, edition):
    chief, article = people.chief(), edition.article
    moment = (clock.now + DAY).strftime("%Y-%m-%dT%H:%M")
    preview = reverse("admin:articles_article_edition_preview_page", args=[article.pk, edition.pk])
    pages = [
        reverse("admin:articles_picture_changelist"),
        reverse("admin:articles_picture_change", args=[licensed.pk]),
        reverse("admin:articles_picture_library"),
        reverse("admin:articles_article_change", args=[article.pk]),
        preview,
        preview.removesuffix("page/"),
        f"{reverse('desk:front')}?at={moment}",
        reverse("desk:as_of", args=[clock.now + DAY, ""]),
    ]
    for page in pages:
        found = files(as_(chief).get(page, follow=True))
        assert found, page
        assert all(each.startswith("/admin/media/") for each in found), page
        assert body(as_(chief).get(found[0])), page


def test_only_our_own_pictures_come_from_there():
    html = (
        '<img src="/media/a.webp" srcset="/media/a.webp 1w, /media/b.webp 2w">'
        '<source srcset="/media/c.avif 1w">'
        '<img src="https://example.org/media/d.webp"><a href="/media/e.pdf">/media/f</a>'
    )
    assert show_at_the_desk(html) == (
        '<img src="/admin/media/a.webp" srcset="/admin/media/a.webp 1w, /admin/media/b.webp 2w">'
        '<source srcset="/admin/media/c.avif 1w">'
        '<img src="https://example.org/media/d.webp"><a href="/media/e.pdf">/media/f</a>'
    )
