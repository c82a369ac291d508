"""A hull on the slip, seen from ahead."""

from articles.demo.pictures.shapes import INK, PAPER, beam, curve, person, skyline, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(112, "#f2c896", "#f7e6c4")
    skyline(sheet, 940, "#e0b184", (90, 190), (70, 150))
    for x in (90, 1510):
        sheet.box(x - 26, 150, x + 26, 990, "#3d5560")
        beam(sheet, (x - 26, 170), (x - 26, 980), -0.1, 1, "#2a3f4b", 3)
        beam(sheet, (x - 22, 170), (x - 22, 980), -44, 14, "#2a3f4b", 5)
    beam(sheet, (40, 100), (1560, 100), 92, 24, "#2a3f4b", 12)
    sheet.box(900, 96, 1070, 240, "#e3a63c")
    windows(sheet, (920, 130, 1050, 190), (3, 1), (INK,), (0.7, 0.9))
    sheet.lines([((950, 240), (950, 420)), ((1020, 240), (1020, 420))], "#2a3f4b", 4)
    sheet.poly(
        [(860, 470), (960, 420), (1010, 420), (1110, 470), (1110, 500), (860, 500)], "#8d6a4e"
    )
    bow(sheet)
    for x, y in ((470, 760), (1096, 640)):
        sheet.glow(x, y, 120, "#fff6d2", 1.0)
        sheet.disc(x, y, 9, "#ffffff")
        for _ in range(26):
            dx, dy = sheet.random.uniform(-60, 60), sheet.random.uniform(-10, 110)
            sheet.disc(x + dx, y + dy, sheet.random.uniform(1.5, 3.5), "#ffdf8f")
    sheet.wash((0, 985, WIDTH, HEIGHT), "#5a4a48", "#3a2f35")
    for x, high in ((250, 104), (330, 98), (1240, 106), (1390, 100)):
        person(sheet, x, 1020, high, INK)
        sheet.disc(x, 1020 - high * 0.96, high * 0.085, "#e3a63c")
    return sheet


def bow(sheet: Sheet) -> None:
    """A hull on the slip, seen from ahead, between its scaffolds."""
    left = curve([(380, 420), (440, 640), (560, 830), (760, 990)], 14)
    right = [(1600 - x, y) for x, y in left]
    sheet.poly([*left, *reversed(right)], "#c33f2a")
    sheet.poly([(800, 400), *right, (840, 990), (800, 990)], "#96302a")
    water = [(x, y) for x, y in left if y > 720]
    sheet.poly([*water, *[(1600 - x, y) for x, y in reversed(water)]], "#2f5f68")
    sheet.poly([(800, 720), *[(1600 - x, y) for x, y in water], (800, 990)], "#234a55")
    sheet.poly([(380, 424), (800, 388), (1220, 424), (1214, 452), (800, 420), (388, 452)], PAPER)
    sheet.line([(800, 400), (800, 985)], "#7c2622", 6)
    for side in (-1, 1):
        sheet.disc(800 + side * 190, 560, 26, "#5e1d1c")
        sheet.line([(800 + side * 190, 560), (800 + side * 190, 650)], "#5e1d1c", 8)
        for column in range(4):
            x = 800 + side * (330 + column * 62)
            sheet.line([(x, 440 + column * 30), (x, 990)], "#6f5a4c", 5)
        for deck in range(5):
            y = 520 + deck * 100
            sheet.line([(800 + side * (330 - 0), y), (800 + side * 525, y)], "#6f5a4c", 7)
    windows(sheet, (520, 470, 1080, 505), (9, 1), ("#7c2622",), (0.2, 0.9))
