"""A header under floodlights."""

from math import cos, sin

from articles.demo.pictures.shapes import INK, PAPER, RED, person, stars
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(94, "#101a38", "#34477a")
    stars(sheet, 60, 300)
    stand(sheet)
    sheet.poly([(0, 742), (WIDTH, 742), (WIDTH, HEIGHT), (0, HEIGHT)], "#3f8a55")
    for band in range(-6, 7, 2):
        near, far = 800 + band * 260, 800 + band * 150
        sheet.poly([(far, 742), (far + 150, 742), (near + 260, HEIGHT), (near, HEIGHT)], "#4a9a60")
    sheet.line([(0, 800), (WIDTH, 800)], PAPER, 5)
    goal(sheet)
    for x in (150, 1450):
        floodlight(sheet, x)
    for x, y, high, ink in (
        (430, 900, 150, RED),
        (560, 930, 160, "#e8eef2"),
        (900, 880, 150, "#e8eef2"),
        (1160, 950, 170, RED),
    ):
        person(sheet, x, y, high, ink, "#b57a55")
    jumper(sheet)
    return sheet


def stand(sheet: Sheet) -> None:
    """The stand with its roof, the crowd and the boards."""
    stand = [(0, 400), (WIDTH, 400), (WIDTH, 720), (0, 720)]
    sheet.poly([(0, 380), (WIDTH, 380), (WIDTH, 330), (800, 292), (0, 330)], "#0b1228")
    sheet.poly(stand, "#1c2750")
    crowd = (RED, "#e8d9b8", "#b53a22", "#2b3a6b", "#2b3a6b", "#f2c14e", "#3d4f86")
    for row in range(18):
        for seat in range(134):
            if sheet.random.random() < 0.92:
                sheet.disc(
                    6 + seat * 12 + sheet.random.uniform(-2, 2),
                    410 + row * 17,
                    5.6,
                    sheet.random.choice(crowd),
                )
    sheet.box(0, 706, WIDTH, 742, "#e8d9b8")
    for board in range(8):
        sheet.box(
            board * 200 + 4,
            710,
            board * 200 + 196,
            740,
            (RED, "#1f4250", "#e3a63c", "#2b7a78")[board % 4],
        )


def goal(sheet: Sheet) -> None:
    for number in range(13):
        sheet.line([(1230 + number * 28, 560), (1222 + number * 31, 812)], "#b9c8d8", 1.6)
    for number in range(9):
        sheet.line([(1222, 570 + number * 30), (1604, 570 + number * 30)], "#b9c8d8", 1.6)
    sheet.line([(1224, 826), (1224, 552), (1620, 552)], "#ffffff", 11)


def jumper(sheet: Sheet) -> None:
    """The substitute, in the air, and the ball she met with her forehead."""
    x, y, skin = 720, 720, "#7d4f38"
    sheet.line([(x - 10, y + 70), (x - 70, y + 120), (x - 130, y + 92)], skin, 26)
    sheet.line([(x + 14, y + 74), (x + 20, y + 150), (x - 24, y + 204)], skin, 26)
    sheet.line([(x - 108, y + 102), (x - 136, y + 90)], PAPER, 26)
    sheet.line([(x + 2, y + 176), (x - 26, y + 206)], PAPER, 26)
    sheet.line([(x - 8, y + 62), (x + 18, y + 66)], "#f4ead7", 62)
    sheet.line([(x + 6, y - 20), (x + 2, y + 50)], RED, 66)
    sheet.line([(x - 16, y - 36), (x - 86, y - 18), (x - 120, y - 76)], skin, 20)
    sheet.line([(x + 30, y - 36), (x + 92, y + 6), (x + 140, y - 22)], skin, 20)
    sheet.disc(x + 26, y - 88, 38, skin)
    sheet.disc(x + 16, y - 100, 36, "#1d1418")
    sheet.disc(x + 34, y - 84, 30, skin)
    sheet.disc(x + 112, y - 132, 32, "#ffffff")
    for a in range(5):
        sheet.disc(x + 112 + 19 * cos(a * 1.257), y - 132 + 19 * sin(a * 1.257), 7, INK)


def floodlight(sheet: Sheet, x: float) -> None:
    sheet.glow(x, 150, 420, "#eaf2ff", 0.75)
    sheet.line([(x - 26, 420), (x - 8, 190)], "#0b1228", 9)
    sheet.line([(x + 26, 420), (x + 8, 190)], "#0b1228", 9)
    sheet.box(x - 118, 84, x + 118, 204, "#0b1228")
    for row in range(3):
        for lamp in range(6):
            sheet.disc(x - 94 + lamp * 38, 106 + row * 38, 14, "#fbfdff")
