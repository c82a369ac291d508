"""A ferry at night, all its windows lit."""

from articles.demo.pictures.shapes import (
    LIT,
    PAPER,
    RED,
    curve,
    glitter,
    ridge,
    stars,
    swell,
    windows,
)
from articles.demo.pictures.sheet import Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(26, "#0f2440", "#3f7f92")
    stars(sheet, 120, 520)
    sheet.glow(380, 250, 380, "#dcefe8", 0.5)
    sheet.disc(380, 250, 86, "#f2f4e2")
    sheet.poly(ridge(sheet, 700, 26), "#27566c")
    swell(sheet, 690, 1060, ("#2b6076", "#0d2138"), 7)
    glitter(sheet, 380, 705, 1050, "#bfe0da", 260)
    hull = curve([(400, 640), (470, 760), (560, 830)], 8)
    sheet.poly([(400, 640), (1480, 640), (1440, 830), *reversed(hull)], "#0b1a2e")
    sheet.poly([(482, 774), (1452, 774), (1440, 830), (560, 830)], "#a8372a")
    sheet.poly([(470, 640), (540, 560), (1440, 560), (1470, 640)], PAPER)
    sheet.poly([(600, 560), (650, 490), (1400, 490), (1420, 560)], "#e5dcc8")
    sheet.poly([(690, 490), (730, 425), (960, 425), (970, 490)], PAPER)
    sheet.poly([(1130, 490), (1150, 330), (1270, 330), (1270, 490)], RED)
    sheet.box(1148, 372, 1270, 398, PAPER)
    windows(sheet, (570, 585, 1430, 625), (26, 1), (LIT, LIT, "#f2d894", "#30506a"), (0.6, 0.8))
    windows(sheet, (670, 512, 1390, 545), (22, 1), (LIT, LIT, "#30506a"), (0.6, 0.8))
    windows(sheet, (735, 438, 950, 462), (7, 1), ("#30506a", LIT), (0.8, 1))
    windows(sheet, (520, 680, 1400, 712), (24, 1), (LIT, "#20364f", "#20364f"), (0.35, 0.9))
    for x in range(480, 1480, 130):
        glitter(sheet, x, 850, 960, "#e8b456", 80)
    sheet.glow(1210, 320, 220, "#c9c9c9", 0.25)
    return sheet
