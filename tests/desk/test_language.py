"""The desk speaks English whatever the site does, and shows readers' pages as readers get them."""

import re

import pytest
from django.urls import reverse

from tests import people
from tests.reader.stories import archive, text

pytestmark = pytest.mark.django_db


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


def test_a_refusal_is_english(as_, chief):
    page = text(as_(chief).post(reverse("admin:articles_section_add"), {}))
    assert "This field is required." in page


def test_so_is_signing_in(client, chief):
    page = text(client.post(reverse("admin:login"), {"username": "x", "password": "y"}))
    assert "Please enter" in page


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
