"""A man on a ladder lights a row of gas lamps."""

from articles.demo.pictures.shapes import curve, skyline
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(63, "#2f5358", "#c3c79c")
    for base, ink, heights in ((860, "#5e8079", (330, 440)), (900, "#3f6466", (220, 360))):
        skyline(sheet, base, ink, heights, (130, 220))
    sheet.wash((0, 880, WIDTH, HEIGHT), "#2c4a4e", "#162d35")
    for number in range(5, 0, -1):
        near = 0.66**number
        lantern(sheet, 1560 - 980 * near, 880 + 130 * near, 800 * near)
    lantern(sheet, 420, 1010, 780)
    sheet.lines([((560, 1010), (450, 240)), ((640, 1010), (512, 240))], "#0f2029", 13)
    for rung in range(11):
        share = rung / 11 + 0.04
        sheet.line(
            [(560 - 110 * share, 1010 - 770 * share), (640 - 128 * share, 1010 - 770 * share)],
            "#0f2029",
            9,
        )
    climber(sheet)
    return sheet


def lantern(sheet: Sheet, x: float, foot: float, high: float) -> None:
    ink, top = "#0f2029", foot - high
    sheet.line([(x, foot), (x, top)], ink, high * 0.02)
    sheet.poly([(x - high * 0.04, foot), (x, foot - high * 0.16), (x + high * 0.04, foot)], ink)
    sheet.line(
        [(x - high * 0.09, top + high * 0.06), (x + high * 0.09, top + high * 0.06)],
        ink,
        high * 0.012,
    )
    sheet.glow(x, top - high * 0.07, high * 0.46, "#f4efb0", 0.85)
    wide, tall = high * 0.055, high * 0.13
    sheet.poly(
        [
            (x - wide * 0.6, top),
            (x - wide, top - tall),
            (x + wide, top - tall),
            (x + wide * 0.6, top),
        ],
        "#fdf6c8",
    )
    sheet.poly(
        [(x - wide * 1.25, top - tall), (x, top - tall * 1.6), (x + wide * 1.25, top - tall)], ink
    )
    sheet.line([(x, top), (x, top - tall)], "#cdbf6a", high * 0.004 + 1)


def climber(sheet: Sheet) -> None:
    """The man on the ladder, seen from behind, one arm up to the tap."""
    ink = "#0f2029"
    sheet.line([(545, 610), (520, 730), (548, 800)], ink, 40)
    sheet.line([(545, 600), (590, 700), (582, 760)], ink, 40)
    sheet.poly(
        curve(
            [(490, 440), (560, 425), (606, 470), (590, 630), (510, 630), (484, 520), (490, 440)], 8
        ),
        "#7a2f26",
    )
    sheet.line([(510, 460), (466, 360), (440, 262)], "#7a2f26", 32)
    sheet.line([(590, 470), (560, 400), (520, 372)], "#7a2f26", 30)
    sheet.disc(536, 392, 37, "#c98d66")
    sheet.poly([(492, 384), (500, 346), (560, 340), (582, 384)], ink)
    sheet.line([(488, 384), (590, 384)], ink, 10)
