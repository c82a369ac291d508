"""An island with a lighthouse, three houses and sheep."""

from articles.demo.pictures.shapes import (
    INK,
    LIT,
    PAPER,
    RED,
    cloud,
    curve,
    flying_gull,
    glitter,
    ridge,
    swell,
)
from articles.demo.pictures.sheet import Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(83, "#f0b7a0", "#fbe8c8")
    sheet.disc(1120, 480, 130, "#fdf3d4")
    cloud(sheet, 420, 240, 420, "#f8d3b8")
    cloud(sheet, 1240, 200, 260, "#f6cbb0")
    sheet.poly(ridge(sheet, 660, 14), "#d79c93")
    swell(sheet, 655, 1060, ("#c98f8e", "#2d5a6b"), 8)
    glitter(sheet, 1120, 662, 900, "#fbe6c0", 220)
    ground(sheet)
    lighthouse(sheet)
    for x, y in ((980, 600), (1064, 630), (1150, 660)):
        sheet.box(x, y - 38, x + 62, y, PAPER)
        sheet.poly([(x - 6, y - 36), (x + 31, y - 66), (x + 68, y - 36)], "#8c3b31")
        sheet.box(x + 24, y - 24, x + 38, y, INK)
    for _ in range(16):
        sheep = sheet.random.uniform(380, 720), sheet.random.uniform(612, 672)
        sheet.disc(*sheep, 9, PAPER, 0.7)
        sheet.disc(sheep[0] + 9, sheep[1] - 3, 4, INK)
    for x, y, size in ((420, 420, 30), (500, 380, 22), (580, 440, 18), (1330, 380, 24)):
        flying_gull(sheet, x, y, size, "#7a4b52", 8)
    return sheet


def lighthouse(sheet: Sheet) -> None:
    """A striped lighthouse with its light on."""
    sheet.poly([(762, 478), (778, 250), (838, 250), (854, 478)], PAPER)
    for band in (0, 2):
        sheet.poly(
            [
                (767 + band * 4, 420 - band * 57),
                (771 + band * 4, 363 - band * 57),
                (845 - band * 4, 363 - band * 57),
                (849 - band * 4, 420 - band * 57),
            ],
            RED,
        )
    sheet.box(768, 238, 848, 252, INK)
    sheet.box(782, 190, 834, 240, LIT)
    sheet.poly([(774, 192), (808, 150), (842, 192)], RED)


def ground(sheet: Sheet) -> None:
    """The hill in two lights, and the cliff."""
    land = curve(
        [
            (230, 790),
            (330, 640),
            (470, 590),
            (640, 520),
            (820, 470),
            (900, 505),
            (1060, 590),
            (1200, 640),
            (1310, 700),
            (1400, 790),
        ],
        10,
    )
    sheet.poly(land, "#3f6f5a")
    light = curve(
        [(640, 520), (820, 470), (900, 505), (1060, 590), (1200, 640), (1310, 700), (1400, 790)], 10
    )
    sheet.poly([*light, (1080, 790), (960, 680), (800, 600)], "#6c9463")
    cliff = [
        (230, 790),
        (300, 690),
        (380, 742),
        (440, 676),
        (520, 742),
        (610, 700),
        (700, 752),
        (800, 716),
        (900, 764),
        (1000, 740),
        (1100, 770),
        (1250, 752),
        (1400, 790),
        (1370, 830),
        (270, 830),
    ]
    sheet.poly(cliff, "#5b4247")
