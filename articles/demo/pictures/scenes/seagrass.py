"""A diver over a meadow of seagrass."""

from articles.demo.pictures.shapes import INK, RED, curve
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(83, "#8fd0c0", "#0f4a58")
    for x, wide, lean in ((250, 120, 260), (560, 190, 180), (960, 150, 120), (1260, 100, 60)):
        sheet.shade(
            [(x, 0), (x + wide, 0), (x + wide * 2 - lean, HEIGHT), (x - lean - wide, HEIGHT)],
            "#eafbe6",
            0.42,
            0.0,
        )
    for depth, (ink, low, count) in enumerate(
        (("#2d8478", 300, 70), ("#1b6a62", 420, 60), ("#0e4f4d", 560, 46), ("#08383b", 470, 38))
    ):
        for _ in range(count):
            blade(
                sheet,
                sheet.random.uniform(-40, WIDTH + 40),
                sheet.random.uniform(low, low + 190),
                9 + 6 * depth,
                ink,
            )
        if depth == 1:
            school(sheet)
    diver(sheet, 1130, 300)
    for _ in range(22):
        sheet.ring(
            1040 + sheet.random.uniform(-40, 40),
            sheet.random.uniform(10, 240),
            sheet.random.uniform(4, 13),
            "#e8fbf0",
            2.5,
        )
    return sheet


def blade(sheet: Sheet, x: float, high: float, wide: float, ink: str) -> None:
    sway, lean = sheet.random.uniform(-1, 1), sheet.random.uniform(20, 120)
    spine = curve(
        [
            (x, HEIGHT + 20),
            (x + lean * 0.2, HEIGHT - high * 0.4),
            (x + lean * 0.5 + 30 * sway, HEIGHT - high * 0.75),
            (x + lean, HEIGHT - high),
        ],
        8,
    )
    last = len(spine) - 1
    right = [(px + wide * (1 - (i / last) ** 2) / 2, py) for i, (px, py) in enumerate(spine)]
    left = [(px - wide * (1 - (i / last) ** 2) / 2, py) for i, (px, py) in enumerate(spine)]
    sheet.poly([*left, *reversed(right)], ink)


def school(sheet: Sheet) -> None:
    """Young cod, all of them looking the same way."""
    body = curve(
        [
            (-60, 0),
            (-20, -24),
            (30, -9),
            (64, -26),
            (56, 0),
            (64, 24),
            (30, 9),
            (-20, 22),
            (-60, 0),
        ],
        6,
    )
    for _ in range(19):
        x, y, s = (
            sheet.random.uniform(120, 1180),
            sheet.random.uniform(480, 800),
            sheet.random.uniform(0.5, 1.0),
        )
        sheet.poly(
            [(x + px * s, y + py * s) for px, py in body],
            sheet.random.choice(("#f2b866", "#f6d79a", "#e58f55")),
        )
        sheet.disc(x - 38 * s, y - 4 * s, 4.5 * s, INK)


def diver(sheet: Sheet, x: float, y: float) -> None:
    ink = "#0b2d3a"
    sheet.line([(x - 90, y + 8), (x + 20, y), (x + 120, y - 34)], ink, 52)
    sheet.line([(x + 110, y - 30), (x + 210, y - 50), (x + 270, y - 20)], ink, 27)
    sheet.line([(x + 110, y - 24), (x + 200, y + 10), (x + 275, y + 30)], ink, 27)
    for fx, fy in ((270, -20), (275, 30)):
        sheet.poly(
            [
                (x + fx - 8, y + fy - 12),
                (x + fx + 100, y + fy - 30),
                (x + fx + 104, y + fy + 22),
                (x + fx - 8, y + fy + 12),
            ],
            RED,
        )
    sheet.rounded(x - 50, y - 66, x + 80, y - 24, 20, "#e3a63c")
    sheet.line([(x - 80, y + 14), (x - 120, y + 74), (x - 180, y + 92)], ink, 24)
    sheet.disc(x - 118, y - 2, 37, ink)
    sheet.rounded(x - 154, y - 16, x - 122, y + 16, 8, "#bfe8e0")
    sheet.glow(x - 240, y + 100, 150, "#fff7cf", 0.6)
