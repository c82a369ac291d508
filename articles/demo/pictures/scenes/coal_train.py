"""A coal train on its way to the power station."""

from articles.demo.pictures.shapes import INK, LIT, RED, curve, ridge, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(190, "#e8b878", "#f8e2b8")
    sheet.disc(470, 330, 120, "#fbeecb")
    for base, high, ink in ((520, 120, "#d8a878"), (620, 90, "#bb8a6c"), (720, 60, "#8f6a5c")):
        sheet.poly(ridge(sheet, base, high), ink)
    station(sheet)
    sheet.poly(ridge(sheet, 800, 26, 0.3), "#5e5a45")
    sheet.poly([(0, 868), (WIDTH, 838), (WIDTH, HEIGHT), (0, HEIGHT)], "#3f4638")
    sheet.line([(0, 868), (WIDTH, 838)], "#241f24", 12)
    for number in range(6):
        wagon(sheet, 20 + number * 196, 858 - number * 3.7)
    engine(sheet)
    for row in range(9):
        y = 900 + row * 20
        for _ in range(46):
            x = sheet.random.uniform(0, WIDTH)
            sheet.line(
                [(x, y), (x + sheet.random.uniform(-8, 8), y - 22)],
                sheet.random.choice(("#56603f", "#6f7446", "#323a33")),
                3,
            )
    return sheet


def station(sheet: Sheet) -> None:
    """The power station and what is left of its smoke."""
    ink = "#6b4f4c"
    for x, y, size in ((1262, 200, 44), (1310, 150, 60), (1390, 112, 76), (1490, 84, 94)):
        sheet.disc(x, y, size, "#f3d6a8")
    for x in (1090, 1170, 1250):
        sheet.poly([(x - 24, 800), (x - 16, 250), (x + 16, 250), (x + 24, 800)], ink)
        for band in (270, 330):
            sheet.box(x - 18, band, x + 18, band + 26, RED)
    tower = curve([(1360, 820), (1396, 640), (1400, 520), (1386, 450)], 8)
    sheet.poly([*tower, *[(2880 - x, y) for x, y in reversed(tower)]], "#7d5f57")
    sheet.box(1010, 600, 1330, 840, mix(ink, INK, 0.25))
    windows(sheet, (1025, 630, 1315, 700), (12, 2), (LIT, "#4a3a41", "#4a3a41"), (0.5, 0.6))


def wagon(sheet: Sheet, left: float, rail: float) -> None:
    heap = curve(
        [
            (left + 8, rail - 96),
            (left + 50, rail - 126),
            (left + 92, rail - 118),
            (left + 140, rail - 134),
            (left + 176, rail - 96),
        ],
        6,
    )
    sheet.poly(heap, "#1d1a20")
    sheet.poly(
        [
            (left, rail - 100),
            (left + 184, rail - 103),
            (left + 172, rail - 30),
            (left + 12, rail - 28),
        ],
        "#6a2f2a",
    )
    for rib in range(1, 5):
        x = left + 6 + rib * 34
        sheet.line([(x, rail - 98), (x, rail - 32)], "#4b2223", 4)
    for wheel in (40, 144):
        sheet.disc(left + wheel, rail - 16, 20, "#1d1a20")
        sheet.disc(left + wheel, rail - 16, 7, "#6d6460")


def engine(sheet: Sheet) -> None:
    rail = 836
    sheet.rounded(1200, rail - 176, 1600 + 90, rail - 30, 20, "#1f4250")
    sheet.box(1196, rail - 108, 1640, rail - 90, LIT)
    windows(sheet, (1216, rail - 164, 1316, rail - 116), (2, 1), ("#bfe0dc",), (0.8, 0.9))
    for vent in range(7):
        x = 1350 + vent * 34
        sheet.line([(x, rail - 160), (x, rail - 122)], "#16303c", 8)
    for wheel in (1250, 1330, 1470, 1550):
        sheet.disc(wheel, rail - 20, 26, "#1d1a20")
