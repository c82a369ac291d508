"""The sheet a picture is printed on: flat inks, soft gradients and a grain over all of it."""

import io
from collections.abc import Iterable, Sequence
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw

__all__ = ["HEIGHT", "SCALE", "WIDTH", "Point", "Points", "Sheet", "mix"]

WIDTH, HEIGHT = 1600, 1067
#: Everything is drawn at twice the size, and shrunk at the end, so that edges come out smooth.
SCALE = 2

Point = tuple[float, float]
Points = Sequence[Point]


def mix(one: str, other: str, share: float) -> str:
    """Return the colour between the two, `share` of the way to the other."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


@cache
def grain() -> Image.Image:
    """Return what the paper adds to every picture: specks and a few larger blotches."""
    random = Random(1934)  # noqa: S311 -- the same paper each time
    fine = Image.frombytes("L", (WIDTH // 2, HEIGHT // 2 + 1), random.randbytes(800 * 534))
    rough = Image.frombytes("L", (200, 134), random.randbytes(200 * 134))
    size = (WIDTH, HEIGHT)
    both = Image.blend(fine.resize(size, Image.Resampling.BILINEAR), rough.resize(size), 0.35)
    return both.point([124 + (value - 128) // 11 + 4 for value in range(256)])


@cache
def falloff() -> Image.Image:
    """Return a round light, white in the middle, black from the edge on."""
    return Image.radial_gradient("L").point([max(0, 255 - value * 2) for value in range(256)])


class Sheet:
    """A picture in the making; all measures are in pixels of the finished picture."""

    def __init__(self, seed: int, top: str, bottom: str) -> None:
        self.random = Random(seed)  # noqa: S311 -- the same picture each time
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), top)
        self.pen = ImageDraw.Draw(self.image)
        self.wash((0, 0, WIDTH, HEIGHT), top, bottom)

    def wash(self, box: tuple[float, float, float, float], top: str, bottom: str) -> None:
        """Fill a box with a gradient from top to bottom."""
        left, upper, right, lower = (round(value * SCALE) for value in box)
        ramp = Image.linear_gradient("L").resize((1, lower - upper))
        inks = Image.composite(
            Image.new("RGB", ramp.size, bottom), Image.new("RGB", ramp.size, top), ramp
        )
        wide = inks.resize((right - left, lower - upper), Image.Resampling.NEAREST)
        self.image.paste(wide, (left, upper))

    def poly(self, points: Points, ink: str) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=ink)

    def box(self, left: float, top: float, right: float, bottom: float, ink: str) -> None:
        self.pen.rectangle(
            (left * SCALE, top * SCALE, right * SCALE - 1, bottom * SCALE - 1), fill=ink
        )

    def rounded(
        self, left: float, top: float, right: float, bottom: float, radius: float, ink: str
    ) -> None:
        box = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        self.pen.rounded_rectangle(box, radius * SCALE, fill=ink)

    def disc(self, x: float, y: float, radius: float, ink: str, flat: float = 1.0) -> None:
        """Fill a circle, or with `flat` below 1 an ellipse as wide and less high."""
        high = radius * flat
        box = (x - radius, y - high, x + radius, y + high)
        self.pen.ellipse([value * SCALE for value in box], fill=ink)

    def ring(self, x: float, y: float, radius: float, ink: str, width: float) -> None:
        box = (x - radius, y - radius, x + radius, y + radius)
        self.pen.ellipse(
            [value * SCALE for value in box], outline=ink, width=max(1, round(width * SCALE))
        )

    def arc(
        self,
        centre: Point,
        radius: float,
        degrees: tuple[float, float],
        ink: str,
        width: float,
    ) -> None:
        """Draw a part of a circle; degrees run clockwise from three o'clock."""
        x, y = centre
        box = [
            (x - radius) * SCALE,
            (y - radius) * SCALE,
            (x + radius) * SCALE,
            (y + radius) * SCALE,
        ]
        self.pen.arc(box, *degrees, fill=ink, width=max(1, round(width * SCALE)))

    def line(self, points: Points, ink: str, width: float) -> None:
        """Draw a line with round joints and ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=ink, width=max(1, round(width * SCALE)), joint="curve")
        if width > 2:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, ink)

    def lines(self, pairs: Iterable[tuple[Point, Point]], ink: str, width: float) -> None:
        for pair in pairs:
            self.line(pair, ink, width)

    def glow(self, x: float, y: float, radius: float, ink: str, strength: float = 1.0) -> None:
        """Lay a round light over what is there."""
        size = (round(2 * radius * SCALE), round(2 * radius * SCALE))
        mask = (
            falloff()
            .point([round(value * strength) for value in range(256)])
            .resize(size, Image.Resampling.BILINEAR)
        )
        self.image.paste(ink, (round((x - radius) * SCALE), round((y - radius) * SCALE)), mask)

    def shade(self, points: Points, ink: str, top: float, bottom: float) -> None:
        """Lay an ink over a shape, from strength `top` to strength `bottom` (0 to 1)."""
        left, upper = min(x for x, _ in points), min(y for _, y in points)
        right, lower = max(x for x, _ in points), max(y for _, y in points)
        size = (max(1, round((right - left) * SCALE)), max(1, round((lower - upper) * SCALE)))
        mask = Image.new("L", size)
        moved = [((x - left) * SCALE, (y - upper) * SCALE) for x, y in points]
        ImageDraw.Draw(mask).polygon(moved, fill=255)
        levels = [round(255 * (top + (bottom - top) * value / 255)) for value in range(256)]
        ramp = Image.linear_gradient("L").point(levels).resize(size, Image.Resampling.BILINEAR)
        mask = ImageChops.multiply(mask, ramp)
        self.image.paste(ink, (round(left * SCALE), round(upper * SCALE)), mask)

    def jpeg(self) -> bytes:
        """Return the finished picture."""
        small = self.image.reduce(SCALE)
        paper = Image.merge("RGB", [grain()] * 3)
        out = io.BytesIO()
        ImageChops.overlay(small, paper).save(out, "JPEG", quality=85)
        return out.getvalue()
