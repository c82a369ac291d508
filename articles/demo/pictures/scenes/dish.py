"""A radio dish, star trails and a satellite the size of a loaf."""

from math import cos, pi, sin

from articles.demo.pictures.shapes import INK, PAPER, RED, person, ridge, turned
from articles.demo.pictures.sheet import Point, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(39, "#0c1730", "#3d3a68")
    centre = (1120, 620)
    for number in range(64):
        start, long = sheet.random.uniform(0, 360), sheet.random.uniform(18, 70)
        ink = sheet.random.choice(("#e8e2f0", "#9aa4d4", "#f2cf9a", "#6f79b8"))
        sheet.arc(
            centre, 60 + number * 20, (start, start + long), ink, sheet.random.choice((1.5, 2, 3))
        )
    sheet.poly(ridge(sheet, 880, 30), "#1c2044")
    sheet.poly(ridge(sheet, 960, 18), "#11152f")
    pedestal = [(420, 960), (470, 700), (560, 700), (620, 960)]
    sheet.poly(pedestal, "#2c335e")
    sheet.lines([((470, 700), (600, 940)), ((560, 700), (440, 940))], "#1b2146", 8)
    axis = (520.0, 610.0)
    arc = [(a * pi / 30, cos(a * pi / 30), sin(a * pi / 30)) for a in range(60)]

    def at(points: list[Point]) -> list[Point]:
        return turned([(axis[0] + x, axis[1] + y) for x, y in points], axis, -36)

    sheet.poly(at([(300 * c, 170 * s) for a, c, s in arc if a < pi]), "#8d93b8")
    sheet.poly(at([(300 * c, 170 * s) for a, c, s in arc if a < pi / 2] + [(0, 0)]), "#6d739c")
    sheet.poly(at([(300 * c, 84 * s) for _, c, s in arc]), "#f1eadb")
    sheet.poly(at([(262 * c + 10, 66 * s + 6) for _, c, s in arc]), "#cfc9c6")
    feed = at([(0, -250)])[0]
    for foot in at([(-220, 20), (220, 20), (0, 70)]):
        sheet.line([foot, feed], INK, 7)
    sheet.disc(*feed, 22, RED)
    sheet.glow(*feed, 130, "#ff9d76", 0.6)
    satellite(sheet, 1120, 250)
    person(sheet, 760, 968, 104, "#0a0d22")
    person(sheet, 820, 966, 98, "#0a0d22")
    return sheet


def satellite(sheet: Sheet, x: float, y: float) -> None:
    """The students' loaf of a satellite, aerial out at last."""
    sheet.glow(x, y, 170, "#bcd6ff", 0.35)
    sheet.poly([(x - 70, y - 20), (x + 60, y - 50), (x + 72, y - 2), (x - 58, y + 28)], PAPER)
    sheet.poly([(x - 58, y + 28), (x + 72, y - 2), (x + 62, y + 22), (x - 66, y + 50)], "#9aa0b8")
    for part in range(3):
        dx = part * 42
        sheet.poly(
            [
                (x - 58 + dx, y - 14 - dx * 0.23),
                (x - 26 + dx, y - 21 - dx * 0.23),
                (x - 18 + dx, y + 9 - dx * 0.23),
                (x - 50 + dx, y + 16 - dx * 0.23),
            ],
            "#2b4f9a",
        )
    sheet.lines(
        [
            ((x + 66, y - 26), (x + 210, y - 120)),
            ((x - 64, y + 4), (x - 190, y + 90)),
            ((x + 66, y - 10), (x + 190, y + 60)),
        ],
        "#e3dccb",
        3,
    )
