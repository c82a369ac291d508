"""Fields in a river delta from the air, one of them flooded."""

import itertools

from articles.demo.pictures.shapes import INK, curve
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(70, "#b9b168", "#b9b168")
    fields(sheet)
    river(sheet)
    for x, y in ((300, 700), (1330, 640), (1240, 860), (340, 130)):
        sheet.poly([(x, y), (x + 70, y + 8), (x + 66, y + 52), (x - 4, y + 44)], "#a8412f")
        sheet.poly([(x, y), (x + 70, y + 8), (x + 68, y + 28), (x - 2, y + 22)], "#cf5a41")
        for dx, dy in ((-28, 10), (92, 40), (30, 76)):
            sheet.disc(x + dx + 5, y + dy + 6, 17, "#5f6b3d")
            sheet.disc(x + dx, y + dy, 16, "#40603f")
    return sheet


def fields(sheet: Sheet) -> None:
    """Fields with furrows and ditches, row by row."""
    inks = ("#c9bc6a", "#a9ab5c", "#8a9a54", "#d8c98a", "#6f8c58", "#b59a58", "#7fa08a", "#9dbcb0")
    rows = [-40.0]
    while rows[-1] < HEIGHT + 60:
        rows.append(rows[-1] + sheet.random.uniform(95, 170))
    for top, bottom in itertools.pairwise(rows):
        left = -80.0
        while left < WIDTH + 60:
            right = left + sheet.random.uniform(130, 330)
            ink = sheet.random.choice(inks)
            sheet.poly(
                [(left, top), (right, top + 22), (right - 30, bottom + 22), (left - 30, bottom)],
                ink,
            )
            for furrow in range(1, 8):
                y = top + (bottom - top) * furrow / 8
                sheet.line(
                    [(left - 4 * furrow, y), (right - 4 * furrow, y + 22)], mix(ink, INK, 0.12), 2.5
                )
            sheet.line([(right, top + 22), (right - 30, bottom + 22)], "#3f6f6a", 7)
            left = right
        sheet.line([(-10, top - 4), (WIDTH + 10, top + 30)], "#3f6f6a", 8)


def river(sheet: Sheet) -> None:
    """The river, with two arms that lead its water and mud on to the fields."""
    river = [
        (1180.0, -30.0),
        (1010, 150),
        (1100, 330),
        (860, 520),
        (900, 700),
        (620, 860),
        (560, 1100),
    ]
    sheet.line(curve(river, 18), "#6d4f38", 196)
    sheet.line(curve(river, 18), "#a9805a", 168)
    sheet.line(curve([(x + 26, y) for x, y in river], 18), "#bd9670", 54)
    for start, end in (((940, 470), (420, 380)), ((1040, 260), (1500, 420))):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 60)
        sheet.line(curve([start, middle, end], 14), "#a9805a", 46)
    sheet.poly([(180, 300), (450, 320), (420, 480), (150, 460)], "#a9805a")
