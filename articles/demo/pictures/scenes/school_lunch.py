"""Two trays with lunch, seen from above."""

from math import cos, pi, sin

from articles.demo.pictures.shapes import INK, PAPER, RED, turned
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(58, "#e9b04a", "#e3a63c")
    for number in range(0, 17, 2):
        sheet.box(number * 100, 0, number * 100 + 100, HEIGHT, "#edba5c")
    for number in range(0, 11, 2):
        sheet.box(0, number * 100, WIDTH, number * 100 + 100, "#e7a93f")
    for column in range(8):
        for row in range(6):
            sheet.box(column * 200, row * 200, column * 200 + 100, row * 200 + 100, "#f3cb7e")
    for left, top, ink in ((110, 120, "#2b7a78"), (850, 170, RED)):
        tray(sheet, left, top, ink)
    sheet.disc(1462, 72, 92, "#c78a2c")
    sheet.disc(1456, 62, 92, "#cfe3e0")
    sheet.disc(1456, 62, 76, "#e9f4f0")
    sheet.disc(60, 985, 118, "#c78a2c")
    sheet.disc(52, 972, 118, PAPER)
    return sheet


def tray(sheet: Sheet, left: float, top: float, ink: str) -> None:
    """Soup, peas, bread, an apple, a glass of water, seen from above."""
    sheet.rounded(left + 14, top + 18, left + 664, top + 778, 60, "#b97a2a")
    sheet.rounded(left, top, left + 650, top + 760, 60, ink)
    sheet.rounded(left + 20, top + 20, left + 630, top + 740, 46, mix(ink, PAPER, 0.14))
    soup(sheet, left + 240, top + 250, ink)
    peas(sheet, left + 250, top + 590, ink)
    x, y = left + 530, top + 150
    sheet.disc(x, y, 76, "#e9f4f0")
    sheet.disc(x, y, 62, "#a9cdd2")
    sheet.arc((x, y), 48, (190, 280), "#ffffff", 7)
    apple(sheet, left + 522, top + 370, ink)
    bread(sheet, left + 515, top + 625)


def soup(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.disc(x + 8, y + 10, 196, mix(ink, INK, 0.35))
    sheet.disc(x, y, 196, PAPER)
    sheet.disc(x, y, 150, "#d9702e" if ink != RED else "#e9c35a")
    sheet.disc(x - 12, y - 12, 130, "#e5823b" if ink != RED else "#f0d074")
    for _ in range(26):
        a, r = sheet.random.uniform(0, 2 * pi), sheet.random.uniform(8, 118)
        sheet.disc(
            x + r * cos(a),
            y + r * sin(a),
            sheet.random.uniform(5, 12),
            sheet.random.choice(("#5d7f3f", "#f4dfae", "#c9521f")),
        )


def peas(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.disc(x + 6, y + 8, 122, mix(ink, INK, 0.35))
    sheet.disc(x, y, 122, "#cfe3e0")
    for _ in range(60):
        a, r = sheet.random.uniform(0, 2 * pi), 88 * sheet.random.random() ** 0.5
        sheet.disc(
            x + r * cos(a),
            y + r * sin(a),
            15,
            sheet.random.choice(("#6d9a45", "#82ad52", "#5a8439")),
        )


def apple(sheet: Sheet, x: float, y: float, ink: str) -> None:
    """Green on the red tray, red on the other."""
    sheet.disc(x + 6, y + 10, 80, mix(ink, INK, 0.35))
    sheet.disc(x - 26, y, 62, "#b3301f" if ink != RED else "#7fa03f")
    sheet.disc(x + 26, y, 62, "#b3301f" if ink != RED else "#7fa03f")
    sheet.disc(x - 20, y - 8, 44, "#c9412c" if ink != RED else "#95b452")
    sheet.line([(x, y - 20), (x + 14, y - 66)], "#4a2d22", 8)


def bread(sheet: Sheet, x: float, y: float) -> None:
    """Two slices, one across the other."""
    for turn in (-10, 18):
        slice_ = turned(
            [(x - 75, y - 65), (x + 75, y - 65), (x + 75, y + 65), (x - 75, y + 65)], (x, y), turn
        )
        sheet.poly(slice_, "#8c5528")
        sheet.poly([(a + (x - a) * 0.14, b + (y - b) * 0.14) for a, b in slice_], "#e9c48f")
