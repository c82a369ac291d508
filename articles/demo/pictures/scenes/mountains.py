"""A cable car over a valley with a landslide."""

from articles.demo.pictures.shapes import INK, PAPER, RED, cloud, curve
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Point, Sheet, mix

__all__ = ["draw"]

#: Three chains of mountains, the farthest first.
PEAKS: tuple[tuple[str, list[Point]], ...] = (
    (
        "#9fb0c4",
        [
            (0, 640),
            (180, 420),
            (330, 540),
            (560, 250),
            (760, 500),
            (980, 300),
            (1200, 520),
            (1420, 340),
            (1600, 470),
        ],
    ),
    (
        "#6f87a5",
        [(0, 760), (240, 560), (420, 690), (720, 400), (1010, 700), (1290, 470), (1600, 720)],
    ),
    ("#45607f", [(0, 690), (220, 760), (460, 900), (800, 640), (1100, 800), (1600, 560)]),
)


def draw() -> Sheet:
    sheet = Sheet(300, "#8fb3c9", "#f4dfc8")
    cloud(sheet, 360, 250, 340, "#b6cbd2")
    for ink, line in PEAKS:
        chain(sheet, ink, line)
    landslide(sheet)
    for number in range(46):
        fir(
            sheet,
            sheet.random.choice((sheet.random.uniform(-20, 720), sheet.random.uniform(1320, 1640))),
            880 + number * 4.6,
            sheet.random.uniform(90, 150),
        )
    sheet.line(curve([(-20, 470), (500, 420), (1000, 300), (1620, 80)], 16), INK, 4)
    cabin(sheet, 470, 423)
    cabin(sheet, 1150, 258, 0.62)
    return sheet


def chain(sheet: Sheet, ink: str, line: list[Point]) -> None:
    """A chain of mountains, each peak with a side in the shade; snow on all but the nearest."""
    sheet.poly([(0, HEIGHT), *line, (WIDTH, HEIGHT)], ink)
    for (ax, ay), (bx, by), (cx, cy) in zip(line, line[1:], line[2:], strict=False):
        if by < ay and by < cy:
            foot = (bx + (cx - bx) * 0.35, by + (cy - by) * 0.85)
            sheet.poly(
                [(bx, by), (cx, cy), foot, (bx - 8, by + (cy - by) * 0.4)], mix(ink, INK, 0.16)
            )
            if ink != PEAKS[-1][0]:
                w = (cx - ax) * 0.13
                sheet.poly(
                    [
                        (bx, by),
                        (bx + w, by + w * 0.9),
                        (bx + w * 0.4, by + w * 0.72),
                        (bx, by + w * 1.2),
                        (bx - w * 0.4, by + w * 0.75),
                        (bx - w * 0.9, by + w * 0.95),
                    ],
                    "#f6f1e6",
                )


def landslide(sheet: Sheet) -> None:
    """What came down, with boulders in it."""
    slide = curve([(1010, 742), (1060, 800), (1040, 870), (900, 980), (780, HEIGHT)], 8)
    sheet.poly([*slide, (1320, HEIGHT), (1210, 930), (1180, 830), (1130, 760)], "#b98a5c")
    sheet.poly([(1060, 800), (1100, 900), (1000, HEIGHT), (860, HEIGHT), (960, 940)], "#a0714a")
    for _ in range(70):
        x, y, r = (
            sheet.random.gauss(1040, 110),
            sheet.random.uniform(860, HEIGHT),
            sheet.random.uniform(5, 17),
        )
        sheet.poly(
            [(x - r, y), (x, y - r), (x + r, y - r / 3), (x + r / 2, y + r / 2)],
            sheet.random.choice(("#7d5a40", "#d2a878", "#8f6847")),
        )


def fir(sheet: Sheet, x: float, foot: float, high: float) -> None:
    ink = sheet.random.choice(("#1e3f46", "#173439", "#28504f"))
    sheet.box(x - 5, foot - 12, x + 5, foot + 16, "#3a2a2a")
    for part in range(3):
        top, wide = foot - high + part * high * 0.24, high * (0.17 + part * 0.07)
        sheet.poly([(x - wide, top + high * 0.48), (x, top), (x + wide, top + high * 0.48)], ink)


def cabin(sheet: Sheet, x: float, rope: float, size: float = 1.0) -> None:
    s = size
    sheet.line([(x, rope), (x, rope + 62 * s)], INK, 7 * s)
    sheet.rounded(x - 92 * s, rope + 60 * s, x + 92 * s, rope + 196 * s, 26 * s, RED)
    sheet.rounded(x - 78 * s, rope + 76 * s, x + 78 * s, rope + 136 * s, 10 * s, "#dcefe8")
    for at in (-48, -8, 34):
        sheet.disc(x + at * s, rope + 112 * s, 15 * s, "#5b3a3f")
        sheet.box(x + (at - 17) * s, rope + 122 * s, x + (at + 17) * s, rope + 136 * s, "#5b3a3f")
    sheet.box(x - 92 * s, rope + 156 * s, x + 92 * s, rope + 164 * s, PAPER)
