"""The looks of a site as its settings give them: colours that can be read, fonts, files.

The parsers are as those in `newsroom.environment`: each returns the value or raises ValueError with
the end of the sentence that begins with the setting's name. An empty text is nothing chosen.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, Self

from newsroom.refusal import Refusal

__all__ = [
    "COLOURS",
    "FONT_ENDINGS",
    "LOGO_ENDINGS",
    "Font",
    "Palette",
    "chosen",
    "colour",
    "families",
    "fonts",
    "static_file",
]

#: What text needs at least, as WCAG 2.2 has it: https://www.w3.org/TR/WCAG22/#contrast-minimum
ENOUGH = 4.5
LOGO_ENDINGS = (".svg", ".png", ".webp", ".avif", ".jpg", ".jpeg")
FONT_ENDINGS = (".woff2",)
GENERIC = frozenset(
    "serif sans-serif monospace system-ui ui-serif ui-sans-serif ui-monospace ui-rounded".split()  # noqa: SIM905
)
#: The colours of static/reader/paper.css, where a site chooses none.
DEFAULTS = {
    "light": {"PAPER": "#fdfbf6", "INK": "#17181b", "ACCENT": "#8a1c2b"},
    "dark": {"PAPER": "#15171b", "INK": "#e9e6de", "ACCENT": "#f2a093"},
}
#: The settings that choose colours.
COLOURS = [
    f"SITE_{name}{suffix}" for suffix in ("", "_DARK") for name in ("PAPER", "INK", "ACCENT")
]
COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
FAMILY = re.compile(r"[^\W_][\w .-]*")
FONT = re.compile(
    r"(?P<family>[^\W\d_][\w .-]*?)(?: (?P<weight>[1-9]\d{0,2}(?:-[1-9]\d{0,2}|-1000)?))?"
    r"(?P<italic> italic)?:\s*(?P<file>\S+)"
)


class Font(NamedTuple):
    """A file of a font: for which weights, as CSS has them, and whether it is the italic."""

    family: str
    file: str
    weight: str
    style: str


class Palette(NamedTuple):
    """The colours of all pages in one scheme, as `#rrggbb`, by their names in the stylesheets."""

    paper: str
    ink: str
    #: The accent: kickers, links' lines, the ring around what has the focus.
    mark: str
    #: Small type, lines between things, and what stands behind notices: worked out.
    soft: str
    line: str
    tint: str

    @classmethod
    def of(cls, paper: str, ink: str, accent: str, *, suffix: str = "") -> Self:
        """Return the palette; refuse one that can't be read, by the settings' names."""
        for name, value in (("SITE_INK", ink), ("SITE_ACCENT", accent)):
            if (ratio := contrast(value, paper)) < ENOUGH:
                # Rounded down: what is refused never looks as if it were enough.
                raise Refusal(
                    f"{name}{suffix}: {value} on the paper {paper} (SITE_PAPER{suffix}) has a "
                    f"contrast of {int(ratio * 10) / 10}:1; text needs {ENOUGH}:1 at least."
                )
        faint = mix(ink, paper, 0.05)
        tint = faint if min(contrast(ink, faint), contrast(accent, faint)) >= ENOUGH else paper
        return cls(paper, ink, accent, readable(ink, tint, 0.66), mix(ink, paper, 0.18), tint)


def chosen(values: dict[str, str]) -> dict[str, Palette]:
    """Return the palettes of the schemes, `light` and `dark`, that the settings `COLOURS` change.

    An accent that was chosen for light pages alone is brightened for dark ones.
    """
    palettes = {}
    for scheme, suffix in (("light", ""), ("dark", "_DARK")):
        given = {name: values[f"SITE_{name}{suffix}"] for name in DEFAULTS[scheme]}
        paper, ink, accent = (given[name] or usual for name, usual in DEFAULTS[scheme].items())
        if scheme == "dark" and values["SITE_ACCENT"] and not given["ACCENT"]:
            accent = brightened(values["SITE_ACCENT"], paper, ink)
        if (paper, ink, accent) != tuple(DEFAULTS[scheme].values()):
            palettes[scheme] = Palette.of(paper, ink, accent, suffix=suffix)
    return palettes


def brightened(accent: str, paper: str, ink: str) -> str:
    """Return the accent with as much of the ink as it needs on this paper."""
    mixed = (mix(ink, accent, share / 20) for share in range(20))
    return next((made for made in mixed if contrast(made, paper) >= ENOUGH + 0.5), ink)


def readable(ink: str, ground: str, least: float) -> str:
    """Return the ink thinned with the ground as far as it can still be read, to `least` at most."""
    share = least
    while share < 1 and contrast(mix(ink, ground, share), ground) < ENOUGH:
        share += 0.04
    return mix(ink, ground, min(share, 1))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return the colour with this share of the first in the second."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _luminance(value: str) -> float:
    shares = (part / 255 for part in _parts(value))
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(value: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(value.removeprefix("#")))


def colour(text: str) -> str:
    """Return `#rrggbb`."""
    value = text.lower()
    if not text or (COLOUR.fullmatch(value) and len(value) == 7):
        return value
    if COLOUR.fullmatch(value):
        return "#" + "".join(2 * digit for digit in value[1:])
    raise ValueError(f"{text!r} is not a colour; use one such as #8a1c2b")


def families(text: str) -> str:
    """Return the names of fonts as CSS has them."""
    written = []
    for name in (part.strip(" \"'") for part in text.split(",") if part.strip()):
        if not FAMILY.fullmatch(name):
            raise ValueError(f"{name!r} is not a font's name; use names such as Georgia, serif")
        written.append(name if name in GENERIC else f'"{name}"')
    return ", ".join(written)


def fonts(folders: Iterable[Path]) -> Callable[[str], list[Font]]:
    """Return the parser of files of fonts, which have to be static files in these folders."""
    file = static_file(folders, FONT_ENDINGS)

    def parse(text: str) -> list[Font]:
        return [_font(part.strip(), file) for part in text.split(",") if part.strip()]

    return parse


def _font(text: str, file: Callable[[str], str]) -> Font:
    match = FONT.fullmatch(text)
    if not match:
        raise ValueError(
            f"{text!r} names no font and file; write them such as "
            "Harbour 400-700 italic: fonts/harbour-italic.woff2"
        )
    weight = (match["weight"] or "1-1000").replace("-", " ")
    return Font(
        match["family"], file(match["file"]), weight, "italic" if match["italic"] else "normal"
    )


def static_file(folders: Iterable[Path], endings: tuple[str, ...]) -> Callable[[str], str]:
    """Return the parser of a static file's name, which has to be in one of these folders."""
    places = list(folders)

    def parse(text: str) -> str:
        if not text:
            return text
        if not text.lower().endswith(endings):
            raise ValueError(f"{text!r} has another ending than {', '.join(endings)}")
        if ".." in Path(text).parts or not any((place / text).is_file() for place in places):
            looked = " nor in ".join(str(place) for place in places)
            raise ValueError(f"there is no static file {text!r} in {looked}")
        return text

    return parse
