"""A site's own looks on readers' pages: colours, fonts, a logo, templates."""

import re

import pytest

from newsroom.looks import Font, Palette
from tests.reader.stories import text

SHEET = re.compile(r'<link rel="stylesheet" href="(/theme-[0-9a-f]{12}\.css)">')


@pytest.fixture
def dressed(settings):
    settings.SITE_COLOURS = {
        "light": Palette.of("#ffffff", "#111111", "#005a9c"),
        "dark": Palette.of("#101418", "#eeeeee", "#7cc4ff"),
    }
    settings.SITE_SERIF = '"Harbour", "Georgia", serif'
    settings.SITE_FONTS = [
        Font("Harbour", "fonts/harbour.woff2", "400 700", "normal"),
        Font("Harbour", "fonts/harbour-italic.woff2", "400 700", "italic"),
    ]


@pytest.fixture
def own_templates(settings, tmp_path):
    """A folder of templates that are looked for before ours."""
    ours = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**ours, "DIRS": [tmp_path, *ours["DIRS"]]}]
    return tmp_path


def test_without_settings_there_is_one_sheet_of_style(client, world):
    page = text(client.get("/"))
    assert not SHEET.search(page)
    assert len(re.findall(r'<link rel="stylesheet" href="[^"]*">', page)) == 1


def test_the_sheet_has_the_colours_and_fonts(client, world, dressed):
    page = text(client.get("/"))
    answer = client.get(SHEET.search(page)[1])
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    css = text(answer)
    assert "@media screen{:root{--paper:#ffffff;--ink:#111111;--mark:#005a9c;" in css
    assert "@media screen and (prefers-color-scheme:dark){:root{--paper:#101418;" in css
    assert ':root{--serif:"Harbour", "Georgia", serif;}' in css
    assert 'src:url("/static/fonts/harbour-italic.woff2") format("woff2")' in css
    assert 'href="/static/fonts/harbour.woff2" as="font"' in page
    assert 'href="/static/fonts/harbour-italic.woff2"' not in page
    assert (
        '<meta name="theme-color" content="#101418" media="(prefers-color-scheme: dark)">' in page
    )


def test_every_name_in_the_sheet_is_one_that_pages_use(settings, dressed, client, world):
    ours = (settings.BASE_DIR / "static/reader/paper.css").read_text()
    css = text(client.get(SHEET.search(text(client.get("/")))[1]))
    names = set(re.findall(r"(--[a-z]+):", css))
    assert names == {f"--{name}" for name in (*Palette._fields, "serif")}
    assert [name for name in names if f"var({name})" not in ours] == []


def test_an_older_sheet_s_address_answers_but_is_not_kept(client, world, dressed):
    answer = client.get("/theme-000000000000.css")
    assert answer["Cache-Control"] == "no-cache"
    assert "--paper:#ffffff" in text(answer)


def test_a_logo_stands_for_the_name_and_says_it(client, world, settings):
    settings.SITE_LOGO, settings.SITE_LOGO_DARK = "logo.svg", "logo-dark.svg"
    settings.SITE_NAME = "The Kestermouth Courier"
    page = text(client.get("/"))
    assert '<img src="/static/logo.svg" alt="The Kestermouth Courier">' in page
    dark = '<source media="(prefers-color-scheme: dark)" srcset="/static/logo-dark.svg">'
    assert dark in page


def test_a_site_has_templates_of_its_own_by_extending_ours(client, world, own_templates):
    parts = own_templates / "reader" / "parts"
    parts.mkdir(parents=True)
    (parts / "colophon.html").write_text(
        '{% extends "reader/parts/colophon.html" %}'
        "{% block end %}<p>Letters: 1 Quay Street</p>{% endblock %}"
    )
    page = text(client.get("/"))
    assert "<p>Letters: 1 Quay Street</p>" in page
    assert "Corrections" in page
