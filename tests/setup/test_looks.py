"""The looks of a site as its settings give them, and what is refused."""

from pathlib import Path

import pytest

from newsroom import looks
from newsroom.refusal import Refusal


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a site's own static files."""
    for name in ("logo.svg", "fonts/harbour.woff2", "fonts/harbour-italic.woff2", "notes.txt"):
        file = tmp_path / "own" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return tmp_path / "own"


def test_nothing_chosen_is_nothing_changed(load):
    settings = load()
    assert (settings["SITE_COLOURS"], settings["SITE_FONTS"], settings["SITE_LOGO"]) == ({}, [], "")


def test_colours_are_chosen_for_light_and_dark_pages(load):
    chosen = load(SITE_PAPER="#FFF", SITE_ACCENT="#005a9c", SITE_INK_DARK="#eee")["SITE_COLOURS"]
    assert chosen["light"][:3] == ("#ffffff", "#17181b", "#005a9c")
    assert chosen["dark"].ink == "#eeeeee"


def test_an_accent_of_light_pages_is_brightened_until_it_can_be_read_on_dark_ones(load):
    dark = load(SITE_ACCENT="#1a237e")["SITE_COLOURS"]["dark"]
    assert looks.contrast("#1a237e", dark.paper) < looks.ENOUGH
    assert looks.contrast(dark.mark, dark.paper) >= looks.ENOUGH


@pytest.mark.parametrize(
    "colours",
    [
        {"SITE_PAPER": "#ffffff", "SITE_INK": "#767676"},
        {"SITE_PAPER": "#ffe8d6", "SITE_ACCENT": "#9c3a00"},
        {"SITE_PAPER": "#000000", "SITE_INK": "#ffffff", "SITE_ACCENT": "#ffd400"},
        {"SITE_PAPER_DARK": "#3a3a3a", "SITE_INK_DARK": "#d0d0d0", "SITE_ACCENT_DARK": "#ffb0a0"},
    ],
)
def test_what_is_worked_out_can_be_read_wherever_it_stands(load, colours):
    for palette in load(**colours)["SITE_COLOURS"].values():
        for text in (palette.ink, palette.mark, palette.soft):
            for ground in (palette.paper, palette.tint):
                assert looks.contrast(text, ground) >= looks.ENOUGH, (palette, text, ground)


def test_contrast_is_that_of_the_standard():
    assert looks.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert looks.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SITE_INK", "#777", r"^SITE_INK: #777777 on the paper #fdfbf6 \(SITE_PAPER\) has a "),
        ("SITE_INK", "#777", r" has a contrast of 4\.3:1; text needs 4\.5:1 at least\.$"),
        ("SITE_ACCENT_DARK", "#333333", r"^SITE_ACCENT_DARK: #333333 on the paper #15171b"),
        ("SITE_PAPER", "white", r"^SITE_PAPER: 'white' is not a colour; use one such as #8a1c2b"),
        ("SITE_PAPER", "#ffff", "is not a colour"),
        ("SITE_SERIF", "Georgia;}", "is not a font's name"),
        ("SITE_LOGO", "notes.txt", "has another ending than .svg"),
        ("SITE_LOGO", "gone.svg", "there is no static file 'gone.svg' in "),
        ("SITE_LOGO", "../own/logo.svg", "there is no static file"),
        ("SITE_FONTS", "Harbour", "'Harbour' names no font and file; write them such as"),
        ("SITE_FONTS", "Harbour: fonts/harbour.ttf", "has another ending than .woff2"),
        ("SITE_TEMPLATES", "/nowhere", r"^SITE_TEMPLATES: there is no folder /nowhere\.$"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(load, own, name, value, said):
    with pytest.raises(Refusal, match=said):
        load(**{"SITE_STATIC": str(own), name: value})


def test_own_files_come_before_ours(load, own, tmp_path):
    settings = load(
        SITE_STATIC=str(own),
        SITE_TEMPLATES=str(tmp_path),
        SITE_LOGO="logo.svg",
        SITE_SERIF="Harbour, Georgia, serif",
        SITE_FONTS=(
            "Harbour 400-700: fonts/harbour.woff2, Harbour italic:fonts/harbour-italic.woff2"
        ),
    )
    assert settings["STATICFILES_DIRS"][0] == own
    assert settings["TEMPLATES"][0]["DIRS"][0] == tmp_path
    assert settings["SITE_LOGO"] == "logo.svg"
    assert settings["SITE_SERIF"] == '"Harbour", "Georgia", serif'
    assert settings["SITE_FONTS"] == [
        ("Harbour", "fonts/harbour.woff2", "400 700", "normal"),
        ("Harbour", "fonts/harbour-italic.woff2", "1 1000", "italic"),
    ]
