"""The desk speaks English whatever the site does, and shows readers' pages as readers get them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from articles import workflow
from tests import people
from tests.desk.test_permission_matrix import (  # noqa: F401 (a fixture)
    article_addresses,
    house_addresses,
    ids_of,
    newsroom,
    story,
)
from tests.reader.stories import archive, text

pytestmark = pytest.mark.django_db

#: New in every answer: the token against forged requests, and the name of an open form.
NEW = re.compile(rb"[A-Za-z0-9]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: Here readers' pages are shown.
READERS = {
    "as_of",
    *("article_preview", "article_version_preview", "article_edition_preview"),
    *("article_preview_page", "article_version_preview_page", "article_edition_preview_page"),
}


@pytest.fixture
def chief(settings, clock, world):
    settings.LANGUAGE_CODE = "es"
    archive(world, 1)
    return people.chief()


@pytest.mark.parametrize(
    "name",
    [
        "admin:index",
        "admin:articles_article_changelist",
        "admin:articles_section_add",
        "admin:password_change",
    ],
)
def test_it_is_english_with_all_that_django_says(as_, chief, name):
    page = text(as_(chief).get(reverse(name)))
    assert '<html lang="en"' in page
    spanish = r"\b(?:Guardar|Buscar|Añadir|Cambiar|Contraseña|Cerrar|Ver|Sí)\b"
    assert not re.search(spanish, page, re.IGNORECASE)


def is_shown(client, address):
    """Say whether it answers with something, not with a way elsewhere."""
    return client.get(address).status_code == 200


def shown(client, address):
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return NEW.sub(b"", body)


@pytest.mark.parametrize("state", ["draft", "live"])
def test_every_page_is_the_same_on_a_spanish_site(client, newsroom, clock, settings, state):  # noqa: F811
    ids = ids_of(story(state, newsroom, clock))
    client.force_login(newsroom["chief"])
    pages = [
        address
        for key, address in [*house_addresses(newsroom), *article_addresses(ids)]
        if key not in READERS and is_shown(client, address)
    ]
    client.get("/admin/")  # Messages of what was asked before are shown once.
    for address in pages:
        settings.LANGUAGE_CODE = "en"
        in_english = shown(client, address)
        settings.LANGUAGE_CODE = "es"
        assert shown(client, address) == in_english, address
    assert len(pages) > 50


def test_a_refusal_is_english(as_, chief):
    page = text(as_(chief).post(reverse("admin:articles_section_add"), {}))
    assert "This field is required." in page


def test_so_is_signing_in(client, chief):
    page = text(client.post(reverse("admin:login"), {"username": "x", "password": "y"}))
    assert "Please enter" in page


def test_so_is_what_can_not_be_read(client, chief):
    answer = client.get("/admin/articles/article/?q=%00")
    assert (answer.status_code, "<h1>This can’t be read</h1>" in text(answer)) == (400, True)


def test_what_is_not_there_is_the_readers_page_wholly_in_their_language(as_, chief):
    page = text(as_(chief).get("/admin/nothing-here/"))
    assert '<html lang="es"' in page
    assert ">Ir al contenido</a>" in page


def test_time_travel_shows_what_readers_get(as_, chief, clock):
    page = text(as_(chief).get(reverse("desk:as_of", args=[clock.now, "corrections/"])))
    assert "Correcciones y aclaraciones" in page
    missing = text(as_(chief).get(reverse("desk:as_of", args=[clock.now, "nowhere/"])))
    assert "Página no encontrada" in missing


def test_a_preview_shows_what_readers_get(as_, chief):
    article = people.article(people.reporter(), None, headline="Un barco", body="<p>Un barco.</p>")
    around = text(as_(chief).get(reverse("admin:articles_article_preview", args=[article.pk])))
    assert '<html lang="en"' in around
    page = reverse("admin:articles_article_preview", args=[article.pk]) + "page/"
    assert "minuto de lectura" in text(as_(chief).get(page))


def test_a_preview_shows_what_machines_will_say_of_it_in_the_readers_language(as_, chief):
    article = people.article(people.reporter(), people.section(), standfirst="")
    page = text(as_(chief).get(reverse("admin:articles_article_preview", args=[article.pk])))
    assert "Lo último de The Newsroom." in page


def test_an_outsider_reads_the_readers_language(client, chief, clock):
    article = people.article(people.reporter(), people.section())
    length = timedelta(days=3)
    _, secret = workflow.share(article, chief, version=1, recipient="Ines Marrow", lasts=length)
    address = reverse("share", args=[secret])
    opened = text(client.get(address))
    assert "Solo para Ines Marrow." in opened
    assert "hasta el 6 de marzo de 2026 a las 09:00 GMT;" in opened
    clock.tick(days=4)
    assert "Este enlace ha caducado o se ha cerrado" in text(client.get(address))
