"""A lifting bridge with both leaves up, and a barge going through."""

from articles.demo.pictures.shapes import INK, LIT, arch, beam, glitter, skyline, turned, windows
from articles.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

__all__ = ["draw"]


def draw() -> Sheet:
    sheet = Sheet(7, "#f0a25c", "#fbdc9a")
    sheet.glow(800, 600, 560, "#fff3cf", 0.9)
    sheet.disc(800, 590, 118, "#fff6dc")
    skyline(sheet, 740, "#e2935f", (50, 120), (46, 90))
    skyline(sheet, 745, "#cf7650", (20, 80), (60, 120))
    sheet.wash((0, 735, WIDTH, HEIGHT), "#d98052", "#7a3446")
    glitter(sheet, 800, 748, HEIGHT, "#fbd793", 300)
    for side in (-1, 1):
        pier, hinge = 800 + side * 470, (800 + side * 345, 690)
        tip = turned([(hinge[0] - side * 560, 690)], hinge, side * 63)[0]
        beam(sheet, hinge, tip, -side * 46, 12, INK, 11)
        sheet.line([hinge, tip], INK, 24)
        sheet.line([(pier + side * 30, 372), tip], INK, 4)
        sheet.box(min(pier - 90, pier + 90), 360, max(pier - 90, pier + 90), 900, INK)
        sheet.poly([(pier - 110, 360), (pier, 250), (pier + 110, 360)], INK)
        sheet.poly([*arch(pier, 640, 74, 190)], "#d77d50")
        windows(sheet, (pier - 60, 385, pier + 60, 440), (3, 1), (LIT, "#3a3350"))
        sheet.box(pier - 140, 880, pier + 140, HEIGHT, "#0e1829")
        edge = 0 if side < 0 else WIDTH
        sheet.box(min(edge, pier), 684, max(edge, pier), 730, INK)
        sheet.box(pier - 10, 150, pier + 10, 260, INK)
    barge(sheet)
    return sheet


def barge(sheet: Sheet) -> None:
    hull = [(560, 840), (1040, 840), (1010, 905), (600, 905)]
    sheet.poly(hull, "#3a2036")
    sheet.poly([(600, 838), (700, 786), (780, 812), (860, 776), (930, 838)], "#5f3644")
    sheet.box(945, 772, 1015, 840, "#f4ead7")
    sheet.box(957, 784, 1003, 806, "#3a2036")
    sheet.box(560, 840, 1040, 849, "#d9482b")
