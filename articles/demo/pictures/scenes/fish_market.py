"""Crates of fish, lanterns and a crowd in an iron hall."""

from articles.demo.pictures.shapes import INK, curve, person
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(9, "#16363f", "#2b6a6b")
    hall(sheet)
    lanterns(sheet)
    for x in range(40, WIDTH, 62):
        high = sheet.random.uniform(150, 215)
        person(
            sheet,
            x + sheet.random.uniform(-18, 18),
            905,
            high,
            sheet.random.choice(("#0f2f37", "#123a42", "#0c2730")),
        )
    sheet.wash((0, 820, WIDTH, HEIGHT), "#c9b18a", "#8d6f55")
    for number in range(4):
        crate(sheet, 30 + number * 395, 850)
    return sheet


def lanterns(sheet: Sheet) -> None:
    """Two strings of lanterns."""
    for drop, rows in ((300, 9), (410, 7)):
        line = curve(
            [
                (-20, drop - 70),
                (400, drop + 30),
                (800, drop - 20),
                (1200, drop + 40),
                (1620, drop - 60),
            ],
            20,
        )
        sheet.line(line, "#0c2730", 4)
        for number in range(rows):
            x, y = line[int((number + 0.5) * len(line) / rows)]
            sheet.glow(x, y + 36, 150, "#ffd98a", 0.75)
            ink = ("#f7c860", "#f2a03f", "#fbe3a4")[number % 3]
            sheet.disc(x, y + 36, 34, ink, 1.1)
            sheet.box(x - 12, y - 4, x + 12, y + 4, "#0c2730")


def hall(sheet: Sheet) -> None:
    """The iron arches."""
    for number in range(5):
        x = -100 + number * 400
        sheet.line(
            curve([(x, 500), (x + 60, 250), (x + 200, 150), (x + 340, 250), (x + 400, 500)], 14),
            "#0c2730",
            20,
        )
        sheet.line([(x, 480), (x, 900)], "#0c2730", 26)
        sheet.line(
            curve(
                [(x + 20, 500), (x + 80, 290), (x + 200, 205), (x + 320, 290), (x + 380, 500)], 14
            ),
            "#0c2730",
            6,
        )


def crate(sheet: Sheet, left: float, top: float) -> None:
    """A crate of fish on ice."""
    sheet.poly(
        [(left, top), (left + 360, top), (left + 385, top + 230), (left - 25, top + 230)], "#4a3430"
    )
    sheet.poly(
        [
            (left + 16, top + 14),
            (left + 344, top + 14),
            (left + 362, top + 150),
            (left - 4, top + 150),
        ],
        "#e6f1ee",
    )
    for row in range(3):
        for column in range(3):
            x, y = left + 66 + column * 112 + (row % 2) * 14, top + 40 + row * 40
            ink = ("#7fa3ad", "#5f8795", "#e08a5c")[(row + column) % 3]
            fish = curve(
                [(-52, 0), (-10, -17), (40, -5), (62, -17), (58, 16), (40, 4), (-10, 16), (-52, 0)],
                6,
            )
            sheet.poly([(x + px, y + py) for px, py in fish], ink)
            sheet.disc(x - 34, y - 3, 4, INK)
    sheet.poly(
        [
            (left - 8, top + 150),
            (left + 366, top + 150),
            (left + 385, top + 230),
            (left - 25, top + 230),
        ],
        "#7d5a48",
    )
    sheet.line([(left - 14, top + 190), (left + 374, top + 190)], "#4a3430", 6)
