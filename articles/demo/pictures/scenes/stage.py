"""A half-peeled orange in a spotlight between red curtains."""

from math import cos, pi, sin

from articles.demo.pictures.shapes import curve
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(70, "#0d0b12", "#17121a")
    sheet.poly([(690, 0), (790, 0), (1130, 900), (450, 900)], "#2a2130")
    sheet.shade([(700, 0), (780, 0), (1090, 900), (490, 900)], "#f3dfae", 0.62, 0.25)
    sheet.wash((0, 860, WIDTH, HEIGHT), "#2d1d1c", "#160f12")
    for x in range(-800, 2400, 150):
        sheet.line([(800 + (x - 800) * 0.55, 862), (x, HEIGHT)], "#120c0f", 3)
    sheet.disc(790, 925, 350, "#6d4a33", 0.22)
    sheet.disc(790, 925, 318, "#a9794d", 0.2)
    orange(sheet, 770, 842)
    curtains(sheet)
    for x in range(30, WIDTH, 96):
        high = sheet.random.uniform(56, 84)
        sheet.disc(x, HEIGHT - high, 36, "#07060a")
        sheet.rounded(x - 62, HEIGHT - high + 28, x + 62, HEIGHT + 60, 40, "#07060a")
    return sheet


def curtains(sheet: Sheet) -> None:
    """The curtains at the sides, and the swags above them."""
    for side in (-1, 1):
        for fold in range(9):
            x = 800 + side * (860 - fold * 54)
            swing = 26 * sin(fold * 1.7)
            outer, inner = x + side * 34, x - side * 34
            ink = ("#8f1f24", "#b32a2c", "#6a161d")[fold % 3]
            line = curve(
                [
                    (inner, -10),
                    (inner + side * 8, 420),
                    (inner + side * (70 - fold * 8) + swing, 760),
                    (inner + side * 40, 905),
                ],
                10,
            )
            sheet.poly([(outer + side * 30, -10), *line, (outer + side * 60, 905)], ink)
        sheet.line(
            curve([(800 + side * 470, 640), (800 + side * 560, 700), (800 + side * 850, 690)], 12),
            "#e3a63c",
            16,
        )
    for drop in range(7):
        x = 130 + drop * 224
        swag = curve([(x - 134, -10), (x - 70, 120), (x, 150), (x + 70, 120), (x + 134, -10)], 10)
        sheet.poly(swag, ("#9a2328", "#7d1a20")[drop % 2])
        sheet.line(swag[6:-6], "#e3a63c", 8)


def orange(sheet: Sheet, x: float, y: float) -> None:
    """An orange, half peeled, with its peel hanging over the edge of a crate."""
    sheet.disc(x + 34, y + 96, 110, "#3a2418", 0.2)
    sheet.disc(x, y, 96, "#ef8a24")
    sheet.shade(
        [(x + 96 * cos(a * pi / 20), y + 96 * sin(a * pi / 20)) for a in range(40)],
        "#a84a12",
        0.0,
        0.6,
    )
    top = [(x + 94 * cos(pi + a * pi / 20), y + 60 * sin(pi + a * pi / 20) - 8) for a in range(21)]
    sheet.poly(
        [*top, (x + 60, y + 8), (x + 20, y - 6), (x - 30, y + 10), (x - 70, y - 4)], "#fbe3b4"
    )
    for part in range(5):
        a = pi + (part + 1) * pi / 6
        sheet.line([(x, y - 12), (x + 74 * cos(a), y - 8 + 46 * sin(a))], "#f0b35c", 4)
    peel = curve(
        [
            (x + 80, y + 20),
            (x + 170, y + 60),
            (x + 240, y + 30),
            (x + 270, y + 84),
            (x + 210, y + 110),
            (x + 190, y + 74),
        ],
        10,
    )
    sheet.line(peel, "#c9621a", 30)
    sheet.line([(a, b - 6) for a, b in peel], "#ef8a24", 20)
