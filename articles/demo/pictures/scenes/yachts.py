"""Yachts on a sea without wind."""

from articles.demo.pictures.shapes import INK, RED, curve, ridge
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(640, "#f3d3a2", "#f9edd3")
    sheet.disc(1180, 360, 150, "#f7b56a")
    sheet.poly(ridge(sheet, 590, 22), "#b9b79c")
    sheet.wash((0, 590, WIDTH, HEIGHT), "#e9d9b6", "#6f9ca0")
    for x, size, inks in (
        (1330, 0.42, ("#f4ead7", "#d9cdb5")),
        (1080, 0.55, (RED, "#b23a24")),
        (860, 0.4, ("#e3a63c", "#c78a2c")),
        (240, 0.62, ("#2b7a78", "#205e60")),
        (580, 1.12, ("#fbf6e8", "#d9482b")),
    ):
        yacht(sheet, x, 592 + 150 * size, size, inks)
    for y in range(620, HEIGHT, 26):
        for _ in range(5):
            left, long = sheet.random.uniform(-50, WIDTH), sheet.random.uniform(60, 260)
            sheet.line(
                [(left, y), (left + long, y)], mix("#f3e3c2", "#83aaab", (y - 620) / 460), 2.5
            )
    return sheet


def yacht(sheet: Sheet, x: float, water: float, size: float, inks: tuple[str, str]) -> None:
    """A yacht without wind, and its image in the water."""
    main = curve([(6, -520), (120, -300), (190, -70)], 8)
    jib = curve([(-8, -470), (-120, -240), (-170, -64)], 8)
    hull = curve([(-190, -46), (-120, 4), (60, 10), (196, -44)], 8)
    for side, fade in ((-1, 0.55), (1, 0.0)):

        def at(points: list[tuple[float, float]], side: int = side) -> list[tuple[float, float]]:
            squeeze = 1.0 if side > 0 else 0.62
            return [(x + px * size, water + side * py * size * squeeze) for px, py in points]

        tone = "#b9c3ac"
        sheet.line(at([(0, -40), (0, -540)]), mix(INK, tone, fade), 7 * size)
        sheet.poly(at([*main, (6, -70)]), mix(inks[0], tone, fade))
        sheet.poly(at([*jib, (-8, -80)]), mix(inks[1], tone, fade))
        sheet.poly(at(hull), mix(INK, tone, fade))
