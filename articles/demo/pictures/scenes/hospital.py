"""A patient at her frame and a piece of cake."""

from articles.demo.pictures.shapes import RED, curve, ridge, turned
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(81, "#dfe9df", "#cfdcd2")
    sheet.box(560, 110, 1500, 690, "#8fb0a8")
    sheet.wash((584, 134, 1476, 666), "#f3b886", "#fbe3b4")
    sheet.disc(1120, 400, 92, "#fdf3d4")
    hills = [(x, max(y, 134.0)) for x, y in ridge(sheet, 560, 34) if 584 <= x <= 1476]
    sheet.poly([(584, 666), *hills, (1476, 666)], "#d18f73")
    far = [(x, y) for x, y in ridge(sheet, 620, 18) if 584 <= x <= 1476]
    sheet.poly([(584, 666), *far, (1476, 666)], "#8d5a5c")
    for x in (876, 1176):
        sheet.box(x, 134, x + 16, 666, "#8fb0a8")
    sheet.box(540, 686, 1520, 716, "#f4efe0")
    sheet.wash((0, 850, WIDTH, HEIGHT), "#9fb3a6", "#7d958c")
    sheet.poly([(560, 1067), (640, 870), (1460, 870), (1600, 1000), (1600, 1067)], "#c9c6a6")
    bed(sheet)
    plant(sheet, 1430, 686)
    walker(sheet, 900, 990)
    physiotherapist(sheet, 1300, 990)
    return sheet


def bed(sheet: Sheet) -> None:
    sheet.box(30, 520, 56, 960, "#5d7d7a")
    sheet.rounded(40, 700, 520, 860, 26, "#fbf7ec")
    sheet.rounded(180, 690, 540, 880, 26, "#2b7a78")
    sheet.rounded(180, 690, 540, 730, 18, "#f4ead7")
    sheet.rounded(56, 650, 190, 720, 30, "#ffffff")
    sheet.box(520, 660, 544, 960, "#5d7d7a")
    sheet.box(40, 866, 540, 886, "#5d7d7a")
    sheet.line([(300, 120), (300, 690)], "#5d7d7a", 8)
    sheet.rounded(262, 150, 338, 270, 18, "#c9dfe0")
    sheet.line([(262, 146), (338, 146)], "#5d7d7a", 8)


def plant(sheet: Sheet, x: float, base: float) -> None:
    for turn in (-58, -30, -6, 20, 46):
        leaf = curve(
            [
                (x, base - 70),
                (x - 28, base - 150),
                (x, base - 240),
                (x + 28, base - 150),
                (x, base - 70),
            ],
            8,
        )
        sheet.poly(turned(leaf, (x, base - 70), turn), "#4f7a4a" if turn % 4 else "#3f6640")
    sheet.poly([(x - 52, base - 86), (x + 52, base - 86), (x + 38, base), (x - 38, base)], RED)


def walker(sheet: Sheet, x: float, foot: float) -> None:
    """A patient of 81 at her frame."""
    skin = "#d9a27a"
    sheet.line([(x - 14, foot - 190), (x - 40, foot - 90), (x - 60, foot)], skin, 26)
    sheet.line([(x + 10, foot - 190), (x + 36, foot - 90), (x + 30, foot)], skin, 26)
    gown = curve(
        [
            (x - 46, foot - 120),
            (x - 60, foot - 300),
            (x - 10, foot - 380),
            (x + 50, foot - 300),
            (x + 60, foot - 120),
            (x - 46, foot - 120),
        ],
        8,
    )
    sheet.poly(gown, "#7fb0c4")
    sheet.line([(x + 16, foot - 320), (x + 66, foot - 250), (x + 124, foot - 236)], "#7fb0c4", 34)
    sheet.disc(x + 20, foot - 420, 52, skin)
    sheet.disc(x - 2, foot - 440, 48, "#f1eee6")
    sheet.disc(x - 40, foot - 436, 26, "#f1eee6")
    sheet.line(
        [(x + 100, foot), (x + 122, foot - 236), (x + 196, foot - 236), (x + 214, foot)],
        "#5d6d70",
        11,
    )
    sheet.line([(x + 112, foot - 120), (x + 206, foot - 120)], "#5d6d70", 9)


def physiotherapist(sheet: Sheet, x: float, foot: float) -> None:
    for side in (-22, 22):
        sheet.line([(x + side, foot - 220), (x + side, foot)], "#1f4250", 36)
    sheet.poly(
        curve(
            [
                (x - 56, foot - 190),
                (x - 62, foot - 380),
                (x, foot - 430),
                (x + 62, foot - 380),
                (x + 56, foot - 190),
                (x - 56, foot - 190),
            ],
            8,
        ),
        "#f4ead7",
    )
    sheet.line([(x - 40, foot - 380), (x - 90, foot - 320), (x - 150, foot - 336)], "#f4ead7", 34)
    sheet.disc(x - 6, foot - 480, 52, "#6d4230")
    sheet.disc(x + 8, foot - 500, 48, "#1d1418")
    sheet.disc(x - 20, foot - 470, 38, "#6d4230")
    cake(sheet, x, foot)


def cake(sheet: Sheet, x: float, foot: float) -> None:
    sheet.disc(x - 176, foot - 338, 62, "#ffffff", 0.2)
    sheet.poly(
        [
            (x - 226, foot - 346),
            (x - 140, foot - 346),
            (x - 140, foot - 400),
            (x - 226, foot - 376),
        ],
        "#7a3d2a",
    )
    sheet.poly(
        [
            (x - 226, foot - 376),
            (x - 140, foot - 400),
            (x - 140, foot - 384),
            (x - 226, foot - 362),
        ],
        "#f6d9c4",
    )
    sheet.disc(x - 184, foot - 398, 12, RED)
