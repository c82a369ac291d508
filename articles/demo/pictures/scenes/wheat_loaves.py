"""Wheat that grows from ear to ear, and loaves that do not."""

from articles.demo.pictures.shapes import curve, ridge
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(320, "#f6e3b6", "#efc98a")
    sheet.disc(1280, 240, 130, "#fbf3d9")
    for base, ink in ((720, "#e5b768"), (760, "#d9a24f")):
        sheet.poly(ridge(sheet, base, 16), ink)
    for number in range(7):
        ear(sheet, 175 + number * 210, 800, 230 + number * 74)
    sheet.wash((0, 800, WIDTH, HEIGHT), "#5d3427", "#43251f")
    sheet.box(0, 796, WIDTH, 818, "#8b5337")
    for number in range(7):
        x = 175 + number * 210
        sheet.disc(x, 930, 92, "#331a17", 0.3)
        loaf = curve(
            [
                (x - 88, 925),
                (x - 90, 880),
                (x - 50, 838),
                (x, 828),
                (x + 50, 838),
                (x + 90, 880),
                (x + 88, 925),
                (x - 88, 925),
            ],
            8,
        )
        sheet.poly(loaf, "#c9803c")
        sheet.shade(loaf, "#7c431d", 0.0, 0.7)
        for cut in (-44, 0, 44):
            sheet.line([(x + cut - 14, 868), (x + cut + 14, 846)], "#f3cf95", 9)
    return sheet


def ear(sheet: Sheet, x: float, foot: float, high: float) -> None:
    """A stalk of wheat."""
    spine = curve([(x, foot), (x + 8, foot - high * 0.5), (x + 2, foot - high)], 10)
    sheet.line(spine, "#a5762c", 8)
    top = foot - high
    for grain in range(7):
        y = top + grain * 24
        for side in (-1, 1):
            kernel = curve(
                [
                    (x + 2, y + 22),
                    (x + side * 27, y + 2),
                    (x + side * 25, y - 22),
                    (x + side * 6, y - 6),
                    (x + 2, y + 22),
                ],
                6,
            )
            sheet.poly(kernel, "#d18f2e" if side < 0 else "#b9761f")
            sheet.line([(x + side * 25, y - 18), (x + side * 44, y - 88)], "#b9761f", 2.5)
    sheet.poly([(x - 9, top + 4), (x + 2, top - 34), (x + 13, top + 4)], "#d18f2e")
    leaf = curve(
        [
            (x + 4, foot - high * 0.2),
            (x + 70, foot - high * 0.42),
            (x + 92, foot - high * 0.36),
            (x + 60, foot - high * 0.3),
            (x + 4, foot - high * 0.12),
        ],
        8,
    )
    sheet.poly(leaf, "#8f9a45")
