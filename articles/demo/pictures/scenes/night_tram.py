"""A tram by night in front of gabled houses."""

from articles.demo.pictures.shapes import LIT, glitter, skyline, stars, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(41, "#141d3c", "#6a4a72")
    stars(sheet, 90, 420)
    sheet.glow(1270, 210, 300, "#f6dfa6", 0.5)
    sheet.disc(1270, 210, 74, "#f6e3b4")
    skyline(sheet, 830, "#54456f", (380, 500), (120, 190))
    for left, right, eaves in skyline(sheet, 830, "#33315f", (240, 380), (150, 230)):
        inks = (LIT, "#f2b04c", "#45447a", "#45447a", "#45447a")
        windows(sheet, (left + 22, eaves + 26, right - 22, 820), (3, 4), inks)
    sheet.wash((0, 815, WIDTH, HEIGHT), "#232546", "#0e1530")
    for line in (318, 352):
        sheet.line([(0, line), (WIDTH, line + 6)], "#0e1530", 4)
    sheet.lines([((980, 330), (1040, 420)), ((1040, 420), (990, 490))], "#0e1530", 8)
    tram(sheet)
    for x in (260, 480, 700, 920, 1140, 1330):
        glitter(sheet, x, 915, 1050, "#e9a94f", 120)
    sheet.glow(180, 800, 330, "#ffe7a0", 0.55)
    sheet.glow(1400, 800, 200, "#e0533a", 0.3)
    return sheet


def tram(sheet: Sheet) -> None:
    """Two cars, seen from the side."""
    for left, right in ((150, 772), (786, 1408)):
        sheet.rounded(left, 482, right, 880, 44, "#d9482b")
        sheet.box(left + 4, 560, right - 4, 722, "#f7ecd2")
        sheet.box(left, 760, right, 772, "#f7ecd2")
        step = (right - left - 50) / 5
        for number in range(5):
            x = left + 25 + step * number
            door = number == 2
            sheet.rounded(
                x + 8, 568, x + step - 8, 850 if door else 714, 10, LIT if not door else "#f9d98a"
            )
            if door:
                sheet.line([(x + step / 2, 570), (x + step / 2, 848)], "#b53a22", 6)
            elif sheet.random.random() < 0.8:
                head = x + step * sheet.random.uniform(0.35, 0.65)
                sheet.disc(head, 650, 21, "#54304c")
                sheet.rounded(head - 34, 674, head + 34, 714, 26, "#54304c")
        for wheel in (left + 110, right - 110):
            sheet.disc(wheel, 884, 34, "#0b1126")
            sheet.disc(wheel, 884, 13, "#39406b")
    sheet.box(760, 520, 800, 850, "#7a2a1d")
    sheet.disc(168, 806, 17, "#fff4cf")
    sheet.box(140, 918, 1420, 926, "#5a5f86")
