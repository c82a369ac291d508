"""Blocks of flats in the rain."""

from articles.demo.pictures.shapes import LIT, glitter, skyline, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(23, "#3f5c78", "#a9bfc4")
    skyline(sheet, 900, "#7f9caa", (120, 260), (80, 150))
    lit = (LIT, "#f2b04c", "#31475f", "#31475f", "#31475f", "#3d566e")
    for left, right, top, ink in ((60, 420, 250, "#4d6b80"), (1190, 1560, 200, "#4d6b80")):
        sheet.box(left, top, right, HEIGHT, ink)
        windows(sheet, (left + 20, top + 40, right - 20, 980), (7, 11), (*lit, "#425f76"))
    sheet.box(330, 380, 800, HEIGHT, "#2b4159")
    windows(sheet, (360, 420, 770, 1030), (6, 9), lit, (0.56, 0.6))
    sheet.box(720, 120, 1260, HEIGHT, "#1d2f47")
    sheet.box(700, 104, 1280, 134, "#16263a")
    windows(sheet, (750, 170, 1230, 1000), (7, 12), lit, (0.6, 0.62))
    sheet.shade([(720, 134), (900, 134), (900, HEIGHT), (720, HEIGHT)], "#0f1d31", 0.0, 0.45)
    for _ in range(330):
        x, y = sheet.random.uniform(-60, WIDTH), sheet.random.uniform(-40, HEIGHT)
        long = sheet.random.uniform(26, 70)
        sheet.line([(x, y), (x + long * 0.28, y + long)], "#d9e6e6", 1.6)
    sheet.wash((0, 1010, WIDTH, HEIGHT), "#16263a", "#16263a")
    for x in range(70, WIDTH, 190):
        glitter(sheet, x + sheet.random.uniform(-50, 50), 1018, 1064, "#e8b456", 90)
    return sheet
