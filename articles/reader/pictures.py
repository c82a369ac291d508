"""Pictures as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from articles.models import Picture
from articles.models.renditions import Source

__all__ = ["WIDEST", "Narrow", "Shown", "shown"]


#: No rendition is wider.
WIDEST = 1600
#: What was worked out, of so many crops.
FILES: dict[tuple[object, ...], "Files"] = {}
REMEMBERED = 20_000


class Narrow(NamedTuple):
    """Another crop of the picture, for windows narrower than a width that is said in CSS."""

    below: str
    shape: str
    sizes: str
    #: As in `shown`.
    most: int


class Files(NamedTuple):
    """The renditions of a picture in one shape: of each format the attribute `srcset`."""

    avif: str
    webp: str
    #: What browsers take that don't know `srcset`, and the proportions for all others.
    source: Source


@dataclass(frozen=True)
class Crop:
    """A picture in one shape, and how wide it comes out: `sizes`.

    https://html.spec.whatwg.org/multipage/images.html#sizes-attributes
    """

    files: Files
    sizes: str
    #: The media query under which it is shown; empty: unless another is.
    media: str = ""


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
        _files(given, narrow.shape, narrow.most), narrow.sizes, f"(width < {narrow.below})"
    )
    crop = Crop(_files(given, shape, most), sizes)
    return Shown(given, crop, below, alt or given.alt, caption or given.caption, first)


def _files(picture: Picture, shape: str, most: int) -> Files:
    """Return the files. Their names follow from what is asked here, so each is worked out once."""
    file = picture.file
    key = (file.name, picture.focal_point, picture.width, picture.height, shape, most)
    files = FILES.get(key)
    if files is None:
        avif, webp = (_sources(picture, shape, kind, most) for kind in ("avif", "webp"))
        if len(FILES) >= REMEMBERED:
            FILES.clear()
        files = FILES[key] = Files(_srcset(avif), _srcset(webp), webp[-1])
    return files


def _sources(picture: Picture, shape: str, kind: str, most: int) -> list[Source]:
    sources = picture.sources(shape, kind)
    return [source for source in sources if source.width <= most] or sources[:1]


def _srcset(sources: list[Source]) -> str:
    return ", ".join(f"{source.url} {source.width}w" for source in sources)
