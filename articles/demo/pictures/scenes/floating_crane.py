"""A steam crane on a pontoon lifts a tram."""

from articles.demo.pictures.shapes import (
    INK,
    LIT,
    PAPER,
    RED,
    beam,
    flying_gull,
    glitter,
    skyline,
    swell,
    windows,
)
from articles.demo.pictures.sheet import Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(1911, "#e9c98f", "#f7ead0")
    for x, y, size in (
        (560, 300, 130),
        (470, 240, 100),
        (650, 260, 110),
        (420, 170, 80),
        (330, 120, 62),
    ):
        sheet.disc(x, y, size, mix("#fbf3df", "#e9c98f", 0.15))
    skyline(sheet, 800, "#d5b080", (60, 150), (60, 120))
    swell(sheet, 800, 1060, ("#5e8f8a", "#1f4a52"), 6)
    ink = "#20323b"
    sheet.poly([(240, 800), (1180, 800), (1150, 920), (280, 920)], ink)
    sheet.box(240, 800, 1180, 816, RED)
    sheet.box(330, 640, 660, 800, "#7a3a2c")
    windows(sheet, (350, 670, 640, 740), (4, 1), (LIT, LIT, ink), (0.6, 0.8))
    sheet.poly([(300, 640), (690, 640), (660, 606), (330, 606)], ink)
    sheet.box(545, 380, 605, 610, "#4d2b26")
    sheet.box(537, 380, 613, 404, RED)
    beam(sheet, (760, 800), (1210, 130), 74, 12, ink, 13)
    beam(sheet, (760, 800), (700, 330), -60, 8, ink, 11)
    sheet.lines(
        [((680, 340), (1220, 140)), ((700, 330), (1040, 390)), ((660, 340), (420, 620))], ink, 6
    )
    sheet.lines([((1218, 150), (1218, 500)), ((1234, 150), (1234, 500))], ink, 4)
    sheet.disc(1226, 152, 30, ink)
    sheet.disc(1226, 512, 22, ink)
    sheet.lines([((1226, 520), (1080, 590)), ((1226, 520), (1380, 590))], ink, 4)
    sheet.rounded(1040, 590, 1420, 730, 18, "#2b7a78")
    sheet.rounded(1026, 576, 1434, 606, 14, PAPER)
    windows(sheet, (1056, 616, 1404, 668), (7, 1), (INK,), (0.74, 0.95))
    sheet.box(1040, 690, 1420, 698, PAPER)
    for x in (1130, 1330):
        sheet.disc(x, 738, 22, INK)
    glitter(sheet, 700, 930, 1060, "#9cc4b8", 420)
    for x, y, size in ((1450, 260, 34), (1520, 330, 22), (120, 360, 28)):
        flying_gull(sheet, x, y, size, ink, -8)
    return sheet
