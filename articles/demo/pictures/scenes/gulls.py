"""Gulls in a row on the railings, waiting for the ferry."""

from articles.demo.pictures.shapes import (
    INK,
    PAPER,
    RED,
    cloud,
    flying_gull,
    gull,
    ridge,
    swell,
    windows,
)
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(845, "#9cc7cf", "#eaf0dd")
    cloud(sheet, 1180, 250, 380, "#d8e8e0")
    sheet.poly(ridge(sheet, 560, 20), "#86b0b3")
    swell(sheet, 560, 900, ("#7fb0b4", "#3c7f8c"), 6)
    sheet.poly([(1030, 560), (1400, 560), (1376, 612), (1056, 612)], INK)
    sheet.box(1080, 512, 1350, 560, PAPER)
    windows(sheet, (1090, 522, 1340, 548), (10, 1), (INK,), (0.6, 0.9))
    sheet.box(1200, 462, 1250, 512, RED)
    for x, y, size, tilt in (
        (300, 180, 96, 12),
        (620, 110, 60, -14),
        (840, 290, 44, 6),
        (180, 390, 38, -8),
    ):
        flying_gull(sheet, x, y, size, "#fbf6e8", tilt)
        flying_gull(sheet, x + size * 0.1, y - size * 0.06, size * 0.62, "#c3d5d4", tilt)
    sheet.wash((0, 870, WIDTH, HEIGHT), "#14233a", "#0d1829")
    sheet.box(0, 846, WIDTH, 882, "#20364d")
    for x in range(60, WIDTH, 240):
        sheet.box(x, 880, x + 22, HEIGHT, "#20364d")
    sheet.box(0, 980, WIDTH, 1000, "#20364d")
    for x, size in ((150, 250), (400, 282), (660, 258), (930, 292), (1200, 262), (1450, 276)):
        gull(sheet, x, 850, size, ("#fbf6e8", "#8fa7ad", "#e38f2f"))
    return sheet
