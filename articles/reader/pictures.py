"""Pictures as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Picture
from articles.models.picture import Source

__all__ = ["Shown", "shown"]


@dataclass(frozen=True)
class Shown:
    """A picture in one shape, as the template `reader/parts/picture.html` shows it.

    `sizes` is what browsers choose a rendition by:
    https://html.spec.whatwg.org/multipage/images.html#sizes-attributes
    """

    picture: Picture
    shape: str
    sizes: str
    alt: str
    caption: str = ""
    #: Above the fold: fetched at once and first.
    first: bool = False

    @property
    def avif(self) -> str:
        return _srcset(self.picture.sources(self.shape, "avif"))

    @property
    def webp(self) -> str:
        return _srcset(self.picture.sources(self.shape, "webp"))

    @property
    def source(self) -> Source:
        """What browsers take that don't know `srcset`, and the proportions for all others."""
        return self.picture.sources(self.shape, "webp")[-1]


def shown(
    picture: Picture | None,
    at: datetime,
    *,
    shape: str = "wide",
    sizes: str,
    alt: str = "",
    caption: str = "",
    first: bool = False,
) -> Shown | None:
    """Return the picture as a page shows it, or None where readers don't get it at this moment.

    Where it has been replaced, that is the other picture, with whatever `alt` and `caption` are
    given, or else its own.
    """
    given = picture.given_at(at) if picture else None
    if given is None:
        return None
    return Shown(given, shape, sizes, alt or given.alt, caption or given.caption, first)


def _srcset(sources: list[Source]) -> str:
    return ", ".join(f"{source.url} {source.width}w" for source in sources)
