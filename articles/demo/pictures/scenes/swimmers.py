"""Orange caps swim to the right; one swims to the left."""

from articles.demo.pictures.shapes import curve
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(1150, "#2f8f95", "#1c6374")
    for _ in range(420):
        x, y = sheet.random.uniform(-40, WIDTH), sheet.random.uniform(0, HEIGHT)
        long = sheet.random.uniform(30, 110)
        line = curve([(x, y), (x + long * 0.3, y - 6), (x + long * 0.6, y + 5), (x + long, y)], 4)
        sheet.line(line, sheet.random.choice(("#3fa3a6", "#2a8088", "#58b3b0")), 3)
    placed: list[tuple[float, float]] = []
    while len(placed) < 44:
        x, y = sheet.random.uniform(40, 1560), sheet.random.uniform(70, 1010)
        if all((x - a) ** 2 / 2 + (y - b) ** 2 > 8200 for a, b in placed):
            placed.append((x, y))
    chosen = min(placed, key=lambda at: (at[0] - 900) ** 2 + (at[1] - 480) ** 2)
    for x, y in sorted(placed, key=lambda at: at[1]):
        swimmer(sheet, x, y, -1 if (x, y) == chosen else 1, sheet.random.random() < 0.5)
    return sheet


def swimmer(sheet: Sheet, x: float, y: float, way: int, left_arm: bool) -> None:
    """Somebody doing the crawl, seen from above; `way` 1 is to the right."""
    skin, cap = ("#e7b48d", "#f2742b") if way > 0 else ("#8f5b41", "#fbf0d0")
    for number in range(3):
        spread = 26 + number * 15
        wake = curve(
            [
                (x - way * (34 + number * 34), y),
                (x - way * (70 + number * 40), y - spread * 0.7),
                (x - way * (112 + number * 44), y - spread),
            ],
            5,
        )
        sheet.line(wake, "#9fd6cf", 4 - number)
        sheet.line([(a, 2 * y - b) for a, b in wake], "#9fd6cf", 4 - number)
    arm = -1 if left_arm else 1
    sheet.line(
        [(x - way * 26, y + arm * 14), (x + way * 8, y + arm * 36), (x + way * 58, y + arm * 18)],
        skin,
        12,
    )
    sheet.line([(x - way * 20, y - arm * 16), (x - way * 62, y - arm * 30)], skin, 12)
    sheet.line([(x - way * 14, y), (x - way * 84, y)], "#1d3247", 28)
    sheet.line([(x - way * 20, y), (x - way * 44, y)], skin, 30)
    sheet.disc(x + way * 10, y, 23, cap)
    sheet.arc((x + way * 10, y), 16, (200, 290), "#ffffff", 3)
