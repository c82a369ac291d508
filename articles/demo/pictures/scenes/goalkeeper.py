"""A goalkeeper at full stretch; the net hangs like a bridge."""

from math import cos, pi, sin

from articles.demo.pictures.shapes import INK, PAPER, RED, curve, stars
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(14, "#1f4a44", "#2f6a54")
    stars(sheet, 0, 1)
    for number in range(30):
        sheet.line([(140 + number * 46, 190), (100 + number * 48.5, 900)], "#4f8a78", 2.5)
    for number in range(16):
        sheet.line([(140, 190 + number * 47), (1480, 190 + number * 47)], "#4f8a78", 2.5)
    bridge = curve([(120, 190), (460, 640), (800, 760), (1140, 640), (1480, 190)], 24)
    sheet.line(bridge, "#8fc0a6", 8)
    for x, y in bridge[::5]:
        sheet.line([(x, y), (x, 900)], "#6fa890", 3.5)
    sheet.wash((0, 895, WIDTH, HEIGHT), "#3f8a55", "#2d6a44")
    sheet.line([(0, 900), (WIDTH, 900)], PAPER, 8)
    sheet.line([(118, 905), (118, 180), (1482, 180), (1482, 905)], "#ffffff", 26)
    sheet.disc(700, 960, 330, "#235539", 0.12)
    diving(sheet)
    sheet.disc(1296, 318, 70, "#ffffff")
    for part in range(5):
        a = part * 2 * pi / 5 + 0.4
        sheet.disc(1296 + 46 * cos(a), 318 + 46 * sin(a), 16, INK)
    sheet.disc(1296, 318, 19, INK)
    for offset in (-44, 0, 44):
        line = curve(
            [(1370, 350 + offset * 0.6), (1460, 390 + offset), (1590, 470 + offset * 1.3)], 8
        )
        sheet.line(line, "#bfe0cc", 5)
    return sheet


def diving(sheet: Sheet) -> None:
    """The goalkeeper at full stretch."""
    skin, shirt = "#8a5a3e", "#e3a63c"
    sheet.line([(640, 640), (500, 690), (380, 640)], "#14233a", 66)
    sheet.line([(640, 660), (560, 790), (420, 830)], "#14233a", 66)
    sheet.line([(440, 662), (330, 618)], PAPER, 50)
    sheet.line([(500, 812), (380, 846)], PAPER, 50)
    sheet.line([(330, 618), (284, 604)], RED, 52)
    sheet.line([(372, 848), (326, 864)], RED, 52)
    sheet.line([(640, 646), (860, 530)], shirt, 150)
    sheet.line([(880, 500), (1020, 440), (1160, 372)], shirt, 58)
    sheet.line([(880, 560), (1010, 540), (1100, 440)], mix(shirt, INK, 0.16), 54)
    sheet.disc(962, 452, 66, skin)
    sheet.disc(940, 428, 62, "#1d1418")
    sheet.disc(884, 402, 38, "#1d1418")
    sheet.disc(978, 466, 50, skin)
    for x, y in ((1196, 356), (1130, 408)):
        sheet.disc(x, y, 44, RED)
        for finger in (-26, -8, 10):
            sheet.line([(x, y), (x + 52, y + finger - 22)], RED, 20)
        sheet.line([(x - 34, y + 22), (x - 52, y + 30)], PAPER, 46)
