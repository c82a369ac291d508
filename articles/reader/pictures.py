"""Pictures as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from articles.models import Picture
from articles.models.renditions import Source

__all__ = ["WIDEST", "Narrow", "Shown", "shown"]


#: No rendition is wider.
WIDEST = 1600


class Narrow(NamedTuple):
    """Another crop of the picture, for windows narrower than a width that is said in CSS."""

    below: str
    shape: str
    sizes: str
    #: As in `shown`.
    most: int


@dataclass(frozen=True)
class Crop:
    """The renditions of a picture in one shape, and how wide it comes out: `sizes`.

    https://html.spec.whatwg.org/multipage/images.html#sizes-attributes
    """

    picture: Picture
    shape: str
    sizes: str
    most: int
    #: The media query under which it is shown; empty: unless another is.
    media: str = ""

    @property
    def avif(self) -> str:
        return _srcset(self._sources("avif"))

    @property
    def webp(self) -> str:
        return _srcset(self._sources("webp"))

    @property
    def source(self) -> Source:
        """What browsers take that don't know `srcset`, and the proportions for all others."""
        return self._sources("webp")[-1]

    def _sources(self, kind: str) -> list[Source]:
        sources = self.picture.sources(self.shape, kind)
        return [source for source in sources if source.width <= self.most] or sources[:1]


@dataclass(frozen=True)
class Shown:
    """A picture as the template `reader/parts/picture.html` shows it."""

    picture: Picture
    crop: Crop
    #: What narrow windows get instead.
    narrow: Crop | None
    alt: str
    caption: str = ""
    #: Above the fold: fetched at once and first.
    first: bool = False


def shown(
    picture: Picture | None,
    at: datetime,
    *,
    shape: str = "wide",
    sizes: str,
    most: int = WIDEST,
    narrow: Narrow | None = None,
    alt: str = "",
    caption: str = "",
    first: bool = False,
) -> Shown | None:
    """Return the picture as a page shows it, or None where readers don't get it at this moment.

    `sizes` is how wide it comes out, `most` the widest rendition that is worth naming for that, in
    pixels. Where it has been replaced, that is the other picture, with whatever `alt` and `caption`
    are given, or else its own.
    """
    given = picture.given_at(at) if picture else None
    if given is None:
        return None
    below = narrow and Crop(
        given, narrow.shape, narrow.sizes, narrow.most, f"(width < {narrow.below})"
    )
    crop = Crop(given, shape, sizes, most)
    return Shown(given, crop, below, alt or given.alt, caption or given.caption, first)


def _srcset(sources: list[Source]) -> str:
    return ", ".join(f"{source.url} {source.width}w" for source in sources)
