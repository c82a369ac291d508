"""A street of shops beneath vaults, with somebody carrying a lamp."""

from math import pi, sin

from articles.demo.pictures.shapes import PAPER, arch, person, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(138, "#1c1a22", "#1c1a22")
    inks = ("#2a2326", "#47322c", "#6b4632", "#955f38", "#c28144", "#e6ad5f", "#f7dc9c")
    for depth, ink in enumerate(inks):
        near = 0.66**depth
        base = 640 + 420 * near
        width, height = 1640 * near, 1150 * near
        sheet.poly(
            arch(800, base, width + 120 * near, height + 64 * near), mix(ink, "#120f14", 0.45)
        )
        sheet.poly(arch(800, base, width, height), ink)
        for stone in range(13):
            angle = pi * stone / 12
            spring = base - height + width / 2
            inner, outer = width / 2, width / 2 + 60 * near
            dx, dy = -1 if stone < 6 else 1, -sin(angle)
            x = 800 + dx * abs(1 - (sin(angle)) ** 2) ** 0.5 * inner
            end = 800 + dx * abs(1 - (sin(angle)) ** 2) ** 0.5 * outer
            sheet.line([(x, spring + dy * inner), (end, spring + dy * outer)], "#120f14", 3 * near)
    sheet.poly([(0, HEIGHT), (700, 655), (900, 655), (WIDTH, HEIGHT)], "#3a2a29")
    sheet.shade([(0, HEIGHT), (700, 655), (900, 655), (WIDTH, HEIGHT)], "#f3bd6a", 0.85, 0.0)
    for side in (-1, 1):
        for near, ink in ((0.9, "#241c20"), (0.57, "#3d2b29"), (0.37, "#5f4232")):
            shopfront(sheet, 800 + side * 600 * near, 640 + 345 * near, 330 * near, ink)
    person(sheet, 838, 800, 235, "#17131a")
    sheet.glow(885, 716, 190, "#fff0bd", 1.0)
    sheet.disc(885, 716, 12, "#fff8dc")
    return sheet


def shopfront(sheet: Sheet, x: float, base: float, wide: float, ink: str) -> None:
    """One of the shops along the drowned street: a door between two windows, and a sign."""
    pane, frame = mix(ink, "#f0b863", 0.3), mix(ink, "#0d0a0d", 0.4)
    sheet.box(x - wide * 0.5, base - wide * 1.3, x + wide * 0.5, base, ink)
    sheet.poly(
        [
            (x - wide * 0.58, base - wide * 1.02),
            (x - wide * 0.5, base - wide * 1.14),
            (x + wide * 0.5, base - wide * 1.14),
            (x + wide * 0.58, base - wide * 1.02),
        ],
        frame,
    )
    sheet.box(
        x - wide * 0.44,
        base - wide * 1.27,
        x + wide * 0.44,
        base - wide * 1.15,
        mix(pane, PAPER, 0.35),
    )
    sheet.box(x - wide * 0.14, base - wide * 0.86, x + wide * 0.14, base, frame)
    sheet.box(x - wide * 0.09, base - wide * 0.8, x + wide * 0.09, base - wide * 0.42, pane)
    for left in (-0.44, 0.2):
        area = (x + left * wide, base - wide * 0.86, x + (left + 0.24) * wide, base - wide * 0.3)
        sheet.box(*area, frame)
        windows(sheet, area, (2, 3), (pane, pane, mix(pane, PAPER, 0.3)), (0.78, 0.84))
