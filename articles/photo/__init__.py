"""Files of pictures: which we take, what they say of themselves, and what of it we keep.

Knows neither the database nor the desk. `check` refuses what is no picture for us, `notes` reads
what photographers and agencies wrote into the file, `without_notes` returns the file with nothing
but the picture, and `decode` its pixels as screens show them.
"""

from articles.photo.checking import (
    FEWEST_PIXELS,
    KINDS,
    MOST_BYTES,
    MOST_PIXELS,
    Unusable,
    check,
    kind_of,
    refuse_size,
    upright_size,
)
from articles.photo.notes import Notes, notes
from articles.photo.pixels import decode
from articles.photo.stripping import without_notes

__all__ = [
    "FEWEST_PIXELS",
    "KINDS",
    "MOST_BYTES",
    "MOST_PIXELS",
    "Notes",
    "Unusable",
    "check",
    "decode",
    "kind_of",
    "notes",
    "refuse_size",
    "upright_size",
    "without_notes",
]
