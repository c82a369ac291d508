"""Layers of mud and sand beside the core that was drilled from them."""

from math import sin

from articles.demo.pictures.shapes import INK, RED
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(904, "#3a3030", "#3a3030")
    y, phase = -60.0, 0.0
    while y < HEIGHT + 40:
        thick = sheet.random.choice((9, 14, 20, 28, 46))
        storm = sheet.random.random() < 0.4
        inks = (
            ("#e9cf9a", "#dcb878", "#f3e2ba")
            if storm
            else ("#4a4040", "#5d4c48", "#3b3538", "#6f5a50", "#41464a")
        )
        ink = sheet.random.choice(inks)
        phase += sheet.random.uniform(-0.25, 0.25)
        bend = [
            (float(x), y + 26 * sin(x / 260 + phase) + 12 * sin(x / 97 + phase * 2.3))
            for x in range(-10, WIDTH + 20, 14)
        ]
        sheet.poly([(-10, HEIGHT + 40), *bend, (WIDTH + 20, HEIGHT + 40)], ink)
        if storm and thick > 14:
            for _ in range(120):
                x = sheet.random.uniform(0, WIDTH)
                dy = 26 * sin(x / 260 + phase) + 12 * sin(x / 97 + phase * 2.3)
                sheet.disc(
                    x,
                    y + dy + sheet.random.uniform(5, thick),
                    sheet.random.uniform(1.5, 4),
                    mix(ink, "#7a5230", 0.6),
                )
        y += thick
    core(sheet)
    return sheet


def core(sheet: Sheet) -> None:
    """The drill core beside it, with its scale."""
    sheet.box(1040, 0, 1330, HEIGHT, "#f4ead7")
    sheet.box(1026, 0, 1042, HEIGHT, "#1d1a20")
    sheet.box(1326, 0, 1342, HEIGHT, "#1d1a20")
    y = -10.0
    while y < HEIGHT:
        thick = sheet.random.choice((7, 10, 14, 22, 34))
        storm = sheet.random.random() < 0.36
        ink = sheet.random.choice(
            ("#e9cf9a", "#dcb878", "#f0d9a4")
            if storm
            else ("#4a4040", "#5d4c48", "#6f5a50", "#41464a")
        )
        sheet.box(1070, y, 1250, y + thick + 1, ink)
        y += thick
    sheet.shade([(1070, 0), (1106, 0), (1106, HEIGHT), (1070, HEIGHT)], "#fff6dd", 0.28, 0.28)
    sheet.shade([(1206, 0), (1250, 0), (1250, HEIGHT), (1206, HEIGHT)], "#0d0b10", 0.38, 0.38)
    for tick in range(28):
        long = 46 if tick % 5 == 0 else 24
        sheet.line(
            [(1322, 20 + tick * 40), (1322 - long, 20 + tick * 40)], INK, 5 if tick % 5 == 0 else 3
        )
    sheet.poly([(1064, 604), (1010, 574), (1010, 634)], RED)
