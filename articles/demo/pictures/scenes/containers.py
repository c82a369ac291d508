"""A container ship at the quay."""

from articles.demo.pictures.shapes import INK, PAPER, RED, beam, cloud, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(14, "#bcd7d3", "#f6e9cd")
    sheet.disc(330, 270, 92, "#f7f1da")
    cloud(sheet, 1010, 190, 300, "#dcebe2")
    cloud(sheet, 500, 420, 240, "#e6efe2")
    for x, size in ((1010, 0.7), (1290, 0.8)):
        quay_crane(sheet, x, 860, size, "#8eb0b0")
    quay_crane(sheet, 420, 900, 1.15, "#1f4250")
    stack = (RED, "#e3a63c", "#2b7a78", "#f0dcb0", "#1f4250", "#c9694a", "#5f9ea0")
    sheet.poly([(640, 800), (1600, 800), (1600, 980), (760, 980)], "#14233a")
    sheet.poly([(726, 930), (1600, 930), (1600, 990), (766, 990)], "#8c3226")
    for column in range(8):
        rows = sheet.random.choice((3, 4, 5))
        for row in range(rows):
            container(
                sheet, 730 + column * 112, 800 - row * 52, 108, 50, sheet.random.choice(stack)
            )
    sheet.box(1480, 520, 1590, 800, PAPER)
    windows(sheet, (1490, 545, 1580, 590), (4, 1), (INK,), (0.8, 0.8))
    sheet.wash((0, 965, WIDTH, HEIGHT), "#3c7d83", "#215661")
    sheet.box(0, 940, 660, HEIGHT, "#6d6f6c")
    sheet.box(0, 936, 668, 954, "#8d8e85")
    for column in range(4):
        for row in range(sheet.random.choice((2, 3))):
            container(sheet, 10 + column * 150, 938 - row * 72, 144, 68, sheet.random.choice(stack))
    return sheet


def container(sheet: Sheet, left: float, base: float, wide: float, high: float, ink: str) -> None:
    sheet.box(left, base - high, left + wide, base, ink)
    for rib in range(1, 9):
        x = left + wide * rib / 9
        sheet.line([(x, base - high + 5), (x, base - 5)], mix(ink, INK, 0.2), wide / 60)
    sheet.box(left, base - high, left + wide, base - high + 4, mix(ink, PAPER, 0.25))


def quay_crane(sheet: Sheet, x: float, foot: float, size: float, ink: str) -> None:
    """A container crane whose arm reaches out to the right."""
    s = size
    top = foot - 560 * s
    for leg in (-90, 70):
        sheet.line([(x + leg * s, foot), (x + leg * s * 0.9, top)], ink, 17 * s)
    sheet.line([(x - 88 * s, foot - 190 * s), (x + 70 * s, foot - 190 * s)], ink, 12 * s)
    sheet.line([(x - 86 * s, foot - 190 * s), (x + 66 * s, top + 20 * s)], ink, 7 * s)
    beam(sheet, (x - 260 * s, top), (x + 520 * s, top), 26 * s, 22, ink, 7 * s)
    peak = (x + 60 * s, top - 170 * s)
    sheet.lines([((x + 60 * s, top), peak), ((x - 60 * s, top), peak)], ink, 12 * s)
    sheet.lines(
        [(peak, (x + 490 * s, top)), (peak, (x + 270 * s, top)), (peak, (x - 240 * s, top))],
        ink,
        4 * s,
    )
    sheet.box(x + 300 * s, top + 20 * s, x + 360 * s, top + 60 * s, ink)
    sheet.lines(
        [
            ((x + 312 * s, top + 60 * s), (x + 312 * s, top + 150 * s)),
            ((x + 350 * s, top + 60 * s), (x + 350 * s, top + 150 * s)),
        ],
        ink,
        3 * s,
    )
    sheet.box(x + 286 * s, top + 150 * s, x + 378 * s, top + 192 * s, RED)
