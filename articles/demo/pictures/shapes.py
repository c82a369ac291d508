"""What several pictures have in them: hills, waves, roofs, ships, cranes, gulls, people."""

from math import cos, pi, sin

from articles.demo.pictures.sheet import HEIGHT, WIDTH, Point, Points, Sheet, mix

__all__ = [
    "INK",
    "LIT",
    "PAPER",
    "RED",
    "arch",
    "beam",
    "cloud",
    "curve",
    "flying_gull",
    "gable",
    "glitter",
    "gull",
    "person",
    "ridge",
    "skyline",
    "stars",
    "swell",
    "turned",
    "windows",
]

#: The inks that the series has in common.
PAPER = "#f4ead7"
LIT = "#f7c860"
RED = "#d9482b"
INK = "#14233a"


def turned(points: Points, centre: Point, degrees: float) -> list[Point]:
    """Return the points turned clockwise around a centre."""
    s, c = sin(degrees * pi / 180), cos(degrees * pi / 180)
    x0, y0 = centre
    return [(x0 + (x - x0) * c - (y - y0) * s, y0 + (x - x0) * s + (y - y0) * c) for x, y in points]


def curve(points: Points, steps: int = 12) -> list[Point]:
    """Return a smooth line through the points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    smooth: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            smooth.append(tuple(_between(a[i], b[i], c[i], d[i], t) for i in (0, 1)))  # type: ignore[arg-type]
    return [*smooth, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def arch(x: float, base: float, width: float, height: float) -> list[Point]:
    """Return a doorway with a round top, standing on `base`."""
    radius = width / 2
    spring = base - height + radius
    top = [(x - radius * cos(a * pi / 40), spring - radius * sin(a * pi / 40)) for a in range(41)]
    return [(x - radius, base), *top, (x + radius, base)]


def ridge(sheet: Sheet, base: float, height: float, rough: float = 1.0) -> list[Point]:
    """Return the outline of hills over the whole width, closed at the foot of the picture."""
    random = sheet.random
    waves = [
        (height / (n + 1) ** 1.1, random.uniform(0.6, 1.4) * (n + 1), random.uniform(0, 2 * pi))
        for n in range(round(3 + 4 * rough))
    ]
    outline = []
    for step in range(0, WIDTH + 10, 10):
        x = step / WIDTH * 2 * pi
        rise = sum(size * sin(often * x + start) for size, often, start in waves)
        outline.append((float(step), base - rise))
    return [(0, HEIGHT), *outline, (WIDTH, HEIGHT)]


def swell(
    sheet: Sheet, top: float, bottom: float, inks: tuple[str, str], rows: int, high: float = 7
) -> None:
    """Cover a stretch of sea with rows of waves, the nearer the larger."""
    for row in range(rows):
        near = row / max(1, rows - 1)
        y = top + (bottom - top) * near**1.5
        long, rise = 60 + 190 * near, high * (0.25 + near)
        start = sheet.random.uniform(0, 2 * pi)
        crest = [
            (float(x), y - rise * abs(sin(x / long + start)) ** 1.6) for x in range(0, WIDTH + 8, 8)
        ]
        sheet.poly([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], mix(*inks, near))


def glitter(sheet: Sheet, x: float, top: float, bottom: float, ink: str, width: float) -> None:
    """Lay the path of a light on water, broken into strokes."""
    y = top
    while y < bottom:
        near = (y - top) / (bottom - top)
        for _ in range(2):
            reach = width * (0.25 + near) * sheet.random.uniform(0.3, 1)
            mid = x + sheet.random.uniform(-0.5, 0.5) * width * (0.2 + near)
            sheet.poly(
                [
                    (mid - reach / 2, y),
                    (mid, y - 1 - 3 * near),
                    (mid + reach / 2, y),
                    (mid, y + 2 + 3 * near),
                ],
                ink,
            )
        y += 6 + 14 * near


def stars(sheet: Sheet, count: int, bottom: float, ink: str = PAPER) -> None:
    for _ in range(count):
        x, y = sheet.random.uniform(0, WIDTH), sheet.random.uniform(0, bottom)
        sheet.disc(x, y, sheet.random.choice((0.9, 1.2, 1.6, 2.4)), ink)


def cloud(sheet: Sheet, x: float, y: float, width: float, ink: str) -> None:
    """Draw a cloud with a flat foot and a few round heads."""
    height = width * 0.13
    sheet.rounded(x - width / 2, y - height, x + width / 2, y, height / 2, ink)
    for at, size in ((-0.24, 0.13), (-0.03, 0.2), (0.2, 0.14)):
        sheet.disc(x + at * width, y - height * 0.8, size * width, ink)
    sheet.rounded(x - width * 0.42, y - height, x + width * 0.44, y, height / 2, ink)


def gable(sheet: Sheet, left: float, right: float, base: float, eaves: float, ink: str) -> float:
    """Draw the front of a house with one of four kinds of roof; return the height of its top."""
    wide, middle = right - left, (left + right) / 2
    kind = sheet.random.choice(("pointed", "stepped", "flat", "hipped"))
    top = eaves - wide * 0.42
    sheet.box(left, eaves, right, base, ink)
    if kind == "pointed":
        sheet.poly([(left, eaves), (middle, top), (right, eaves)], ink)
    elif kind == "stepped":
        for step in range(4):
            inset = wide / 9 * (step + 1)
            sheet.box(left + inset, eaves - wide * 0.11 * (step + 1), right - inset, eaves, ink)
    elif kind == "hipped":
        roof = [(left, eaves), (left + wide * 0.2, eaves - wide * 0.2)]
        sheet.poly([*roof, (right - wide * 0.2, eaves - wide * 0.2), (right, eaves)], ink)
    chimney = left + wide * 0.7
    sheet.box(chimney, eaves - wide * 0.36, chimney + wide * 0.1, eaves, ink)
    return top


def skyline(
    sheet: Sheet, base: float, ink: str, heights: tuple[float, float], widths: tuple[float, float]
) -> list[tuple[float, float, float]]:
    """Draw a row of houses from edge to edge; return (left, right, eaves) of each."""
    houses, left = [], -20.0
    while left < WIDTH:
        right = left + sheet.random.uniform(*widths)
        eaves = base - sheet.random.uniform(*heights)
        gable(sheet, left, right, base, eaves, ink)
        houses.append((left, right, eaves))
        left = right
    return houses


def windows(
    sheet: Sheet,
    area: tuple[float, float, float, float],
    grid: tuple[int, int],
    inks: tuple[str, ...],
    share: tuple[float, float] = (0.5, 0.55),
) -> None:
    """Fill an area with a grid of windows; `share` is how much of its cell each one takes."""
    left, top, right, bottom = area
    columns, rows = grid
    wide, high = (right - left) / columns, (bottom - top) / rows
    for row in range(rows):
        for column in range(columns):
            x = left + wide * (column + 0.5 - share[0] / 2)
            y = top + high * (row + 0.5 - share[1] / 2)
            ink = sheet.random.choice(inks)
            sheet.box(x, y, x + wide * share[0], y + high * share[1], ink)


def beam(
    sheet: Sheet, start: Point, end: Point, depth: float, bays: int, ink: str, width: float
) -> None:
    """Draw a lattice girder between two points."""
    (x0, y0), (x1, y1) = start, end
    long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    nx, ny = -(y1 - y0) / long * depth, (x1 - x0) / long * depth
    upper = [(x0 + (x1 - x0) * i / bays, y0 + (y1 - y0) * i / bays) for i in range(bays + 1)]
    lower = [(x + nx, y + ny) for x, y in upper]
    sheet.line([upper[0], upper[-1]], ink, width)
    sheet.line([lower[0], lower[-1]], ink, width)
    zigzag = [lower[i] if i % 2 else upper[i] for i in range(bays + 1)]
    sheet.line(zigzag, ink, width * 0.6)


def flying_gull(sheet: Sheet, x: float, y: float, size: float, ink: str, tilt: float = 0) -> None:
    wing = curve([(-1, -0.25), (-0.55, -0.42), (-0.2, -0.12), (0, 0)], 8)
    under = curve([(0, 0.13), (-0.25, 0.02), (-0.55, -0.27), (-1, -0.25)], 8)
    left = [*wing, *under]
    points = [*left, *[(-px, py) for px, py in reversed(left)]]
    placed = [(x + px * size, y + py * size) for px, py in points]
    sheet.poly(turned(placed, (x, y), tilt), ink)


def gull(sheet: Sheet, x: float, foot: float, size: float, inks: tuple[str, str, str]) -> None:
    """Draw a gull that stands on `foot` and looks to the right; inks: body, wing, beak."""
    body, wing, beak = inks
    s = size

    def at(*points: Point) -> list[Point]:
        return [(x + px * s, foot + py * s) for px, py in points]

    sheet.line(at((-0.05, -0.3), (-0.05, 0)), beak, s * 0.05)
    sheet.line(at((0.08, -0.3), (0.08, 0)), beak, s * 0.05)
    outline = curve(
        at((0.32, -1.02), (0.44, -0.82), (0.42, -0.5), (0.1, -0.24), (-0.35, -0.34), (-0.8, -0.42)),
        8,
    )
    back = curve(at((-0.8, -0.42), (-0.3, -0.68), (0.02, -0.86), (0.08, -1.02), (0.32, -1.02)), 8)
    sheet.poly([*outline, *back], body)
    sheet.disc(x + 0.2 * s, foot - 1.02 * s, 0.17 * s, body)
    feathers = curve(at((0.1, -0.72), (0.12, -0.48), (-0.3, -0.4), (-0.95, -0.36)), 8)
    sheet.poly([*feathers, *curve(at((-0.95, -0.36), (-0.4, -0.62), (0.1, -0.72)), 8)], wing)
    sheet.poly(at((0.35, -1.08), (0.62, -0.98), (0.35, -0.94)), beak)
    sheet.disc(x + 0.24 * s, foot - 1.06 * s, 0.03 * s, INK)


def person(sheet: Sheet, x: float, foot: float, height: float, ink: str, skin: str = "") -> None:
    """Draw somebody who stands, as small people in posters do."""
    h = height
    coat = [(-0.1, -0.8), (0.1, -0.8), (0.15, -0.35), (-0.15, -0.35)]
    sheet.poly([(x + px * h, foot + py * h) for px, py in coat], ink)
    sheet.disc(x, foot - 0.79 * h, 0.1 * h, ink)
    for side in (-1, 1):
        sheet.line(
            [(x + side * 0.06 * h, foot - 0.4 * h), (x + side * 0.07 * h, foot)], ink, 0.08 * h
        )
        sheet.line(
            [(x + side * 0.11 * h, foot - 0.76 * h), (x + side * 0.16 * h, foot - 0.42 * h)],
            ink,
            0.06 * h,
        )
    sheet.disc(x, foot - 0.92 * h, 0.085 * h, skin or ink)
