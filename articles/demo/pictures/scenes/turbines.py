"""Wind turbines at sea, the sun low behind them."""

from math import pi, sin

from articles.demo.pictures.shapes import INK, PAPER, RED, cloud, curve, glitter, swell
from articles.demo.pictures.sheet import HEIGHT, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(62, "#6f9fb0", "#f7cfa4")
    sheet.glow(420, 700, 520, "#fff0cc", 0.9)
    sheet.disc(420, 690, 96, "#fff4d8")
    cloud(sheet, 1050, 300, 340, "#a8bdbc")
    cloud(sheet, 240, 380, 260, "#b9c2b8")
    swell(sheet, 716, 1060, ("#d59b86", "#1f4a63"), 9, 9)
    glitter(sheet, 420, 724, 1040, "#ffe6b8", 280)
    for x, foot, size, angle in (
        (620, 726, 0.22, 20),
        (760, 730, 0.27, 75),
        (90, 730, 0.26, 50),
        (930, 742, 0.38, 10),
        (230, 752, 0.46, 95),
        (1120, 770, 0.6, 62),
        (1385, 860, 1.12, 34),
    ):
        turbine(sheet, x, foot, size, angle)
    boat = [(660, 900), (800, 900), (780, 934), (684, 934)]
    sheet.poly(boat, RED)
    sheet.box(744, 862, 784, 900, PAPER)
    sheet.line([(712, 900), (712, 826)], INK, 4)
    return sheet


def turbine(sheet: Sheet, x: float, foot: float, size: float, angle: float) -> None:
    """A wind turbine at sea; `size` 1 is 600 pixels high to the hub."""
    s, hub = size, foot - 600 * size
    shadow = mix("#8fa5a8", "#3d5a6b", min(1, size))
    sheet.poly([(x - 15 * s, foot), (x - 8 * s, hub), (x + 8 * s, hub), (x + 15 * s, foot)], PAPER)
    sheet.poly([(x + 3 * s, foot), (x + 2 * s, hub), (x + 8 * s, hub), (x + 15 * s, foot)], shadow)
    sheet.box(x - 21 * s, foot - 62 * s, x + 21 * s, foot + 6 * s, "#e3a63c")
    for turn in range(3):
        a = (angle + turn * 120) * pi / 180
        dx, dy = sin(a), -sin(a + pi / 2)
        blade = [(0, -9), (70, -17), (330, -3), (336, 3), (60, 9), (0, 9)]
        sheet.poly(
            [(x + (dx * u - dy * v) * s, hub + (dy * u + dx * v) * s) for u, v in blade], PAPER
        )
        sheet.poly(
            [
                (x + (dx * u - dy * v) * s, hub + (dy * u + dx * v) * s)
                for u, v in ((0, 1), (334, 1), (60, 9), (0, 9))
            ],
            shadow,
        )
    sheet.disc(x, hub, 17 * s, shadow)


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
