"""A hall from above, every seat in the colour of its sound."""

from math import cos, pi, sin

from articles.demo.pictures.shapes import PAPER, RED, turned
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Point, Sheet

__all__ = ["draw"]

#: From thin to full.
HEAT = ("#27305a", "#35507f", "#3f8a8c", "#a9b76a", "#f0b848", "#ea7a3a", RED)
AISLES = (pi * 0.3, pi * 0.5, pi * 0.7)


def draw() -> Sheet:
    sheet = Sheet(1180, "#1b2238", "#1b2238")
    centre = (800.0, -60.0)
    sheet.disc(*centre, 1240, "#232b49")
    podium(sheet, centre)
    pillar: Point = (0.0, 0.0)
    for row in range(17):
        radius = 470 + row * 43
        seats = int(radius * pi / 41)
        for seat in range(seats):
            a = pi * (seat + 0.5) / seats
            x, y = centre[0] + radius * cos(a), centre[1] + radius * sin(a)
            if (
                not -30 < x < WIDTH + 30
                or y > HEIGHT + 30
                or any(abs(a - aisle) < 13 / radius for aisle in AISLES)
            ):
                continue
            level = round(loudness(row, a) * 6 + sheet.random.uniform(-0.55, 0.55))
            face = turned(
                [(x - 15, y - 13), (x + 15, y - 13), (x + 12, y + 13), (x - 12, y + 13)],
                (x, y),
                a * 180 / pi - 90,
            )
            sheet.poly(face, HEAT[max(0, min(6, level))])
            if (row, seat) == (9, int(seats * 0.36)):
                pillar = (x, y)
    x, y = pillar
    sheet.disc(x, y - 62, 34, "#0d1120")
    sheet.disc(x - 5, y - 67, 30, PAPER)
    sheet.ring(x, y, 32, "#ffffff", 6)
    return sheet


def podium(sheet: Sheet, centre: Point) -> None:
    """Where the orchestra sits."""
    floor = [
        (centre[0] + 380 * cos(a * pi / 30), centre[1] + 380 * sin(a * pi / 30)) for a in range(31)
    ]
    sheet.poly(floor, "#8c5a38")
    for ring in range(4):
        sheet.ring(*centre, 150 + ring * 66, "#734628", 3)
    for row in range(4):
        for chair in range(5 + row * 3):
            a = pi * (chair + 0.7) / (5 + row * 3 + 0.4)
            r = 172 + row * 60
            sheet.disc(centre[0] + r * cos(a), centre[1] + r * sin(a), 13, "#2b1a16")


def loudness(row: int, angle: float) -> float:
    """Fullest two thirds of the way back, with a hollow under the balcony."""
    back = 1.1 * _bump(row, 10.5, 3.6) * (0.55 + 0.45 * sin(angle)) + 0.35 * _bump(row, 2, 3)
    return back - 0.75 * _bump(row, 14.5, 1.6) * _bump(angle, 2.05, 0.22)


def _bump(value: float, middle: float, wide: float) -> float:
    return 2.718 ** (-(((value - middle) / wide) ** 2))
