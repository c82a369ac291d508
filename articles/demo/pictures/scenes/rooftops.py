"""Roofs and chimneys, row behind row."""

from articles.demo.pictures.shapes import INK, LIT, PAPER, curve
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(19, "#f6d9a8", "#f3b886")
    sheet.disc(1240, 250, 110, "#fdf1cf")
    for base, inks in (
        (520, ("#d9a07c", "#cf9273", "#d8ab88")),
        (700, ("#b9654a", "#c7774f", "#a8573f")),
        (890, ("#7c3b3d", "#93473f", "#6d3540")),
        (1030, ("#3c2437", "#4b2b3b", "#2f2034")),
    ):
        left = -60.0
        while left < WIDTH:
            wide = sheet.random.uniform(150, 290) * base / 800
            roof(sheet, left, base + sheet.random.uniform(-40, 40), wide, sheet.random.choice(inks))
            left += wide * 0.78
    line = curve([(250, 690), (480, 735), (760, 700)], 20)
    sheet.line(line, PAPER, 3)
    for at, ink in ((8, PAPER), (16, "#2f6f73"), (24, PAPER), (32, "#e3a63c")):
        x, y = line[at]
        sheet.poly([(x - 28, y), (x + 28, y), (x + 24, y + 78), (x - 24, y + 78)], ink)
    return sheet


def roof(sheet: Sheet, left: float, base: float, wide: float, ink: str) -> None:
    """A gabled house with its roof in two lights, a chimney and a window."""
    top, ridge_at = base - wide * 0.62, left + wide * 0.36
    chimney = left + wide * sheet.random.uniform(0.55, 0.8)
    sheet.box(
        chimney, top - wide * 0.16, chimney + wide * 0.11, top + wide * 0.3, mix(ink, INK, 0.3)
    )
    sheet.box(chimney - 4, top - wide * 0.18, chimney + wide * 0.11 + 4, top - wide * 0.14, ink)
    far = left + wide * 1.12
    sheet.poly([(left, base), (ridge_at, top), (left + wide * 0.72, base)], mix(ink, PAPER, 0.22))
    slope = [(ridge_at, top), (far, top), (far + wide * 0.2, base), (left + wide * 0.72, base)]
    sheet.poly(slope, ink)
    sheet.box(left + wide * 0.1, base, far + wide * 0.2, HEIGHT + 60, mix(ink, PAPER, 0.22))
    sheet.box(left + wide * 0.72, base, far + wide * 0.2, HEIGHT + 60, mix(ink, INK, 0.12))
    pane, size = sheet.random.choice((LIT, INK, INK)), wide * 0.09
    sheet.box(ridge_at - size / 2, base - wide * 0.3, ridge_at + size / 2, base - wide * 0.16, pane)
