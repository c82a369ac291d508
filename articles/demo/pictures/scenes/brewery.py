"""Three copper kettles under tall windows."""

from math import cos, pi, sin

from articles.demo.pictures.shapes import PAPER, RED, person, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(47, "#33424f", "#4f6068")
    for x in range(0, WIDTH, 200):
        for row in range(8):
            sheet.rounded(
                x + (row % 2) * 100 + 3,
                row * 70 + 3,
                x + (row % 2) * 100 + 196,
                row * 70 + 66,
                3,
                sheet.random.choice(("#3a4a57", "#3d4e5a", "#384854")),
            )
    for left in (160, 660, 1160):
        sheet.box(left - 8, 92, left + 288, 410, "#22303b")
        windows(sheet, (left, 100, left + 280, 402), (4, 3), ("#f7dc9c", "#f2cf86"), (0.9, 0.9))
        sheet.glow(left + 140, 250, 260, "#f7dc9c", 0.35)
    for x, size in ((360, 1.0), (1250, 0.92), (810, 1.14)):
        kettle(sheet, x, 930, size)
    sheet.line([(360, 300), (360, 190), (1250, 190), (1250, 330)], "#7a3d1f", 34)
    sheet.line([(360, 300), (360, 186), (1250, 186), (1250, 330)], "#d98a4c", 16)
    sheet.line([(810, 190), (810, 260)], "#d98a4c", 34)
    sheet.wash((0, 905, WIDTH, HEIGHT), "#7d6a56", "#4a3e3a")
    for x in range(-400, WIDTH, 130):
        sheet.line([(800 + (x - 400) * 0.8, 905), (x * 1.6 - 100, HEIGHT)], "#5d5047", 3)
    sheet.box(0, 905, WIDTH, 916, "#3a302f")
    for x, high, ink in ((560, 250, "#2b7a78"), (1060, 240, RED)):
        person(sheet, x, 1000, high, ink, "#b57a55")
    return sheet


def kettle(sheet: Sheet, x: float, base: float, size: float) -> None:
    """A copper with its dome, its hatch and its neck."""
    s = size
    dome = [
        (x + 210 * s * cos(pi + a * pi / 24), base - 360 * s + 190 * s * sin(pi + a * pi / 24))
        for a in range(25)
    ]
    neck = [
        (x - 34 * s, base - 540 * s),
        (x - 26 * s, base - 660 * s),
        (x + 26 * s, base - 660 * s),
        (x + 34 * s, base - 540 * s),
    ]
    sheet.poly(neck, "#b5652f")
    body = [
        (x - 210 * s, base - 360 * s),
        (x + 210 * s, base - 360 * s),
        (x + 196 * s, base - 20 * s),
        (x - 196 * s, base - 20 * s),
    ]
    sheet.poly(body, "#c4743a")
    sheet.poly(dome, "#d98a4c")
    right = [
        (x + 90 * s, base - 362 * s),
        (x + 210 * s, base - 360 * s),
        (x + 196 * s, base - 20 * s),
        (x + 90 * s, base - 20 * s),
    ]
    sheet.poly(right, "#8f4a22")
    sheet.poly(
        [(px, py) for px, py in dome if px > x + 80 * s] + [(x + 90 * s, base - 360 * s)], "#a85c2c"
    )
    sheet.poly(
        [
            (x - 160 * s, base - 350 * s),
            (x - 116 * s, base - 350 * s),
            (x - 108 * s, base - 30 * s),
            (x - 148 * s, base - 30 * s),
        ],
        "#eeb27a",
    )
    sheet.line(
        [
            (x - 150 * s, base - 420 * s),
            (x - 116 * s, base - 470 * s),
            (x - 60 * s, base - 510 * s),
        ],
        "#f4c693",
        16 * s,
    )
    fittings(sheet, x, base, s)


def fittings(sheet: Sheet, x: float, base: float, s: float) -> None:
    """The riveted band, the hatch and the gauge."""
    sheet.box(x - 218 * s, base - 372 * s, x + 218 * s, base - 346 * s, "#6f3819")
    for rivet in range(15):
        sheet.disc(x - 200 * s + rivet * 28.6 * s, base - 359 * s, 5 * s, "#eeb27a")
    sheet.disc(x, base - 450 * s, 46 * s, "#5a2c14", 0.9)
    sheet.disc(x - 4 * s, base - 454 * s, 38 * s, "#e9a464", 0.9)
    sheet.disc(x, base - 200 * s, 52 * s, "#5a2c14")
    sheet.disc(x, base - 200 * s, 43 * s, PAPER)
    sheet.line([(x, base - 200 * s), (x + 22 * s, base - 226 * s)], RED, 6 * s)
