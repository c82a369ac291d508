"""A thermometer screen on a headland, with rain out at sea."""

from articles.demo.pictures.shapes import (
    INK,
    PAPER,
    RED,
    cloud,
    curve,
    flying_gull,
    glitter,
    person,
    swell,
)
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(150, "#7f9fb5", "#e7dcc0")
    for x, y, size, ink in (
        (1120, 200, 640, "#5d7c95"),
        (380, 150, 480, "#6c8aa1"),
        (820, 330, 420, "#8fa9b6"),
        (1420, 380, 360, "#94adb6"),
    ):
        cloud(sheet, x, y, size, ink)
    for _ in range(110):
        drop = sheet.random.uniform(860, 1480), sheet.random.uniform(210, 700)
        sheet.line([drop, (drop[0] - 18, drop[1] + 56)], "#b9cdd6", 2)
    sheet.glow(240, 560, 420, "#fff1c4", 0.85)
    swell(sheet, 700, 900, ("#7e9fa6", "#3f6f80"), 6)
    glitter(sheet, 240, 708, 880, "#f8ecc6", 200)
    sheet.poly(
        [
            *curve([(0, 950), (300, 900), (700, 842), (1000, 826), (1300, 860), (1600, 820)], 12),
            (WIDTH, HEIGHT),
            (0, HEIGHT),
        ],
        "#6f8a4e",
    )
    sheet.poly(
        [
            *curve([(0, 1010), (500, 960), (1000, 940), (1600, 980)], 12),
            (WIDTH, HEIGHT),
            (0, HEIGHT),
        ],
        "#4e6b40",
    )
    screen(sheet, 660)
    mast(sheet, 1240)
    for x, y, size in ((420, 330, 34), (500, 300, 24), (980, 560, 26)):
        flying_gull(sheet, x, y, size, PAPER, 10)
    person(sheet, 960, 950, 270, RED, "#c98d66")
    sheet.poly([(915, 708), (1005, 708), (985, 676), (935, 676)], "#e3a63c")
    return sheet


def screen(sheet: Sheet, x: float) -> None:
    """The white box on stilts in which the thermometers hang."""
    for leg in (-130, 130):
        sheet.line([(x + leg, 690), (x + leg * 1.14, 950)], "#d9d4c4", 18)
    sheet.lines([((x - 130, 740), (x + 142, 930)), ((x + 130, 740), (x - 142, 930))], "#c9c3b2", 9)
    sheet.poly([(x - 196, 452), (x, 394), (x + 196, 452)], "#e6e0d0")
    sheet.box(x - 168, 450, x + 168, 700, "#fbf7ec")
    for slat in range(9):
        y = 474 + slat * 25
        for left in (-150, 10):
            sheet.poly(
                [(x + left, y), (x + left + 140, y), (x + left + 140, y + 12), (x + left, y + 12)],
                "#cfcabb",
            )
    sheet.box(x - 4, 450, x + 4, 700, "#b7b1a1")
    sheet.disc(x + 26, 586, 9, INK)


def mast(sheet: Sheet, x: float) -> None:
    """The robot: a mast with cups, a vane and a box."""
    sheet.line([(x, 940), (x, 430)], INK, 9)
    sheet.line([(x - 96, 470), (x + 96, 470)], INK, 6)
    for side in (-96, -40):
        sheet.disc(x + side, 470, 20, INK)
    sheet.poly([(x + 60, 470), (x + 140, 436), (x + 140, 504)], RED)
    sheet.box(x - 46, 640, x + 46, 740, "#e9e6dc")
    sheet.disc(x, 690, 14, "#2b7a78")
    sheet.lines([((x, 560), (x - 130, 944)), ((x, 560), (x + 130, 940))], INK, 2)
