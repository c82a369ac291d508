"""A football pitch from the air between car parks and trees."""

from articles.demo.pictures.shapes import INK, RED
from articles.demo.pictures.sheet import Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(96, "#c9b98a", "#b9a676")
    car_parks(sheet)
    for band in range(10):
        ink = "#4f8a57" if band % 2 else "#5c9861"
        sheet.box(300 + band * 100, 200, 400 + band * 100, 880, ink)
    lines(sheet)
    players(sheet)
    for _ in range(60):
        x = sheet.random.choice((sheet.random.uniform(0, 270), sheet.random.uniform(1330, 1600)))
        y, r = sheet.random.uniform(230, 760), sheet.random.uniform(16, 34)
        sheet.disc(x + 7, y + 9, r, "#8f8557")
        sheet.disc(x, y, r, sheet.random.choice(("#58764a", "#6a8550", "#476644")))
    return sheet


def players(sheet: Sheet) -> None:
    """Both teams, with the long shadows of the morning, and the ball."""
    for number in range(22):
        x, y = sheet.random.uniform(390, 1210), sheet.random.uniform(270, 810)
        sheet.poly([(x, y), (x + 74, y + 40), (x + 62, y + 52), (x - 6, y + 12)], "#3b6d49")
        sheet.disc(x, y, 16, (RED, "#f2c14e")[number % 2])
        sheet.disc(x, y - 2, 8, sheet.random.choice(("#3a2a26", "#7a4b30", "#1d1a20")))
    sheet.disc(866, 500, 9, "#ffffff")


def lines(sheet: Sheet) -> None:
    """The lines and the two goals."""
    white, mid = "#f6f1df", (800, 540)
    for start, end in (
        ((330, 230), (1270, 230)),
        ((330, 850), (1270, 850)),
        ((330, 230), (330, 850)),
        ((1270, 230), (1270, 850)),
        ((800, 230), (800, 850)),
    ):
        sheet.line([start, end], white, 6)
    sheet.ring(*mid, 92, white, 6)
    sheet.disc(*mid, 8, white)
    for edge, way in ((330, 1), (1270, -1)):
        for depth, high in ((150, 190), (60, 90)):
            sheet.line(
                [
                    (edge, 540 - high),
                    (edge + way * depth, 540 - high),
                    (edge + way * depth, 540 + high),
                    (edge, 540 + high),
                ],
                white,
                6,
            )
        sheet.box(min(edge, edge - way * 22), 494, max(edge, edge - way * 22), 586, "#d8e0d2")


def car_parks(sheet: Sheet) -> None:
    """Three of them, not quite full."""
    for ink, (left, top, right, bottom) in (
        ("#8b8f8d", (-20, -20, 420, 330)),
        ("#6f7a7a", (1240, 760, 1640, 1100)),
        ("#7b9aa0", (1220, -20, 1640, 210)),
    ):
        sheet.box(left, top, right, bottom, ink)
        for bay in range(9):
            x = left + 30 + bay * 44
            for y in (top + 60, bottom - 110):
                sheet.line([(x, y), (x, y + 56)], "#d8d8d0", 3)
                if sheet.random.random() < 0.6:
                    car = sheet.random.choice((RED, "#f0e3c8", "#1f4250", "#e3a63c"))
                    sheet.rounded(x + 9, y + 4, x + 35, y + 54, 8, car)
                    sheet.box(x + 13, y + 17, x + 31, y + 27, INK)
