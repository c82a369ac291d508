"""An old chart, and two women sounding from a rowing boat."""

from math import cos, pi, sin

from PIL import ImageFont

from articles.demo.pictures.shapes import curve, turned
from articles.demo.pictures.sheet import HEIGHT, SCALE, WIDTH, Sheet, mix

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(4300, "#f3e6c6", "#ead7ac")
    coast(sheet)
    soundings(sheet)
    compass(sheet, 1330, 760)
    sheet.lines([((160, 250), (1130, 640)), ((560, 250), (780, 640))], "#b53a22", 2)
    for x, y in ((150, 210), (560, 215)):
        sheet.box(x - 12, y - 40, x + 12, y + 20, "#5b3a24")
        sheet.poly([(x - 18, y - 40), (x, y - 84), (x + 18, y - 40)], "#b53a22")
    rowing_boat(sheet, 640, 640)
    for edge in (22, 34):
        frame = [
            (edge, edge),
            (WIDTH - edge, edge),
            (WIDTH - edge, HEIGHT - edge),
            (edge, HEIGHT - edge),
            (edge, edge),
        ]
        sheet.line(frame, "#5b3a24", 3)
    return sheet


def coast(sheet: Sheet) -> None:
    """Both shores, the lines of equal depth, and the shoal."""
    shore = curve(
        [(-40, 300), (180, 330), (330, 230), (520, 290), (640, 180), (820, 150), (900, -60)], 12
    )
    south = curve(
        [(-40, 880), (240, 820), (420, 900), (700, 860), (900, 960), (1240, 930), (1660, 1000)], 12
    )
    for step in range(7):
        grow = step * 44
        sheet.line(
            [(x + grow * 0.55, y + grow) for x, y in shore], mix("#2b6a6b", "#e8dab4", step / 8), 3
        )
        sheet.line([(x, y - grow * 0.8) for x, y in south], mix("#2b6a6b", "#e8dab4", step / 8), 3)
    sheet.poly([*shore, (-60, -60)], "#d9b36c")
    sheet.line(shore, "#5b3a24", 5)
    sheet.poly([*south, (1660, 1200), (-60, 1200)], "#d9b36c")
    sheet.line(south, "#5b3a24", 5)
    shoal = curve([(980, 330), (1150, 270), (1300, 350), (1240, 450), (1060, 470), (980, 330)], 10)
    for size in (1.34, 1.18, 1.0):
        sheet.poly(
            [(1130 + (x - 1130) * size, 370 + (y - 370) * size) for x, y in shoal],
            mix("#cfe0d0", "#9cc3b8", 1.4 - size),
        )


def soundings(sheet: Sheet) -> None:
    font = ImageFont.load_default(19 * SCALE)
    for row in range(15):
        for column in range(30):
            x = 120 + column * 50 + row * 9
            y = 330 + row * 36 + column * 3 + sheet.random.uniform(-3, 3)
            near = (abs(x - 640) < 250 and abs(y - 610) < 150) or (
                abs(x - 1330) < 200 and abs(y - 760) < 190
            )
            if x > 1530 or y > 780 or near:
                continue
            depth = str(max(2, round(22 - abs(y - 640) / 22 + sheet.random.uniform(-1, 1))))
            sheet.pen.text((x * SCALE, y * SCALE), depth, fill="#4a3a2c", font=font)


def compass(sheet: Sheet, x: float, y: float) -> None:
    for radius, width in ((160, 4), (148, 2), (96, 2)):
        sheet.ring(x, y, radius, "#5b3a24", width)
    for degree in range(0, 360, 10):
        a = degree * pi / 180
        inner = 132 if degree % 30 else 118
        sheet.line(
            [(x + inner * cos(a), y + inner * sin(a)), (x + 148 * cos(a), y + 148 * sin(a))],
            "#5b3a24",
            2,
        )
    for turn in range(8):
        long, wide = (146, 22) if turn % 2 == 0 else (92, 16)
        for side, ink in ((-1, "#b53a22" if turn % 2 == 0 else "#d9b36c"), (1, "#f8efd8")):
            needle = [(x, y), (x + side * wide, y - wide), (x, y - long)]
            sheet.poly(turned(needle, (x, y), turn * 45), ink)
    sheet.disc(x, y, 9, "#5b3a24")


def rowing_boat(sheet: Sheet, x: float, y: float) -> None:
    """Two women in a boat, one at the oars and one with the lead."""
    for width in (150, 210, 270):
        sheet.arc((x + 10, y - 180 + width * 0.1), width + 90, (62, 118), "#5f9a97", 3)
    sheet.lines(
        [((x - 30, y - 26), (x - 190, y + 62)), ((x - 10, y - 26), (x + 60, y + 74))], "#5b3a24", 8
    )
    sheet.line([(x + 176, y - 92), (x + 184, y + 150)], "#5b3a24", 3)
    sheet.disc(x + 184, y + 152, 9, "#3a4248")
    rower(sheet, x, y)
    sounder(sheet, x, y)
    hull = curve(
        [
            (x - 230, y - 30),
            (x - 150, y + 50),
            (x + 150, y + 56),
            (x + 250, y - 40),
            (x + 60, y - 6),
            (x - 80, y - 6),
            (x - 230, y - 30),
        ],
        10,
    )
    sheet.poly(hull, "#7d5233")
    sheet.line(
        curve([(x - 228, y - 28), (x - 80, y - 4), (x + 60, y - 4), (x + 248, y - 38)], 10),
        "#4a2d1c",
        9,
    )


def rower(sheet: Sheet, x: float, y: float) -> None:
    sheet.poly(
        curve(
            [
                (x - 70, y + 10),
                (x - 74, y - 80),
                (x - 20, y - 120),
                (x + 22, y - 70),
                (x + 40, y + 10),
            ],
            8,
        ),
        "#1f4250",
    )
    sheet.line([(x - 14, y - 90), (x - 34, y - 44), (x - 22, y - 26)], "#1f4250", 22)
    sheet.disc(x - 20, y - 146, 30, "#d9a27a")
    sheet.poly(
        curve(
            [
                (x - 62, y - 148),
                (x - 20, y - 166),
                (x + 24, y - 148),
                (x + 4, y - 184),
                (x - 44, y - 184),
                (x - 62, y - 148),
            ],
            6,
        ),
        "#3a2a22",
    )


def sounder(sheet: Sheet, x: float, y: float) -> None:
    """She stands and lets the lead down."""
    sheet.poly(
        [(x + 84, y + 10), (x + 100, y - 168), (x + 142, y - 168), (x + 166, y + 10)], "#b53a22"
    )
    sheet.line([(x + 124, y - 150), (x + 160, y - 120), (x + 178, y - 94)], "#b53a22", 22)
    sheet.line([(x + 116, y - 150), (x + 146, y - 186), (x + 174, y - 150)], "#b53a22", 18)
    sheet.disc(x + 122, y - 204, 30, "#d9a27a")
    sheet.disc(x + 108, y - 222, 24, "#3a2a22")
